/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * Whether a cost that estimates the error of an output can be true.
 *
 * <p>The error is that of the signal plus the variance of the noise that passes, sum of g(i) g(j)
 * r(i - j). A cost below half of the latter alone is so low because the noise is not as supposed,
 * and taps that promise it follow that. Half, as chance moves the cost of few rows: .9 refused
 * banks on sines that gained 1 dB.
 */
final class PromisedError {

  private static final double LEAST_SHARE = 0.5;

  private final boolean costIsError;

  PromisedError(Objective objective) {
    this.costIsError = !objective.targetIsNoisy() && !objective.needsTarget();
  }

  /** Whether the cost of taps is as high as that; true if the objective's cost is another thing. */
  boolean isCredible(double cost, double[] taps, NoiseModel noise) {
    if (!costIsError) {
      return true;
    }
    double passed = 0;
    for (int i = 0; i < taps.length; i++) {
      double row = 0;
      for (int j = 0; j < taps.length; j++) {
        row += taps[j] * noise.autocovariance(i - j);
      }
      passed += taps[i] * row;
    }
    return cost > LEAST_SHARE * passed;
  }
}
