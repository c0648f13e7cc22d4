/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

/**
 * Gradient descent with momentum, the heavy ball: v := momentum v + g, theta := theta - rate v.
 *
 * <p>The state is the velocity v of each parameter. Source: Polyak 1964,
 * doi:10.1016/0041-5553(64)90137-5, in the form that PyTorch's SGD uses.
 *
 * @param rate the learning rate, positive and finite
 * @param momentum the part of the velocity that is kept, in [0, 1); 0 is gradient descent
 */
public record Momentum(double rate, double momentum) implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public Momentum {
    Steps.requirePositive("rate", rate);
    Steps.requireFactor("momentum", momentum);
  }

  /** A momentum of 0.9. */
  public static Momentum of(double rate) {
    return new Momentum(rate, 0.9);
  }

  @Override
  public int stateSize(int parameterCount) {
    return parameterCount;
  }

  @Override
  public double step(double[] parameters, double[] gradient, double[] state) {
    Steps.require(this, parameters, gradient, state);
    for (int i = 0; i < parameters.length; i++) {
      Steps.requireFinite(i, rate * velocity(state[i], gradient[i]), parameters[i]);
    }
    double square = 0;
    for (int i = 0; i < parameters.length; i++) {
      state[i] = velocity(state[i], gradient[i]);
      double step = rate * state[i];
      parameters[i] -= step;
      square += step * step;
    }
    return Math.sqrt(square);
  }

  private double velocity(double before, double gradient) {
    return momentum * before + gradient;
  }
}
