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
 * The mean squared difference between the output and a target: a clean reference, or a second
 * sensor whose noise is independent (Noise2Noise; the noise then adds a constant to the cost and
 * moves no optimum).
 *
 * <p>It also learns a lag between sensor and target as the mean, hence within the taps: mu in [-L,
 * R].
 *
 * @see <a href="https://arxiv.org/abs/1803.04189">Lehtinen et al.: Noise2Noise, 2018</a>
 */
public final class ReferenceObjective implements Objective {

  /** The objective; it has no settings. */
  public ReferenceObjective() {}

  @Override
  public boolean needsTarget() {
    return true;
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
    return 0.0 - support.lookahead(); // 0, not -0
  }

  @Override
  public double highestMean(KernelSupport support) {
    return support.lookback();
  }

  @Override
  public void prepare(LagStatistics statistics, NoiseModel noise, QuadraticCost cost) {
    if (!statistics.hasTarget()) {
      throw new IllegalArgumentException("statistics must have targets, but have none");
    }
    cost.setTarget(statistics);
  }
}
