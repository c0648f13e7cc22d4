/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What the samples of one sensor, or of several merged ones, say about the cost of one window: the
 * statistics from which the learner takes the gradients.
 *
 * @param sensor the sensor's name, of several the first one
 * @param group the group that learns from them
 * @param end the end of the window in nanoseconds
 * @param sums of one sensor {@link io.github.gaussflow.filter.statistics.LagSums#toArray}: 3K-2
 *     numbers and a few for an uninterrupted window without a reference; of several {@link
 *     io.github.gaussflow.filter.statistics.LagStatistics#state}: K (K+1) / 2 numbers and a few.
 *     Where samples lie anywhere, of one or of several {@link
 *     io.github.gaussflow.filter.statistics.IrregularStatistics#state}; of length 0 without a row
 * @param rest {@link io.github.gaussflow.filter.statistics.NoiseCalibration#state} of what was at
 *     rest in the window: K numbers and a few; of length 0 where nothing was
 * @param lag how many samples the reference comes after the sensor, which it was moved by before it
 *     was summed up; NaN if several sensors do not agree; 0 unless lags are searched
 * @param sensors how many sensors were merged, 1 or more
 * @param period the period of the samples in nanoseconds
 * @param knownAt the watermark in milliseconds at which the period was known; the smallest long
 *     where it is given
 */
@TypeInfo(WindowRecordSerializer.Factory.class)
public record WindowRecord(
    String sensor,
    String group,
    long end,
    double[] sums,
    double[] rest,
    double lag,
    int sensors,
    long period,
    long knownAt) {

  /** The rest of a window in which nothing was at rest. */
  static final double[] NO_REST = new double[0];

  /**
   * The order in which those of a window are merged: floating-point sums must not depend on
   * arrival.
   */
  static final Comparator<WindowRecord> MERGE_ORDER = Comparator.comparing(WindowRecord::sensor);

  /**
   * The watermark in milliseconds at which all records of the window are there: those of samples
   * that waited for their period come when the watermark has passed their window already.
   */
  long closing() {
    return Math.max(WindowGrid.closing(end), knownAt);
  }
}
