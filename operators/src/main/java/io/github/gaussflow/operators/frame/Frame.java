/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A run of one sensor's samples in time order, as slots of the nominal sampling grid.
 *
 * <p>Slot i holds a sample where {@code values[i]} is a number, and is empty (a sample is missing)
 * where it is NaN; its time is then that of the missing grid point, or has no meaning where the
 * series is cut. The first and the last slot hold a sample. The slots missing between two frames
 * follow from {@link SamplingGrid#missingBetween}. The arrays belong to the frame and are not
 * changed after it is made.
 *
 * @param sensor the sensor's name
 * @param group the group whose parameters concern the frame
 * @param slotTimes event times in nanoseconds, increasing over the slots that hold samples
 * @param values the values to learn from and to filter: the measured ones, but for outliers
 * @param references what the reference sensor said, NaN for none; of length 0 where the whole frame
 *     has none
 * @param rest whether a sample is at rest; of length 0 where none of the frame is
 * @param outliers what was measured where another value stands in {@code values}, NaN elsewhere; of
 *     length 0 where nothing was replaced
 * @param period the period of the slots in nanoseconds, 0 for the one that the pipeline is given
 * @param knownAt the watermark in milliseconds at which the period was known, which what follows
 *     from the frame waits for; the smallest long where it is given
 */
@TypeInfo(FrameSerializer.Factory.class)
public record Frame(
    String sensor,
    String group,
    SlotTimes slotTimes,
    double[] values,
    double[] references,
    boolean[] rest,
    double[] outliers,
    long period,
    long knownAt) {

  /** A frame in slots of the period that the pipeline is given. */
  public Frame(
      String sensor,
      String group,
      long[] times,
      double[] values,
      double[] references,
      boolean[] rest,
      double[] outliers) {
    this(sensor, group, SlotTimes.of(times), values, references, rest, outliers);
  }

  /** The same with times that may be evenly spaced. */
  Frame(
      String sensor,
      String group,
      SlotTimes slotTimes,
      double[] values,
      double[] references,
      boolean[] rest,
      double[] outliers) {
    this(sensor, group, slotTimes, values, references, rest, outliers, 0, Long.MIN_VALUE);
  }

  /** The same slots, said to be those of a period. */
  public Frame withPeriod(long newPeriod, long newKnownAt) {
    return new Frame(
        sensor, group, slotTimes, values, references, rest, outliers, newPeriod, newKnownAt);
  }

  /** The number of slots. */
  public int size() {
    return values.length;
  }

  /** The time of a slot. */
  public long time(int slot) {
    return slotTimes.at(slot);
  }

  /** The times of all slots, in a new array. */
  public long[] times() {
    return slotTimes.toArray();
  }

  /** The time of the first sample. */
  public long firstTime() {
    return slotTimes.at(0);
  }

  /** The time of the last sample. */
  public long lastTime() {
    return slotTimes.at(size() - 1);
  }
}
