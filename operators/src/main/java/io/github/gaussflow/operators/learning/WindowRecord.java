/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import java.util.Comparator;

/**
 * What one sensor's samples say about the cost of one window: the statistics from which the learner
 * takes the gradients.
 *
 * @param sensor the sensor's name
 * @param group the group that learns from it
 * @param end the end of the window in nanoseconds
 * @param sums {@link io.github.gaussflow.filter.statistics.LagSums#toArray}: 3K-2 numbers and a few
 *     for an uninterrupted window without a reference
 * @param rest {@link io.github.gaussflow.filter.statistics.NoiseCalibration#state} of what was at
 *     rest in the window: K numbers and a few; of length 0 where nothing was
 * @param lag how many samples the reference comes after the sensor, which it was moved by before it
 *     was summed up; 0 unless lags are searched
 */
public record WindowRecord(
    String sensor, String group, long end, double[] sums, double[] rest, int lag) {

  /** The rest of a window in which nothing was at rest. */
  static final double[] NO_REST = new double[0];

  /** The order in which records are merged: floating-point sums must not depend on arrival. */
  public static final Comparator<WindowRecord> MERGE_ORDER =
      Comparator.comparingLong(WindowRecord::end).thenComparing(WindowRecord::sensor);
}
