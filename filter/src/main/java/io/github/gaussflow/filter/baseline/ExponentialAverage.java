/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

/**
 * Exponential smoothing, causal:
 *
 * <pre>  O(n) = O(n-1) + alpha (x(n) - O(n-1)), O at the first sample being the sample</pre>
 *
 * <p>A missing sample leaves the average as it was. Usual default: alpha = 0.3, the middle of the
 * range 0.1 to 0.5 that textbooks recommend.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2003.09.015">Holt: Forecasting seasonals and
 *     trends by exponentially weighted moving averages, 1957, reprinted 2004</a>
 */
public final class ExponentialAverage implements BaselineFilter {

  private final double alpha;

  private ExponentialAverage(double alpha) {
    this.alpha = alpha;
  }

  /**
   * An average that gives each new sample one weight.
   *
   * @param alpha in (0, 1], without a unit; 1 changes nothing
   * @throws IllegalArgumentException if alpha is NaN or outside
   */
  public static ExponentialAverage of(double alpha) {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1], but is " + alpha);
    }
    return new ExponentialAverage(alpha);
  }

  @Override
  public double[] filter(double[] samples) {
    double[] filtered = new double[samples.length];
    double average = Double.NaN;
    for (int n = 0; n < samples.length; n++) {
      double sample = samples[n];
      if (!Double.isNaN(sample)) {
        average = Double.isNaN(average) ? sample : average + alpha * (sample - average);
      }
      filtered[n] = Double.isNaN(sample) ? Double.NaN : average;
    }
    return filtered;
  }
}
