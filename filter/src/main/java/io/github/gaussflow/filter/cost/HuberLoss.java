/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.cost;

/**
 * Huber's loss, quadratic for small errors e = O - T and linear for large ones, so that outliers do
 * not rule:
 *
 * <pre>
 * l = e^2 / 2                   for |e| at most delta,    dl/dO = e
 * l = delta (|e| - delta / 2)   beyond,                   dl/dO = delta sign(e)
 * </pre>
 *
 * <p>Source: Huber 1964, doi:10.1214/aoms/1177703732.
 *
 * @param delta the error up to which the loss is quadratic, in units of the output, positive and
 *     finite
 */
public record HuberLoss(double delta) implements Cost {

  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException if delta is not positive and finite
   */
  public HuberLoss {
    if (!(delta > 0) || Double.isInfinite(delta)) {
      throw new IllegalArgumentException("delta must be positive and finite, but is " + delta);
    }
  }

  @Override
  public double loss(double output, double target) {
    double error = Math.abs(output - target);
    return error <= delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
  }

  @Override
  public double lossGradient(double output, double target) {
    return Math.max(-delta, Math.min(delta, output - target));
  }
}
