/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

/**
 * RMSProp, which divides each gradient by its recent root mean square:
 *
 * <pre>v := decay v + (1 - decay) g^2,   theta := theta - rate g / (sqrt(v) + epsilon)</pre>
 *
 * <p>The state is v of each parameter. Source: Hinton, lecture 6e of Neural Networks for Machine
 * Learning, 2012, in the form that PyTorch uses.
 *
 * @param rate the learning rate, positive and finite
 * @param decay the part of v that is kept, in [0, 1)
 * @param epsilon keeps the step finite where gradients vanish, positive and finite
 */
public record RmsProp(double rate, double decay, double epsilon) implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public RmsProp {
    Steps.requirePositive("rate", rate);
    Steps.requireFactor("decay", decay);
    Steps.requirePositive("epsilon", epsilon);
  }

  /** A decay of 0.99 and an epsilon of 1e-8. */
  public static RmsProp of(double rate) {
    return new RmsProp(rate, 0.99, 1e-8);
  }

  @Override
  public int stateSize(int parameterCount) {
    return parameterCount;
  }

  @Override
  public double step(double[] parameters, double[] gradient, double[] state) {
    Steps.require(this, parameters, gradient, state);
    for (int i = 0; i < parameters.length; i++) {
      double square = square(state[i], gradient[i]);
      Steps.requireFinite(i, stepOf(square, gradient[i]), parameters[i]);
    }
    double length = 0;
    for (int i = 0; i < parameters.length; i++) {
      state[i] = square(state[i], gradient[i]);
      double step = stepOf(state[i], gradient[i]);
      parameters[i] -= step;
      length += step * step;
    }
    return Math.sqrt(length);
  }

  private double square(double before, double gradient) {
    return decay * before + (1 - decay) * gradient * gradient;
  }

  private double stepOf(double square, double gradient) {
    return rate * gradient / (Math.sqrt(square) + epsilon);
  }
}
