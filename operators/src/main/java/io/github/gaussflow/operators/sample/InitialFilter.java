/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a group filters with before its first update, and for ever where nothing is learned.
 *
 * @param parameters the single Gaussian that learning starts from, in sample periods
 * @param bank the filter that holds: this Gaussian, or several with signed weights
 * @param noiseAutocovariance r(0), r(1), ... of the noise, zero beyond its end, in squared units of
 *     the value, for the standard error of the output; empty if it is not known
 */
public record InitialFilter(
    GaussianParameters parameters, GaussianBank bank, List<Double> noiseAutocovariance)
    implements Serializable {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the autocovariance is none that {@link NoiseModel} takes
   */
  public InitialFilter {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(bank, "bank");
    noiseAutocovariance = List.copyOf(noiseAutocovariance);
    if (!noiseAutocovariance.isEmpty()) {
      NoiseModel.correlated(
          noiseAutocovariance.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** A single Gaussian; the noise is not known. */
  public static InitialFilter of(GaussianParameters parameters) {
    return new InitialFilter(parameters, GaussianBank.of(parameters), List.of());
  }
}
