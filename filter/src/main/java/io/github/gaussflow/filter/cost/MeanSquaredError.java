/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.cost;

/** The mean squared error: l = (O - T)^2, dl/dO = 2 (O - T). */
public final class MeanSquaredError implements Cost {

  private static final MeanSquaredError INSTANCE = new MeanSquaredError();

  private MeanSquaredError() {}

  /** The only kind of mean squared error. */
  public static MeanSquaredError instance() {
    return INSTANCE;
  }

  @Override
  public double loss(double output, double target) {
    double error = output - target;
    return error * error;
  }

  @Override
  public double lossGradient(double output, double target) {
    return 2 * (output - target);
  }
}
