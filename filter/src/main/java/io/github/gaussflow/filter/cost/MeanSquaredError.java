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

  /** Without branches while no pair is NaN, which the sum of the squares shows. */
  @Override
  public double evaluate(double[] output, double[] target, double[] outputGradient) {
    int pairs = output.length;
    if (target.length != pairs || outputGradient.length != pairs) {
      return Cost.super.evaluate(output, target, outputGradient);
    }
    double squares = squares(output, target);
    if (Double.isNaN(squares)) {
      return Cost.super.evaluate(output, target, outputGradient);
    }
    double factor = 2.0 / pairs;
    for (int n = 0; n < pairs; n++) {
      outputGradient[n] = factor * (output[n] - target[n]);
    }
    return squares / pairs;
  }

  /** In four sums: one alone would wait for each of its additions. */
  private static double squares(double[] output, double[] target) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int n = 0;
    for (; n + 4 <= output.length; n += 4) {
      double e0 = output[n] - target[n];
      double e1 = output[n + 1] - target[n + 1];
      double e2 = output[n + 2] - target[n + 2];
      double e3 = output[n + 3] - target[n + 3];
      s0 += e0 * e0;
      s1 += e1 * e1;
      s2 += e2 * e2;
      s3 += e3 * e3;
    }
    for (; n < output.length; n++) {
      double e = output[n] - target[n];
      s0 += e * e;
    }
    return s0 + s1 + s2 + s3;
  }
}
