/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.QuadraticCost;

/**
 * The cost of a bank, with its derivatives by a common shift of all means and by the logarithm of a
 * common factor of all standard deviations. For a single Gaussian those by mu and ln sigma.
 * Buffers.
 */
final class BankSlope {

  private final KernelSupport support;
  private final Kernel kernel;
  private final KernelDerivatives derivatives;
  private final double[] taps;
  private final double[] product;
  private double mean;
  private double logDeviation;

  BankSlope(KernelSupport support, Kernel kernel) {
    this.support = support;
    this.kernel = kernel;
    this.derivatives = new KernelDerivatives(support);
    this.taps = new double[support.taps()];
    this.product = new double[support.taps()];
  }

  /** The cost of the bank; sets the derivatives. */
  double at(QuadraticCost cost, GaussianBank bank) {
    bank.taps(support, taps);
    cost.multiply(taps, product);
    mean = 0;
    logDeviation = 0;
    for (GaussianBank.Component component : bank.components()) {
      kernel.derivatives(component.parameters(), derivatives);
      double deviation = component.parameters().standardDeviation();
      mean += component.weight() * along(cost, derivatives.dMean());
      logDeviation +=
          component.weight() * deviation * along(cost, derivatives.dStandardDeviation());
    }
    return cost.value(taps);
  }

  double mean() {
    return mean;
  }

  double logDeviation() {
    return logDeviation;
  }

  /** The derivative of the cost along a change of the taps. */
  private double along(QuadraticCost cost, double[] change) {
    double sum = -cost.cross(change);
    for (int k = 0; k < product.length; k++) {
      sum += product[k] * change[k];
    }
    return 2 * sum;
  }
}
