/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/** How the parameters follow the cost. */
public enum OptimizerKind {
  /**
   * Damped Newton steps on statistics remembered with several forgetting factors. Needs one or two
   * windows and no learning rate.
   */
  NEWTON(1, Double.NaN),

  /** One step down the gradient of each window. */
  GRADIENT_DESCENT(2, 3),

  /** One step of Adam for each window. */
  ADAM(3, 0.1);

  private final int code;
  private final double defaultLearningRate;

  OptimizerKind(int code, double defaultLearningRate) {
    this.code = code;
    this.defaultLearningRate = defaultLearningRate;
  }

  /** What stands for the kind in a saved state: never changes, unlike an ordinal. */
  int code() {
    return code;
  }

  /** The learning rate unless another is set; NaN if the optimizer has none. */
  public double defaultLearningRate() {
    return defaultLearningRate;
  }
}
