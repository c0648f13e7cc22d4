/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes sensors and how far they are, as a checkpoint keeps them. */
final class SensorSplits implements SimpleVersionedSerializer<Collection<SensorSplit>> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Collection<SensorSplit> splits) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(splits.size());
    for (SensorSplit split : splits) {
      write(split, out);
    }
    return bytes.toByteArray();
  }

  @Override
  public Collection<SensorSplit> deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the state of a simulated sensor has version %d, but this Gaussflow reads version %d"
              .formatted(version, VERSION));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    int count = in.readInt();
    List<SensorSplit> splits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      splits.add(read(in));
    }
    return splits;
  }

  /** The same for a single one. */
  SimpleVersionedSerializer<SensorSplit> single() {
    SensorSplits several = this;
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return several.getVersion();
      }

      @Override
      public byte[] serialize(SensorSplit split) throws IOException {
        return several.serialize(List.of(split));
      }

      @Override
      public SensorSplit deserialize(int version, byte[] serialized) throws IOException {
        return several.deserialize(version, serialized).iterator().next();
      }
    };
  }

  private static void write(SensorSplit split, DataOutputStream out) throws IOException {
    out.writeInt(split.sensor());
    out.writeLong(split.startTime());
    out.writeBoolean(split.progress().isPresent());
    if (split.progress().isPresent()) {
      SensorSplit.Progress progress = split.progress().get();
      out.writeUTF(progress.signal().name());
      out.writeUTF(progress.noise().name());
      out.writeLong(progress.drawn());
      out.writeLong(progress.left());
      out.writeLong(progress.signalRandom());
      writeNumbers(progress.signalState(), out);
      out.writeLong(progress.noiseRandom());
      writeNumbers(progress.noiseState(), out);
      out.writeInt(progress.pending().size());
      for (SimulatedSample sample : progress.pending()) {
        out.writeLong(sample.time());
        out.writeLong(sample.arrival());
        out.writeDouble(sample.value());
        out.writeDouble(sample.reference());
      }
    }
  }

  private static SensorSplit read(DataInputStream in) throws IOException {
    int sensor = in.readInt();
    long startTime = in.readLong();
    return new SensorSplit(
        sensor, startTime, in.readBoolean() ? Optional.of(readProgress(in)) : Optional.empty());
  }

  private static SensorSplit.Progress readProgress(DataInputStream in) throws IOException {
    Signal signal = Signal.valueOf(in.readUTF());
    Noise noise = Noise.valueOf(in.readUTF());
    long drawn = in.readLong();
    long left = in.readLong();
    long signalRandom = in.readLong();
    double[] signalState = readNumbers(in);
    long noiseRandom = in.readLong();
    double[] noiseState = readNumbers(in);
    int count = in.readInt();
    List<SimulatedSample> pending = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pending.add(
          new SimulatedSample(in.readLong(), in.readLong(), in.readDouble(), in.readDouble()));
    }
    return new SensorSplit.Progress(
        signal, noise, drawn, left, signalRandom, signalState, noiseRandom, noiseState, pending);
  }

  private static void writeNumbers(double[] numbers, DataOutputStream out) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static double[] readNumbers(DataInputStream in) throws IOException {
    double[] numbers = new double[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }
}
