/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The slots of one sensor that an operator still needs, oldest first: a buffer that grows at the
 * end and is trimmed at the front. It is kept in keyed state, so it is of primitive arrays; its
 * fields are public for its serializer only.
 *
 * <p>A slot whose value is NaN is empty; its time is then that of the missing grid point, if {@link
 * #isGridPoint}. Entries from {@code size} on have no meaning.
 */
@TypeInfo(SlotsSerializer.Factory.class)
public final class Slots {

  // One for all: a million sensors have a million of these.
  private static final long[] NO_TIMES = {};
  private static final double[] NONE = {};
  private static final boolean[] NOT_AT_REST = {};

  /** Event times in nanoseconds. */
  public long[] times;

  /** The values of the frames, NaN for an empty slot. */
  public double[] values;

  /** What the reference sensor said, NaN for none; of length 0 as long as there was none at all. */
  public double[] references;

  /** Whether a sample is at rest; of length 0 as long as there was none at all. */
  public boolean[] rest;

  /** {@link Frame#outliers}; of length 0 as long as there was none at all. */
  public double[] outliers;

  /** The number of slots. */
  public int size;

  /** No slots. */
  public Slots() {
    times = NO_TIMES;
    values = NONE;
    references = NONE;
    rest = NOT_AT_REST;
    outliers = NONE;
  }

  /** The same slots in arrays of their own. */
  public Slots copy() {
    return copyOfLast(size);
  }

  /** The newest slots in arrays of their own. */
  public Slots copyOfLast(int count) {
    Slots slots = new Slots();
    int from = size - count;
    slots.times = Arrays.copyOfRange(times, from, size);
    slots.values = Arrays.copyOfRange(values, from, size);
    if (references.length > 0) {
      slots.references = Arrays.copyOfRange(references, from, size);
    }
    if (rest.length > 0) {
      slots.rest = Arrays.copyOfRange(rest, from, size);
    }
    if (outliers.length > 0) {
      slots.outliers = Arrays.copyOfRange(outliers, from, size);
    }
    slots.size = count;
    return slots;
  }

  /** Whether there is no slot. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The time of the newest sample; the last slot always holds one. */
  public long lastTime() {
    return times[size - 1];
  }

  /** Whether the slot holds a sample. */
  public boolean holdsSample(int slot) {
    return !Double.isNaN(values[slot]);
  }

  /** What was measured where a slot holds a sample; NaN if it is empty. */
  public double measured(int slot) {
    return isOutlier(slot) ? outliers[slot] : values[slot];
  }

  /** Whether another value stands for what was measured. */
  public boolean isOutlier(int slot) {
    return outliers.length > 0 && !Double.isNaN(outliers[slot]);
  }

  /** What the reference sensor said at a slot's time, NaN for none. */
  public double reference(int slot) {
    return references.length == 0 ? Double.NaN : references[slot];
  }

  /** Appends the slots {@code from..to-1} of a frame. */
  public void append(Frame frame, int from, int to) {
    int count = to - from;
    reserve(count);
    frame.slotTimes().copy(from, times, size, count);
    System.arraycopy(frame.values(), from, values, size, count);
    references = appended(references, frame.references(), from, count);
    rest = appended(rest, frame.rest(), from, count);
    outliers = appended(outliers, frame.outliers(), from, count);
    size += count;
  }

  /** Appends all slots of others. */
  public void append(Slots others) {
    int count = others.size;
    reserve(count);
    System.arraycopy(others.times, 0, times, size, count);
    System.arraycopy(others.values, 0, values, size, count);
    references = appended(references, others.references, 0, count);
    rest = appended(rest, others.rest, 0, count);
    outliers = appended(outliers, others.outliers, 0, count);
    size += count;
  }

  /** Whether a slot is a sample or a missing grid point, which both have a time. */
  public boolean isGridPoint(int slot) {
    return holdsSample(slot) || times[slot] != SamplingGrid.NO_TIME;
  }

  /** Appends the slots that are empty between the newest sample and the next one. */
  public void appendMissing(SamplingGrid grid, long nextTime) {
    long last = lastTime();
    int count = grid.missingBetween(last, nextTime);
    appendEmpty(count);
    grid.missingTimes(last, nextTime, times, size - count, count);
  }

  /** Appends empty slots that are no grid points. */
  void appendEmpty(int count) {
    reserve(count);
    Arrays.fill(times, size, size + count, SamplingGrid.NO_TIME);
    Arrays.fill(values, size, size + count, Double.NaN);
    references = appended(references, NONE, 0, count);
    rest = appended(rest, NOT_AT_REST, 0, count);
    outliers = appended(outliers, NONE, 0, count);
    size += count;
  }

  /** A column that may be absent with entries of one, or NaN where {@code added} is absent. */
  private double[] appended(double[] column, double[] added, int from, int count) {
    double[] target = column;
    if (added.length > 0) {
      if (target.length == 0) {
        target = new double[times.length];
        Arrays.fill(target, Double.NaN);
      }
      System.arraycopy(added, from, target, size, count);
    } else if (target.length > 0) {
      Arrays.fill(target, size, size + count, Double.NaN);
    }
    return target;
  }

  /** The same of marks, false where {@code added} is absent. */
  private boolean[] appended(boolean[] column, boolean[] added, int from, int count) {
    boolean[] target = column;
    if (added.length > 0) {
      target = target.length == 0 ? new boolean[times.length] : target;
      System.arraycopy(added, from, target, size, count);
    } else if (target.length > 0) {
      Arrays.fill(target, size, size + count, false);
    }
    return target;
  }

  /** A frame of all slots; the first and the last must hold a sample. */
  public Frame toFrame(String sensor, String group) {
    return new Frame(
        sensor,
        group,
        Arrays.copyOf(times, size),
        Arrays.copyOf(values, size),
        references.length == 0 ? NONE : Arrays.copyOf(references, size),
        rest.length == 0 ? NOT_AT_REST : Arrays.copyOf(rest, size),
        outliers.length == 0 ? NONE : Arrays.copyOf(outliers, size));
  }

  /** Drops all slots; the buffers of times and values stay. */
  public void clear() {
    references = NONE;
    rest = NOT_AT_REST;
    outliers = NONE;
    size = 0;
  }

  /** Drops the oldest slots so that {@code kept} remain; the buffers shrink with a long backlog. */
  public void keepLast(int kept) {
    int drop = size - kept;
    if (drop <= 0) {
      return;
    }
    int capacity = times.length > 8 * (kept + 16) ? 2 * kept + 16 : times.length;
    times = moved(times, drop, kept, capacity);
    values = moved(values, drop, kept, capacity);
    if (references.length > 0) {
      references = moved(references, drop, kept, capacity);
    }
    if (rest.length > 0) {
      boolean[] target = capacity == rest.length ? rest : new boolean[capacity];
      System.arraycopy(rest, drop, target, 0, kept);
      rest = target;
    }
    if (outliers.length > 0) {
      outliers = moved(outliers, drop, kept, capacity);
    }
    size = kept;
  }

  private void reserve(int count) {
    int needed = size + count;
    if (needed > times.length) {
      int capacity = Math.max(needed, times.length + (times.length >> 1) + 16);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
      if (references.length > 0) {
        references = Arrays.copyOf(references, capacity);
      }
      if (rest.length > 0) {
        rest = Arrays.copyOf(rest, capacity);
      }
      if (outliers.length > 0) {
        outliers = Arrays.copyOf(outliers, capacity);
      }
    }
  }

  private static long[] moved(long[] array, int from, int count, int capacity) {
    long[] target = capacity == array.length ? array : new long[capacity];
    System.arraycopy(array, from, target, 0, count);
    return target;
  }

  private static double[] moved(double[] array, int from, int count, int capacity) {
    double[] target = capacity == array.length ? array : new double[capacity];
    System.arraycopy(array, from, target, 0, count);
    return target;
  }
}
