/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Several measurements of one sensor, one period apart: sample i was measured at {@code time + i
 * period}. What holds for a {@link Sample} holds for each of them. The arrays belong to the block
 * and are not changed after it is made.
 *
 * @param sensor the sensor's name
 * @param group the group the sensor learns with, as in {@link Sample#group}
 * @param time the event time of the first sample in nanoseconds since the epoch
 * @param period the time between two samples of the block in nanoseconds, positive
 * @param values the measured values, one or more; one that is NaN or infinite goes to the invalid
 *     output by itself
 * @param references what a reference sensor said at each time, NaN for none; of length 0 where the
 *     whole block has none
 * @param rest whether the sensor is known to have been at rest all the time, as in {@link
 *     Sample#rest}
 */
@TypeInfo(SampleBlockSerializer.Factory.class)
public record SampleBlock(
    String sensor,
    String group,
    long time,
    long period,
    double[] values,
    double[] references,
    boolean rest) {

  private static final double[] NO_REFERENCES = {};

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if there is no value, the references are neither none nor as
   *     many, the period is not positive, or the last sample is after the year 2262
   */
  public SampleBlock {
    Objects.requireNonNull(sensor, "sensor of a block must not be null");
    Objects.requireNonNull(group, "group of a block must not be null; use \"\" for none");
    if (values.length == 0) {
      throw new IllegalArgumentException("block of sensor '" + sensor + "' must have a value");
    }
    if (references.length != 0 && references.length != values.length) {
      throw new IllegalArgumentException(
          "block of sensor '%s' must have no references or one for each of its %d values, but has %d"
              .formatted(sensor, values.length, references.length));
    }
    if (period <= 0) {
      throw new IllegalArgumentException(
          "block of sensor '%s' must have a positive period, but has %d ns"
              .formatted(sensor, period));
    }
    if (!fits(time, period, values.length)) {
      throw new IllegalArgumentException(
          "block of sensor '%s' must end before the year 2262, but has %d samples from %d ns on, %d ns apart"
              .formatted(sensor, values.length, time, period));
    }
  }

  /** A block without references and without group. */
  public static SampleBlock of(String sensor, long time, long period, double... values) {
    return new SampleBlock(sensor, "", time, period, values, NO_REFERENCES, false);
  }

  /** The same block with what a reference sensor said. */
  public SampleBlock withReferences(double... newReferences) {
    return new SampleBlock(sensor, group, time, period, values, newReferences, rest);
  }

  /** The same block in a group. */
  public SampleBlock withGroup(String newGroup) {
    return new SampleBlock(sensor, newGroup, time, period, values, references, rest);
  }

  /** The same block, at rest or not. */
  public SampleBlock withRest(boolean newRest) {
    return new SampleBlock(sensor, group, time, period, values, references, newRest);
  }

  /** Whether the time of the last of {@code count} samples is one that a long can say. */
  public static boolean fits(long time, long period, int count) {
    return (Long.MAX_VALUE - Math.max(0, time)) / period >= count - 1L;
  }

  /** The number of samples. */
  public int size() {
    return values.length;
  }

  /** One of the samples. */
  public Sample sample(int index) {
    return new Sample(
        sensor,
        group,
        time + index * period,
        values[index],
        references.length == 0 ? Double.NaN : references[index],
        rest);
  }

  /**
   * The time of the first sample in Flink's milliseconds, rounded down: a watermark that is behind
   * the starts of blocks is behind all their samples.
   */
  public long timestamp() {
    return Math.floorDiv(time, Sample.NANOS_PER_MILLI);
  }
}
