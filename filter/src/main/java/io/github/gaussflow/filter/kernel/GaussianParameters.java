/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import java.io.Serializable;

/**
 * The two learned parameters of a Gaussian filter.
 *
 * @param mean mu, the offset of the kernel's centre in sample periods, finite; positive looks back
 *     (a lag), negative looks ahead
 * @param standardDeviation sigma, the width of the kernel in sample periods, finite and positive
 */
public record GaussianParameters(double mean, double standardDeviation) implements Serializable {

  /**
   * Checks both parameters.
   *
   * @throws IllegalArgumentException if a parameter is NaN or infinite, or the standard deviation
   *     is not positive; the message names the parameter and its value
   */
  public GaussianParameters {
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("mean must be finite, but is " + mean);
    }
    if (!(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
      throw new IllegalArgumentException(
          "standard deviation must be positive and finite, but is " + standardDeviation);
    }
  }

  /** rho = ln sigma, the scale on which the standard deviation is learned. */
  public double logStandardDeviation() {
    return Math.log(standardDeviation);
  }

  /**
   * The parameters at a point of the scale on which they are learned.
   *
   * @param mean mu
   * @param logStandardDeviation rho = ln sigma
   * @throws IllegalArgumentException if a parameter is NaN or infinite, or sigma = exp(rho) is zero
   *     or infinite as a double
   */
  public static GaussianParameters ofLogarithm(double mean, double logStandardDeviation) {
    double deviation = Math.exp(logStandardDeviation);
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "log standard deviation must be between -745 and 709, but is " + logStandardDeviation);
    }
    return new GaussianParameters(mean, deviation);
  }
}
