/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

/** The checks that all optimizers share, and the last part of their steps. */
final class Steps {

  private Steps() {}

  static void require(Optimizer optimizer, double[] parameters, double[] gradient, double[] state) {
    requireLength("gradient", gradient, parameters.length);
    requireLength("state", state, optimizer.stateSize(parameters.length));
    for (int i = 0; i < gradient.length; i++) {
      if (!Double.isFinite(gradient[i])) {
        throw new IllegalArgumentException(
            "gradient[%d] must be finite, but is %s".formatted(i, gradient[i]));
      }
    }
  }

  /** Throws unless parameter i stays finite; called for all i before anything is written. */
  static void requireFinite(int i, double step, double parameter) {
    if (!Double.isFinite(parameter - step)) {
      throw new IllegalArgumentException(
          "parameters[%d] must stay finite, but is %s and its step %s"
              .formatted(i, parameter, -step));
    }
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, but is " + value);
    }
  }

  static void requireFactor(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), but is " + value);
    }
  }

  private static void requireLength(String name, double[] array, int length) {
    if (array.length != length) {
      throw new IllegalArgumentException(
          "%s must have %d entries, but has %d".formatted(name, length, array.length));
    }
  }
}
