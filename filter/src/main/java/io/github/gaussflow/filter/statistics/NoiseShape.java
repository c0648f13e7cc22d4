/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

/**
 * The autocorrelation of a noise, rho(0) = 1, rho(1) = first, rho(k) = first (1 - second) rho(k-1)
 * + second rho(k-2), and how its variance compares with that of {@link NoiseVariance}.
 *
 * @param first the first partial autocorrelation, between -1 and 1; 0 for white noise
 * @param second the second partial autocorrelation, between -1 and 1; 0 for white noise and for a
 *     first-order autoregression
 * @param ratio the variance of the noise in units of {@link NoiseVariance#of}, which underestimates
 *     that of correlated noise and overestimates that under a rough signal; above 0
 */
public record NoiseShape(double first, double second, double ratio) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is outside its range or NaN
   */
  public NoiseShape {
    if (!(Math.abs(first) < 1 && Math.abs(second) < 1)) {
      throw new IllegalArgumentException(
          "partial autocorrelations must be between -1 and 1, but are %s and %s"
              .formatted(first, second));
    }
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("ratio must be above 0 and finite, but is " + ratio);
    }
  }

  /**
   * The noise of this shape with the variance that other statistics tell, never more than all there
   * is; variance 0 where they tell none.
   */
  public NoiseModel model(LagStatistics statistics) {
    int centre = statistics.support().centre();
    double power = statistics.gram(centre, centre) / statistics.weight();
    double variance = Math.min(ratio * NoiseVariance.of(statistics), power);
    if (first == 0 && second == 0) {
      return NoiseModel.white(variance);
    }
    double[] r = DifferenceLikelihood.autocorrelation(first, second, statistics.support().taps());
    for (int k = 0; k < r.length; k++) {
      r[k] *= variance;
    }
    return NoiseModel.correlated(r);
  }
}
