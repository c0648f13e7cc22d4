/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How arrays become bytes. The length is not written where it is known to the reader. */
public final class Columns {

  /** From so many numbers on they pass as bytes: what a view does for each number then counts. */
  private static final int BULK = 16;

  private static final int CHUNK_SIZE = 512;
  private static final ThreadLocal<byte[]> CHUNK =
      ThreadLocal.withInitial(() -> new byte[CHUNK_SIZE * Double.BYTES]);

  private static final ThreadLocal<Chunk> COPIED = ThreadLocal.withInitial(Chunk::new);

  /** As {@link DataOutputView#writeDouble} has it. */
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  private static final double[] NO_DOUBLES = {};
  private static final boolean[] NO_MARKS = {};

  private Columns() {}

  /**
   * Writes times: where they are evenly spaced the first one and the step only.
   *
   * @param size how many, from the first entry on
   */
  public static void writeTimes(long[] times, int size, DataOutputView out) throws IOException {
    if (size > 2 && isEven(times, size)) {
      writeEvenTimes(times[0], times[1] - times[0], out);
    } else {
      out.writeBoolean(false);
      for (int i = 0; i < size; i++) {
        out.writeLong(times[i]);
      }
    }
  }

  /** Writes times that are evenly spaced. */
  public static void writeEvenTimes(long first, long step, DataOutputView out) throws IOException {
    out.writeBoolean(true);
    out.writeLong(first);
    out.writeLong(step);
  }

  private static boolean isEven(long[] times, int size) {
    long step = times[1] - times[0];
    for (int i = 2; i < size; i++) {
      if (times[i] - times[i - 1] != step) {
        return false;
      }
    }
    return true;
  }

  /** Reads {@link #writeTimes}. */
  public static long[] readTimes(int size, DataInputView in) throws IOException {
    if (!areEven(in)) {
      return readEachTime(size, in);
    }
    long[] times = new long[size];
    long time = in.readLong();
    long step = in.readLong();
    for (int i = 0; i < size; i++) {
      times[i] = time;
      time += step;
    }
    return times;
  }

  /** Reads whether the first time and the step follow, and not each time. */
  public static boolean areEven(DataInputView in) throws IOException {
    return in.readBoolean();
  }

  /** Reads so many times that are not evenly spaced. */
  public static long[] readEachTime(int size, DataInputView in) throws IOException {
    long[] times = new long[size];
    for (int i = 0; i < size; i++) {
      times[i] = in.readLong();
    }
    return times;
  }

  /** Writes the first entries of an array. */
  public static void writeDoubles(double[] numbers, int size, DataOutputView out)
      throws IOException {
    if (size < BULK) {
      for (int i = 0; i < size; i++) {
        out.writeDouble(numbers[i]);
      }
      return;
    }
    byte[] bytes = CHUNK.get();
    for (int from = 0; from < size; from += CHUNK_SIZE) {
      int count = Math.min(CHUNK_SIZE, size - from);
      for (int i = 0; i < count; i++) {
        DOUBLES.set(bytes, i * Double.BYTES, numbers[from + i]);
      }
      out.write(bytes, 0, count * Double.BYTES);
    }
  }

  /** Reads so many entries. */
  public static double[] readDoubles(int size, DataInputView in) throws IOException {
    double[] numbers = new double[size];
    if (size < BULK) {
      for (int i = 0; i < size; i++) {
        numbers[i] = in.readDouble();
      }
      return numbers;
    }
    byte[] bytes = CHUNK.get();
    for (int from = 0; from < size; from += CHUNK_SIZE) {
      int count = Math.min(CHUNK_SIZE, size - from);
      in.readFully(bytes, 0, count * Double.BYTES);
      for (int i = 0; i < count; i++) {
        numbers[from + i] = (double) DOUBLES.get(bytes, i * Double.BYTES);
      }
    }
    return numbers;
  }

  /**
   * Writes the first entries of an array with the least significant bytes first: as most processors
   * have them, so that they are only copied. For what is between operators; {@link #writeDoubles}
   * for what is in states that were written so.
   */
  public static void writeNumbers(double[] numbers, int size, DataOutputView out)
      throws IOException {
    Chunk chunk = COPIED.get();
    for (int from = 0; from < size; from += CHUNK_SIZE) {
      int count = Math.min(CHUNK_SIZE, size - from);
      chunk.numbers.put(0, numbers, from, count);
      out.write(chunk.bytes, 0, count * Double.BYTES);
    }
  }

  /** Reads {@link #writeNumbers}. */
  public static double[] readNumbers(int size, DataInputView in) throws IOException {
    if (size == 0) {
      return NO_DOUBLES;
    }
    double[] numbers = new double[size];
    Chunk chunk = COPIED.get();
    for (int from = 0; from < size; from += CHUNK_SIZE) {
      int count = Math.min(CHUNK_SIZE, size - from);
      in.readFully(chunk.bytes, 0, count * Double.BYTES);
      chunk.numbers.get(0, numbers, from, count);
    }
    return numbers;
  }

  /** Bytes and the numbers that they are. */
  private static final class Chunk {
    private final byte[] bytes = new byte[CHUNK_SIZE * Double.BYTES];
    private final DoubleBuffer numbers =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
  }

  /** Writes a whole array with its length. */
  public static void writeDoubles(double[] numbers, DataOutputView out) throws IOException {
    out.writeInt(numbers.length);
    writeDoubles(numbers, numbers.length, out);
  }

  /** Reads an array with its length. */
  public static double[] readDoubles(DataInputView in) throws IOException {
    int size = in.readInt();
    return size == 0 ? NO_DOUBLES : readDoubles(size, in);
  }

  /** Writes a column that is absent where its length is 0. */
  public static void writeOptional(double[] column, int size, DataOutputView out)
      throws IOException {
    out.writeBoolean(column.length > 0);
    if (column.length > 0) {
      writeDoubles(column, size, out);
    }
  }

  /** Reads a column that may be absent. */
  public static double[] readOptionalDoubles(int size, DataInputView in) throws IOException {
    return in.readBoolean() ? readDoubles(size, in) : NO_DOUBLES;
  }

  /** Writes a column of marks that is absent where its length is 0. */
  public static void writeOptional(boolean[] column, int size, DataOutputView out)
      throws IOException {
    out.writeBoolean(column.length > 0);
    if (column.length > 0) {
      for (int i = 0; i < size; i++) {
        out.writeBoolean(column[i]);
      }
    }
  }

  /** Reads a column of marks that may be absent. */
  public static boolean[] readOptionalMarks(int size, DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return NO_MARKS;
    }
    boolean[] marks = new boolean[size];
    for (int i = 0; i < size; i++) {
      marks[i] = in.readBoolean();
    }
    return marks;
  }
}
