/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

/**
 * A rule that moves P parameters theta against the gradient of a cost.
 *
 * <p>The memory of the rule is an array of {@link #stateSize} numbers. It belongs to the caller,
 * who may copy, store and restore it at any time between two steps; the same parameters, gradients
 * and state give the same step, bit for bit.
 */
public interface Optimizer {

  /** The length of the state for P parameters, 0 or more. */
  int stateSize(int parameterCount);

  /** The state before the first step: all zero. */
  default double[] initialState(int parameterCount) {
    return new double[stateSize(parameterCount)];
  }

  /**
   * Takes one step.
   *
   * @param parameters theta, P numbers, overwritten with the next theta
   * @param gradient dC/dtheta, P numbers, all finite
   * @param state the memory of the steps so far, overwritten
   * @return the Euclidean length of the step taken
   * @throws IllegalArgumentException if an array has another length, or a number of the gradient is
   *     not finite, or the step would not be; then parameters and state are as they were
   */
  double step(double[] parameters, double[] gradient, double[] state);
}
