/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

/**
 * The noise that taps leave in the output: its standard deviation is sqrt(sum over i, j of g_i g_j
 * r(i - j)), with r the autocovariance of the noise, given or measured at rest; for white noise of
 * variance s^2 that is s sqrt(sum of g^2).
 */
final class OutputNoise {

  private OutputNoise() {}

  /**
   * The standard deviation of the output's noise.
   *
   * @param autocovariance r(0), r(1), ..., zero beyond its end; empty if the noise is unknown, and
   *     then the result is NaN
   */
  static double deviation(double[] taps, double[] autocovariance) {
    if (autocovariance.length == 0) {
      return Double.NaN;
    }
    if (autocovariance.length == 1) {
      return Math.sqrt(autocovariance[0]) * Math.sqrt(products(taps, 0));
    }
    double variance = autocovariance[0] * products(taps, 0);
    for (int lag = 1; lag < Math.min(autocovariance.length, taps.length); lag++) {
      variance += 2 * autocovariance[lag] * products(taps, lag);
    }
    return Math.sqrt(Math.max(0, variance));
  }

  private static double products(double[] taps, int lag) {
    double sum = 0;
    for (int k = lag; k < taps.length; k++) {
      sum += taps[k] * taps[k - lag];
    }
    return sum;
  }
}
