/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * The complete rows of a window as maximal runs. A row is named by the index e of its newest sample
 * and has the K inputs x(e), x(e-1), ..., x(e-K+1); its output is n = e - L.
 */
final class CompleteRows {

  private final int taps;
  private int[] bounds = new int[4];
  private int runs;
  private int count;

  /** Of one uninterrupted run, which one pass tells all of; NaN where it has not been told. */
  private double mean = Double.NaN;

  private double largest;

  private CompleteRows(int taps) {
    this.taps = taps;
  }

  static CompleteRows of(
      KernelSupport support, double[] values, double[] targets, int fromNewest, int toNewest) {
    if (targets != null && targets.length != values.length) {
      throw new IllegalArgumentException(
          "targets must be as many as the values, %d, but are %d"
              .formatted(values.length, targets.length));
    }
    if (fromNewest < 0 || fromNewest > toNewest || toNewest > values.length) {
      throw new IllegalArgumentException(
          "fromNewest and toNewest must satisfy 0 <= from <= to <= %d, but are %d and %d"
              .formatted(values.length, fromNewest, toNewest));
    }
    CompleteRows rows = new CompleteRows(support.taps());
    int first = Math.max(fromNewest, support.taps() - 1);
    if (targets == null && rows.isUninterrupted(values, first, toNewest)) {
      return rows;
    }
    int lastMissing = -1;
    for (int k = first - support.taps() + 1; k < Math.min(first, toNewest); k++) {
      if (Double.isNaN(values[k])) {
        lastMissing = k;
      }
    }
    for (int e = first; e < toNewest; e++) {
      if (Double.isNaN(values[e])) {
        lastMissing = e;
      }
      boolean complete = e - lastMissing >= support.taps();
      if (complete && (targets == null || !Double.isNaN(targets[e - support.lookahead()]))) {
        rows.add(e);
      }
    }
    return rows;
  }

  /** Whether no sample of the rows is missing; they are then added. */
  private boolean isUninterrupted(double[] values, int first, int to) {
    if (first >= to) {
      return false;
    }
    int oldest = first - taps + 1;
    double origin = values[oldest];
    double sum = 0;
    long magnitude = 0; // as bits, whose order is that of the numbers
    for (int k = oldest; k < to; k++) {
      sum += values[k] - origin;
      magnitude = Math.max(magnitude, Double.doubleToRawLongBits(values[k]) & Long.MAX_VALUE);
    }
    if (Double.isNaN(sum)) { // a sample is missing, or some are infinite
      return false;
    }
    mean = origin + sum / (to - oldest);
    largest = Double.longBitsToDouble(magnitude);
    bounds[0] = first;
    bounds[1] = to - 1;
    runs = 1;
    count = to - first;
    return true;
  }

  private void add(int row) {
    count++;
    if (runs > 0 && bounds[2 * runs - 1] == row - 1) {
      bounds[2 * runs - 1] = row;
      return;
    }
    if (2 * runs == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * runs] = row;
    bounds[2 * runs + 1] = row;
    runs++;
  }

  int runs() {
    return runs;
  }

  int count() {
    return count;
  }

  /** The first row of a run. */
  int first(int run) {
    return bounds[2 * run];
  }

  /** The last row of a run. */
  int last(int run) {
    return bounds[2 * run + 1];
  }

  /** The oldest sample of a run that no earlier run has: runs parted by a target alone overlap. */
  private int firstNewSample(int run) {
    int oldest = first(run) - taps + 1;
    return run == 0 ? oldest : Math.max(oldest, last(run - 1) + 1);
  }

  /**
   * The mean of the samples that take part, each counted once; 0 without any. Taken relative to the
   * first of them, so that a constant is its own mean to the last bit.
   */
  double meanOf(double[] values) {
    if (!Double.isNaN(mean)) {
      return mean;
    }
    if (runs == 0) {
      return 0;
    }
    double origin = values[firstNewSample(0)];
    double sum = 0;
    int samples = 0;
    for (int run = 0; run < runs; run++) {
      for (int k = firstNewSample(run); k <= last(run); k++) {
        sum += values[k] - origin;
        samples++;
      }
    }
    return origin + sum / samples;
  }

  /** The mean of the targets t(n) of the rows; 0 without any. */
  double meanOfTargets(double[] targets, int lookahead) {
    if (runs == 0) {
      return 0;
    }
    double origin = targets[first(0) - lookahead];
    double sum = 0;
    for (int run = 0; run < runs; run++) {
      for (int e = first(run); e <= last(run); e++) {
        sum += targets[e - lookahead] - origin;
      }
    }
    return origin + sum / count;
  }

  /** The largest magnitude of the samples that take part; 0 without any. */
  double largestOf(double[] values) {
    if (!Double.isNaN(mean)) {
      return largest;
    }
    for (int run = 0; run < runs; run++) {
      for (int k = firstNewSample(run); k <= last(run); k++) {
        largest = Math.max(largest, Math.abs(values[k]));
      }
    }
    return largest;
  }
}
