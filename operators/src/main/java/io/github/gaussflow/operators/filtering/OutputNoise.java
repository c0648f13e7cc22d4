/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * The noise that taps leave in the output: its standard deviation is sqrt(sum over i, j of g_i g_j
 * r(i - j)), with r the autocovariance of the noise where it is given; for white noise of the
 * learned variance s^2 that is s sqrt(sum of g^2).
 */
final class OutputNoise {

  private final NoiseModel given;
  private final int lags;

  OutputNoise(NoiseModel given) {
    this.given = given;
    this.lags = given.autocovariances().length;
  }

  /**
   * The standard deviation of the output's noise.
   *
   * @param learnedVariance the learned variance of white noise, NaN if nothing has been learned;
   *     not used where the noise is given
   */
  double deviation(double[] taps, double learnedVariance) {
    if (given.isEstimated()) {
      return Math.sqrt(learnedVariance) * Math.sqrt(products(taps, 0));
    }
    double variance = given.variance() * products(taps, 0);
    for (int lag = 1; lag < Math.min(lags, taps.length); lag++) {
      variance += 2 * given.autocovariance(lag) * products(taps, lag);
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
