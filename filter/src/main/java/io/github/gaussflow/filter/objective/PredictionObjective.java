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
 * The mean squared error of the output as a prediction of the sample h periods ahead: the target of
 * O(n) is x(n + h).
 *
 * <p>The kernel is causal (L = 0), so all that is needed are the lagged products of R + h + 1
 * samples, of which the newest is the target: with G those, p[i] = G[0][h + i], t2 = G[0][0], and
 * the rows and columns from h on are the Gram matrix of the inputs. So the statistics are without
 * targets, on the support (0, R + h); a row belongs to the window of its target, and a window
 * closes without waiting. Inputs and target have one centre: an output that lags behind a drift is
 * charged for it.
 *
 * <p>The least cost contains the noise variance. As the target is none of the inputs, a lag is as
 * good as any: a periodic signal is best predicted from a period before, so mu is in [-2R, R].
 */
public final class PredictionObjective implements Objective {

  private final int horizon;

  /**
   * Predicts so far ahead.
   *
   * @param horizon h, the number of samples ahead, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public PredictionObjective(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be at least 1, but is " + horizon);
    }
    this.horizon = horizon;
  }

  /** How many samples ahead. */
  public int horizon() {
    return horizon;
  }

  @Override
  public boolean needsTarget() {
    return false;
  }

  /** The support (0, R + h); throws unless the taps are causal. */
  @Override
  public KernelSupport statisticsSupport(KernelSupport taps) {
    if (taps.lookahead() != 0) {
      throw new IllegalArgumentException(
          "lookahead must be 0 for the objective PREDICTION, but is " + taps.lookahead());
    }
    return new KernelSupport(0, taps.lookback() + horizon);
  }

  @Override
  public boolean targetIsNoisy() {
    return true;
  }

  @Override
  public Kernel kernel() {
    return GaussianKernel.UNIT_SUM;
  }

  @Override
  public double lowestMean(KernelSupport support) {
    return 0.0 - 2.0 * support.lookback(); // 0, not -0
  }

  @Override
  public double highestMean(KernelSupport support) {
    return support.lookback();
  }

  @Override
  public void prepare(LagStatistics statistics, NoiseModel noise, QuadraticCost cost) {
    SureObjective.requireNoTarget(statistics);
    cost.setLaterSample(statistics, horizon);
  }
}
