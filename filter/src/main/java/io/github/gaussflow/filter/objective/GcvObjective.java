/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

import io.github.gaussflow.filter.kernel.BlindSpotKernel;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * Generalised cross-validation, for when there is no reference: how well each sample is told from
 * the others alone.
 *
 * <p>The cost is g'Gg - 2 p'g + t2 with g the taps of {@link BlindSpotKernel}, p = G[.][L] and t2 =
 * G[L][L]. For kernels of unit sum this is the cross-validation mean (x - O)^2 / (1 - g(0))^2 of
 * the ordinary kernel with the same parameters, which is the one to filter with. It needs no noise
 * variance, but white noise; and a signal that changes within a sample period is lost on it, as no
 * sample then tells another. The least cost contains the noise variance.
 *
 * <p>The mean is within [-(L + 2R), 0], as for {@link SureObjective}.
 *
 * @see <a href="https://doi.org/10.1007/BF01404567">Craven, Wahba: Smoothing noisy data with spline
 *     functions, 1979</a>
 */
public final class GcvObjective implements Objective {

  /** The objective; it has no settings. */
  public GcvObjective() {}

  @Override
  public boolean needsTarget() {
    return false;
  }

  /** Throws for a single tap, which has no other sample to be told from. */
  @Override
  public KernelSupport statisticsSupport(KernelSupport taps) {
    if (taps.taps() < 2) {
      throw new IllegalArgumentException(
          "lookahead + lookback must be at least 1 for the objective GCV, but are 0");
    }
    return taps;
  }

  @Override
  public boolean targetIsNoisy() {
    return true;
  }

  @Override
  public Kernel kernel() {
    return new BlindSpotKernel();
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
    SureObjective.requireNoTarget(statistics);
    cost.setOwnSample(statistics, NoiseModel.white(0));
  }
}
