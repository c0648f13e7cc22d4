/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import java.io.Serializable;
import java.util.Objects;

/**
 * What a group filters with before its first update, and for ever where nothing is learned.
 *
 * @param parameters the single Gaussian that learning starts from, in sample periods
 * @param bank the filter that holds: this Gaussian, or several with signed weights
 * @param noiseVariance the variance of the noise in squared units of the value, for the standard
 *     error of the output; NaN if it is not known
 */
public record InitialFilter(GaussianParameters parameters, GaussianBank bank, double noiseVariance)
    implements Serializable {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the variance is negative or infinite
   */
  public InitialFilter {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(bank, "bank");
    if (noiseVariance < 0 || Double.isInfinite(noiseVariance)) {
      throw new IllegalArgumentException(
          "noiseVariance must be finite and not negative, or NaN, but is " + noiseVariance);
    }
  }

  /** A single Gaussian; the noise is not known. */
  public static InitialFilter of(GaussianParameters parameters) {
    return new InitialFilter(parameters, GaussianBank.of(parameters), Double.NaN);
  }
}
