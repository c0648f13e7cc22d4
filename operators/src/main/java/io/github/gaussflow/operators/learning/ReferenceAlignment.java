/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagCorrelation;
import io.github.gaussflow.filter.statistics.LagSums;
import java.util.OptionalInt;

/**
 * Finds the lag of a sensor's reference beyond the taps, window after window, and moves the
 * reference by it before a window is summed up: t(n + d) stands for t(n).
 *
 * <p>Nothing is waited for. Of a reference that is late by more than the lookahead, d &gt; L, a row
 * counts in the window in which its reference arrives, d - L slots later; for a reference that is
 * early, older ones are kept. Where the lag of a sensor changes, a window of the new alignment
 * follows one of the old, and up to as many rows as the lag has changed by are left out or counted
 * in both; what was learned from the old alignment is forgotten as any change of the signal is.
 */
public final class ReferenceAlignment {

  private final KernelSupport support;
  private final LagCorrelation correlation;
  private double[] aligned = new double[0];

  /**
   * No window yet.
   *
   * @param range how many samples the reference may be early or late, greater than 0
   */
  public ReferenceAlignment(KernelSupport support, int range) {
    this.support = support;
    this.correlation = new LagCorrelation(range);
  }

  /** The slots before a window that it needs. */
  int halo() {
    return support.taps() - 1 + correlation.range();
  }

  /** What the windows so far tell of the lag. */
  double[] state() {
    return correlation.state();
  }

  /** Goes on from {@link #state}; from the beginning where it is null or of another range. */
  void restore(double[] state) {
    if (state == null || !correlation.restore(state)) {
      correlation.clear();
    }
  }

  /**
   * The lag after one more window; empty if none is clear yet.
   *
   * @param values NaN where a sample is missing
   * @param references NaN for none, aligned with the values
   * @param start the first slot of the window
   * @param end the slot after its last one
   */
  public OptionalInt lagAfter(double[] values, double[] references, int start, int end) {
    correlation.accept(values, references, start, end);
    return correlation.lag();
  }

  /** The sums of the rows that a window completes, with the reference moved by a lag. */
  public LagSums sums(double[] values, double[] references, int start, int end, int lag) {
    if (aligned.length != values.length) {
      aligned = new double[values.length];
    }
    int delay = Math.max(0, lag - support.lookahead());
    for (int n = Math.max(0, start - delay - support.taps() + 1); n < end; n++) {
      int from = n + lag;
      aligned[n] = from >= 0 && from < end ? references[from] : Double.NaN;
    }
    return LagSums.of(
        support, values, aligned, Math.max(0, start - delay), Math.max(0, end - delay));
  }
}
