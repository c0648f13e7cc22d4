/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.cost;

/**
 * A cost that something outside computes and of which only the gradient G(n) = dC/dO(n) is handed
 * in, in place of the target: a layer inside somebody else's network, equation (13).
 *
 * <p>Its value is the cost to first order, C = sum over n of G(n) O(n), whose gradient is G
 * exactly. It is a sum and not a mean, for G is taken as it is. NaN in either leaves the sample
 * out.
 */
public final class ExternalCost implements Cost {

  private static final ExternalCost INSTANCE = new ExternalCost();

  private ExternalCost() {}

  /** The only kind of external cost. */
  public static ExternalCost instance() {
    return INSTANCE;
  }

  @Override
  public double loss(double output, double gradient) {
    return output * gradient;
  }

  @Override
  public double lossGradient(double output, double gradient) {
    return gradient;
  }

  /** {@inheritDoc} Here a sum: the mean and its gradient times the number of pairs. */
  @Override
  public double evaluate(double[] output, double[] gradient, double[] outputGradient) {
    double mean = Cost.super.evaluate(output, gradient, outputGradient);
    int pairs = 0;
    for (int n = 0; n < output.length; n++) {
      if (!Double.isNaN(output[n]) && !Double.isNaN(gradient[n])) {
        pairs++;
        // As it was handed in, to the last digit.
        outputGradient[n] = gradient[n];
      }
    }
    return mean * pairs;
  }
}
