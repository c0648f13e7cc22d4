/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

/**
 * Gradient descent: theta := theta - rate g, with g = dC/dtheta. It has no state.
 *
 * @param rate the learning rate, positive and finite
 */
public record GradientDescent(double rate) implements Optimizer {

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if the rate is not positive and finite
   */
  public GradientDescent {
    Steps.requirePositive("rate", rate);
  }

  @Override
  public int stateSize(int parameterCount) {
    return 0;
  }

  @Override
  public double step(double[] parameters, double[] gradient, double[] state) {
    Steps.require(this, parameters, gradient, state);
    for (int i = 0; i < parameters.length; i++) {
      Steps.requireFinite(i, rate * gradient[i], parameters[i]);
    }
    double square = 0;
    for (int i = 0; i < parameters.length; i++) {
      double step = rate * gradient[i];
      parameters[i] -= step;
      square += step * step;
    }
    return Math.sqrt(square);
  }
}
