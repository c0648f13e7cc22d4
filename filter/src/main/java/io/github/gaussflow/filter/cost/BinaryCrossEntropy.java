/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.cost;

/**
 * The cross-entropy of probabilities O in [0, 1] and labels T in [0, 1]:
 *
 * <pre>l = -T ln O - (1 - T) ln(1 - O),   dl/dO = (O - T) / (O (1 - O))</pre>
 *
 * <p>Where a sigmoid has saturated, the logarithms are held above -100 and O (1 - O) above 1e-12,
 * so that cost and gradient stay finite.
 */
public final class BinaryCrossEntropy implements Cost {

  private static final double LEAST_LOGARITHM = -100;
  private static final double LEAST_VARIANCE = 1e-12;
  private static final BinaryCrossEntropy INSTANCE = new BinaryCrossEntropy();

  private BinaryCrossEntropy() {}

  /** The only kind of binary cross-entropy. */
  public static BinaryCrossEntropy instance() {
    return INSTANCE;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if output or target are not in [0, 1]
   */
  @Override
  public double loss(double output, double target) {
    requireProbability("output", output);
    requireProbability("target", target);
    return -target * logarithm(Math.log(output)) - (1 - target) * logarithm(Math.log1p(-output));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if output or target are not in [0, 1]
   */
  @Override
  public double lossGradient(double output, double target) {
    requireProbability("output", output);
    requireProbability("target", target);
    return (output - target) / Math.max(LEAST_VARIANCE, output * (1 - output));
  }

  private static double logarithm(double value) {
    return Math.max(LEAST_LOGARITHM, value);
  }

  private static void requireProbability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1, but is " + value);
    }
  }
}
