/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Objects;

/**
 * The mean of the samples around each one:
 *
 * <pre>  O(n) = mean of x(n - m), m = -L..R, over the samples present</pre>
 *
 * <p>Usual default: 5 samples, two to either side, {@code KernelSupport.symmetric(2)}; trailing
 * where no lookahead is allowed. Each sum is formed anew, so that no rounding adds up along the
 * series.
 *
 * @see <a href="https://www.dspguide.com/ch15.htm">Smith: The Scientist and Engineer's Guide to
 *     Digital Signal Processing, chapter 15, 1997</a>
 */
public final class MovingAverage implements BaselineFilter {

  private final KernelSupport support;

  private MovingAverage(KernelSupport support) {
    this.support = support;
  }

  /** The average over a support of L later and R earlier samples. */
  public static MovingAverage of(KernelSupport support) {
    return new MovingAverage(Objects.requireNonNull(support, "support"));
  }

  @Override
  public double[] filter(double[] samples) {
    double[] filtered = new double[samples.length];
    for (int n = 0; n < samples.length; n++) {
      filtered[n] = Double.isNaN(samples[n]) ? Double.NaN : average(samples, n);
    }
    return filtered;
  }

  private double average(double[] samples, int n) {
    int from = Math.max(0, n - support.lookback());
    int to = (int) Math.min(samples.length, (long) n + support.lookahead() + 1);
    // Relative to the sample itself, so that a constant stays what it is to the last bit.
    double origin = samples[n];
    double sum = 0;
    int present = 0;
    for (int k = from; k < to; k++) {
      if (!Double.isNaN(samples[k])) {
        sum += samples[k] - origin;
        present++;
      }
    }
    return origin + sum / present;
  }
}
