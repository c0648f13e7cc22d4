/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.partition;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.operators.frame.Slots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How states of this package become bytes: a version first, then what {@link Writing} writes.
 *
 * <p>An array is its length and its entries; slots are their size, times, values and, behind a
 * flag, references. A state that gains a field gets the next version; older ones stay readable.
 */
final class StateBytes {

  /** Of everything written now. */
  static final int VERSION = 1;

  private StateBytes() {}

  /** Writes the fields of a state. */
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads the fields of a state. */
  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] write(Writing fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      fields.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if the bytes are of another version
   */
  static <T> T read(byte[] bytes, Reading<T> fields) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "state of a partition must be of version %d, but is of version %d; start without it"
                .formatted(VERSION, version));
      }
      return fields.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeSlots(DataOutputStream out, Slots slots) throws IOException {
    out.writeInt(slots.size);
    for (int i = 0; i < slots.size; i++) {
      out.writeLong(slots.times[i]);
      out.writeDouble(slots.values[i]);
    }
    out.writeBoolean(slots.references.length > 0);
    if (slots.references.length > 0) {
      for (int i = 0; i < slots.size; i++) {
        out.writeDouble(slots.references[i]);
      }
    }
  }

  static Slots readSlots(DataInputStream in) throws IOException {
    Slots slots = new Slots();
    slots.size = in.readInt();
    slots.times = new long[slots.size];
    slots.values = new double[slots.size];
    for (int i = 0; i < slots.size; i++) {
      slots.times[i] = in.readLong();
      slots.values[i] = in.readDouble();
    }
    if (in.readBoolean()) {
      slots.references = new double[slots.size];
      for (int i = 0; i < slots.size; i++) {
        slots.references[i] = in.readDouble();
      }
    }
    return slots;
  }

  static void writeDoubles(DataOutputStream out, double[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  static double[] readDoubles(DataInputStream in) throws IOException {
    double[] numbers = new double[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }

  static void writeBank(DataOutputStream out, GaussianBank bank) throws IOException {
    out.writeInt(bank.components().size());
    for (GaussianBank.Component component : bank.components()) {
      out.writeDouble(component.weight());
      out.writeDouble(component.parameters().mean());
      out.writeDouble(component.parameters().standardDeviation());
    }
  }

  static GaussianBank readBank(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<GaussianBank.Component> components = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      components.add(
          new GaussianBank.Component(
              in.readDouble(), new GaussianParameters(in.readDouble(), in.readDouble())));
    }
    return new GaussianBank(components);
  }
}
