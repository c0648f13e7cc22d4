/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;

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
   * The noise variance s2 that the cost of these statistics supposes, in the square of the sensor's
   * unit; NaN for empty statistics unless it is given.
   */
  double noiseVariance(LagStatistics statistics);

  /**
   * Sets the cost to the one of these statistics.
   *
   * @param noiseVariance s2, which may come from more statistics than these; objectives with a
   *     target do not use it
   * @throws IllegalArgumentException if the statistics do not suit the objective or the cost
   */
  void prepare(LagStatistics statistics, double noiseVariance, QuadraticCost cost);
}
