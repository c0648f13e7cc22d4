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
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * Stein's unbiased estimate of the mean squared error, for when there is no reference.
 *
 * <p>With noise of autocovariance r the expectation of g'Gg - 2 p'g + t2 with p(m) = G[m + L][L] -
 * r(m) and t2 = G[L][L] - r(0) is the mean squared difference between the output and the signal
 * without noise. White noise has r(0) = s2 alone.
 *
 * <p>The noise is given, measured while the sensor was at rest, or taken as white and its variance
 * estimated. Without a reference the signal's own delay cannot be told, so the mean only looks
 * ahead of the support's centre: mu in [-(L + 2R), 0]. Beyond the support the kernel becomes an
 * exponential tail.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176345632">Stein: Estimation of the mean of a
 *     multivariate normal distribution, 1981</a>
 */
public final class SureObjective implements Objective {

  /** The objective; the noise comes with the statistics. */
  public SureObjective() {}

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
  public void prepare(LagStatistics statistics, NoiseModel noise, QuadraticCost cost) {
    requireNoTarget(statistics);
    cost.setOwnSample(statistics, noise);
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
