/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * What a filter is to achieve: turns the statistics of windows into the cost of its taps, and says
 * within which bounds the mean may be learned. Implementations are immutable.
 */
public interface Objective {

  /** Whether the statistics must have targets. */
  boolean needsTarget();

  /**
   * The support of the rows that the statistics must have to learn taps of a support: the same
   * unless the objective looks at other samples as well.
   *
   * @throws IllegalArgumentException if the objective cannot be had on this support
   */
  default KernelSupport statisticsSupport(KernelSupport taps) {
    return taps;
  }

  /**
   * Whether the least cost contains the variance of a noisy target. If not, the cost is an estimate
   * of the error of the output alone.
   */
  boolean targetIsNoisy();

  /** The kernel that the cost is for; {@code UNIT_SUM} at its parameters is what filters. */
  Kernel kernel();

  /** The lowest mean that may be learned, in sample periods. */
  double lowestMean(KernelSupport support);

  /** The highest mean that may be learned, in sample periods. */
  double highestMean(KernelSupport support);

  /**
   * Sets the cost to the one of these statistics.
   *
   * @param noise the noise that SURE supposes, already fitted, which may be to more statistics than
   *     these; the other objectives do not use it
   * @throws IllegalArgumentException if the statistics do not suit the objective or the cost
   */
  void prepare(LagStatistics statistics, NoiseModel noise, QuadraticCost cost);
}
