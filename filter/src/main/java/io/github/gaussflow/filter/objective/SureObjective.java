/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseVariance;
import java.util.OptionalDouble;

/**
 * Stein's unbiased estimate of the mean squared error, for when there is no reference.
 *
 * <p>With white noise of variance s2 the expectation of g'Gg - 2 p'g + t2 with p = G[.][L] - s2
 * delta (delta one at the tap m = 0) and t2 = G[L][L] - s2 is the mean squared difference between
 * the output and the signal without noise.
 *
 * <p>The noise variance is given, or estimated by {@link NoiseVariance}. Without a reference the
 * signal's own delay cannot be told, so the mean only looks ahead of the support's centre: mu in
 * [-(L + 2R), 0]. Beyond the support the kernel becomes an exponential tail.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176345632">Stein: Estimation of the mean of a
 *     multivariate normal distribution, 1981</a>
 */
public final class SureObjective implements Objective {

  private final OptionalDouble given;

  private SureObjective(OptionalDouble given) {
    this.given = given;
  }

  /** Estimates the noise variance from the statistics. */
  public static SureObjective estimating() {
    return new SureObjective(OptionalDouble.empty());
  }

  /**
   * Supposes a known noise variance.
   *
   * @param noiseVariance s2 in the square of the sensor's unit, at least 0 and finite
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public static SureObjective withNoiseVariance(double noiseVariance) {
    if (!(noiseVariance >= 0) || Double.isInfinite(noiseVariance)) {
      throw new IllegalArgumentException(
          "noiseVariance must be at least 0 and finite, but is " + noiseVariance);
    }
    return new SureObjective(OptionalDouble.of(noiseVariance));
  }

  @Override
  public boolean needsTarget() {
    return false;
  }

  @Override
  public boolean targetIsNoisy() {
    return false;
  }

  @Override
  public Kernel kernel() {
    return GaussianKernel.UNIT_SUM;
  }

  @Override
  public double lowestMean(KernelSupport support) {
    return 0.0 - support.lookahead() - 2.0 * support.lookback(); // 0, not -0
  }

  @Override
  public double highestMean(KernelSupport support) {
    return 0;
  }

  @Override
  public double noiseVariance(LagStatistics statistics) {
    return given.isPresent() ? given.getAsDouble() : NoiseVariance.of(statistics);
  }

  @Override
  public void prepare(LagStatistics statistics, double noiseVariance, QuadraticCost cost) {
    requireNoTarget(statistics);
    cost.setOwnSample(statistics, noiseVariance);
  }

  /**
   * The lagged inputs of targets are centred each by itself: that hides a shifted kernel's bias.
   */
  static void requireNoTarget(LagStatistics statistics) {
    if (statistics.hasTarget()) {
      throw new IllegalArgumentException("statistics must be without targets, but have them");
    }
  }
}
