/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * How far chance moves the difference of the costs of two filters on a window, and of their scores.
 *
 * <p>Their costs on one window differ by the mean of (a - b)(a + b - 2 t), a and b their outputs, t
 * the target. With D = (g_a - g_b)' G (g_a - g_b) the mean square of a - b, C that of what each
 * output is off its target and n the rows, it has the standard error 2 sqrt(C D / n). A score is
 * the sum of such costs, each window counting decay times as much as the one after it, which
 * divides the variance by 1 - decay^2. C is the lower cost, and of SURE, whose target is the sample
 * itself, the chance variance of the noise as well. A buffer.
 */
final class ScoreError {

  private final boolean costIsError;
  private final double ofScore;
  private final double[] change;
  private final double[] product;

  ScoreError(Objective objective, double decay, int taps) {
    this.costIsError = !objective.targetIsNoisy() && !objective.needsTarget();
    this.ofScore = 1 / Math.sqrt(1 - decay * decay);
    this.change = new double[taps];
    this.product = new double[taps];
  }

  /** How often the standard error of a window's costs that of the scores is. */
  double ofScore() {
    return ofScore;
  }

  /**
   * The standard error of the difference of two costs, in their unit.
   *
   * @param cost that of the last window
   * @param a the taps of one filter
   * @param b the taps of the other
   * @param value the lower of their costs
   * @param noise the noise that SURE supposes
   * @param weight n
   */
  double of(
      QuadraticCost cost, double[] a, double[] b, double value, NoiseModel noise, double weight) {
    for (int k = 0; k < change.length; k++) {
      change[k] = a[k] - b[k];
    }
    cost.multiply(change, product);
    double square = 0;
    for (int k = 0; k < change.length; k++) {
      square += change[k] * product[k];
    }
    double off = value + (costIsError ? noise.chanceVariance() : 0);
    return 2 * Math.sqrt(Math.max(off, 0) * Math.max(square, 0) / weight);
  }
}
