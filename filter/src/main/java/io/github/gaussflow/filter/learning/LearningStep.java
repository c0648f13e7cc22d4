/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Optional;
import java.util.Set;

/**
 * What a learner did with one window.
 *
 * @param parameters mu and sigma after the window: the best single Gaussian
 * @param bank the Gaussians to filter with after the window: the single one, unless the settings
 *     allow several kernels and they pay
 * @param cost the objective on the window at the bank before it, so that it judges it on samples it
 *     was not learned from; in the square of the sensor's unit, NaN if nothing was learned
 * @param gradientMean the derivative of this cost by mu there (by a common shift of all means of a
 *     bank), NaN if nothing was learned
 * @param gradientLogStandardDeviation the derivative of this cost by ln sigma there (by the
 *     logarithm of a common factor of all of a bank), NaN if nothing was learned
 * @param noise the noise in use after the window, what was to be estimated being so; as the
 *     settings have it as long as nothing has ever been learned
 * @param noiseCorrelation how alike the noise of neighbouring samples seems to be, {@link
 *     io.github.gaussflow.filter.statistics.NoiseCorrelation} of all that is remembered longest:
 *     near 0 for white noise, .95 for vibration in a narrow band or a very rough signal; NaN if
 *     nothing was learned or it cannot be told. Above .4, or below -.4, over some thousand rows,
 *     white noise is a wrong model: measure the noise at rest
 * @param count the number of rows of the window
 * @param forgettingFactor the forgetting factor in use after the window, NaN for a learner that has
 *     none
 * @param bounds the bounds that the single Gaussian sits at after the window, of those parameters
 *     that are learned; see {@link ParameterBound#advice}
 * @param skipped why nothing was learned; empty if something was
 */
public record LearningStep(
    GaussianParameters parameters,
    GaussianBank bank,
    double cost,
    double gradientMean,
    double gradientLogStandardDeviation,
    NoiseModel noise,
    double noiseCorrelation,
    long count,
    double forgettingFactor,
    Set<ParameterBound> bounds,
    Optional<SkipReason> skipped) {

  /** Whether the window was learned from. */
  public boolean learned() {
    return skipped.isEmpty();
  }

  /** The variance of the noise in use; NaN as long as it is to be estimated. */
  public double noiseVariance() {
    return noise.variance();
  }

  /** The step of a window that leaves everything as it was. */
  static LearningStep skip(
      SkipReason reason,
      GaussianParameters parameters,
      GaussianBank bank,
      NoiseModel noise,
      double weight,
      double forgettingFactor,
      Set<ParameterBound> bounds) {
    return new LearningStep(
        parameters,
        bank,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        noise,
        Double.NaN,
        Math.round(weight),
        forgettingFactor,
        bounds,
        Optional.of(reason));
  }
}
