/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/** The function of a dense layer's weighted input z that gives its output a. */
public enum Activation {
  /** a = z. */
  NONE {
    @Override
    public double apply(double z) {
      return z;
    }

    @Override
    public double derivative(double a) {
      return 1;
    }
  },

  /** a = 1 / (1 + exp(-z)), whose derivative is a (1 - a), equation (19). */
  SIGMOID {
    @Override
    public double apply(double z) {
      return 1 / (1 + Math.exp(-z));
    }

    @Override
    public double derivative(double a) {
      return a * (1 - a);
    }
  };

  /** The output for the weighted input; NaN for NaN. */
  public abstract double apply(double z);

  /** da/dz where the output is {@code a}; NaN for NaN, except that the derivative of NONE is 1. */
  public abstract double derivative(double a);
}
