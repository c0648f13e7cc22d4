/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

/**
 * Adam: momentum and RMSProp together, both freed of the bias of their start at zero. At step t:
 *
 * <pre>
 * m := beta1 m + (1 - beta1) g,    v := beta2 v + (1 - beta2) g^2
 * theta := theta - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>The state is t, then m of each parameter, then v of each parameter. Source: Kingma and Ba
 * 2015, arXiv:1412.6980, algorithm 1.
 *
 * @param rate the learning rate, positive and finite
 * @param beta1 the part of m that is kept, in [0, 1)
 * @param beta2 the part of v that is kept, in [0, 1)
 * @param epsilon keeps the step finite where gradients vanish, positive and finite
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is outside its range
   */
  public Adam {
    Steps.requirePositive("rate", rate);
    Steps.requireFactor("beta1", beta1);
    Steps.requireFactor("beta2", beta2);
    Steps.requirePositive("epsilon", epsilon);
  }

  /** The paper's beta1 = 0.9, beta2 = 0.999 and epsilon = 1e-8. */
  public static Adam of(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8);
  }

  @Override
  public int stateSize(int parameterCount) {
    return 1 + 2 * parameterCount;
  }

  @Override
  public double step(double[] parameters, double[] gradient, double[] state) {
    Steps.require(this, parameters, gradient, state);
    int count = parameters.length;
    double t = state[0] + 1;
    double correction1 = 1 - Math.pow(beta1, t);
    double correction2 = 1 - Math.pow(beta2, t);
    for (int i = 0; i < count; i++) {
      double m = first(state[1 + i], gradient[i]);
      double v = second(state[1 + count + i], gradient[i]);
      Steps.requireFinite(i, stepOf(m / correction1, v / correction2), parameters[i]);
    }
    double length = 0;
    state[0] = t;
    for (int i = 0; i < count; i++) {
      double m = first(state[1 + i], gradient[i]);
      double v = second(state[1 + count + i], gradient[i]);
      state[1 + i] = m;
      state[1 + count + i] = v;
      double step = stepOf(m / correction1, v / correction2);
      parameters[i] -= step;
      length += step * step;
    }
    return Math.sqrt(length);
  }

  private double first(double before, double gradient) {
    return beta1 * before + (1 - beta1) * gradient;
  }

  private double second(double before, double gradient) {
    return beta2 * before + (1 - beta2) * gradient * gradient;
  }

  private double stepOf(double first, double second) {
    return rate * first / (Math.sqrt(second) + epsilon);
  }
}
