/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.serialization.Columns;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The event times of the slots of a frame in nanoseconds: slot i is at {@code first + i step}, or
 * where slots are not evenly spaced at {@code each[i]}. Those of a block take no array.
 */
public final class SlotTimes {

  private static final long[] EVEN = {};

  private final int size;
  private final long first;
  private final long step;
  private final long[] each; // of length 0 where they are even

  private SlotTimes(int size, long first, long step, long[] each) {
    this.size = size;
    this.first = first;
    this.step = step;
    this.each = each;
  }

  /** Any times; the array belongs to them from then on. */
  public static SlotTimes of(long[] times) {
    return new SlotTimes(times.length, times.length == 0 ? 0 : times[0], 0, times);
  }

  /** So many times, one step apart. */
  public static SlotTimes even(int size, long first, long step) {
    return new SlotTimes(size, first, step, EVEN);
  }

  /** The number of slots. */
  public int size() {
    return size;
  }

  /** The time of a slot. */
  public long at(int slot) {
    return each.length == 0 ? first + slot * step : each[slot];
  }

  /** All times in a new array. */
  public long[] toArray() {
    long[] times = new long[size];
    copy(0, times, 0, size);
    return times;
  }

  /** Writes the times of {@code count} slots from one on into an array. */
  void copy(int from, long[] target, int at, int count) {
    if (each.length > 0) {
      System.arraycopy(each, from, target, at, count);
      return;
    }
    long time = first + from * step;
    for (int i = 0; i < count; i++) {
      target[at + i] = time + i * step;
    }
  }

  /**
   * The first slot from one on, before the last, that is not before a time; the last if none is.
   * The slots must be evenly spaced.
   */
  public int firstFrom(long time, int from, int last) {
    int low = from;
    int high = last;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (first + middle * step < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the slots are one step apart, which is positive. */
  public boolean isEven() {
    return each.length == 0 && step > 0;
  }

  /** The step of slots that are evenly spaced. */
  public long step() {
    return step;
  }

  /** Writes all times, in the form of {@link Columns#writeTimes}. */
  void write(DataOutputView out) throws IOException {
    if (each.length == 0 && size > 2) {
      Columns.writeEvenTimes(first, step, out);
    } else {
      Columns.writeTimes(each.length == 0 ? toArray() : each, size, out);
    }
  }

  /** Reads so many times. */
  static SlotTimes read(int size, DataInputView in) throws IOException {
    return Columns.areEven(in)
        ? even(size, in.readLong(), in.readLong())
        : of(Columns.readEachTime(size, in));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlotTimes that && Arrays.equals(toArray(), that.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
