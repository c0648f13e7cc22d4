/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.kernel.KernelSupport;

/**
 * The taps of a filter with their derivatives by mu and sigma. The arrays are not to be written.
 */
record FilterTaps(
    KernelSupport support,
    double[] taps,
    double[] reversed,
    double[] dMean,
    double[] dStandardDeviation) {

  static FilterTaps of(
      GaussianKernel kernel, GaussianParameters parameters, KernelSupport support) {
    KernelDerivatives derivatives = new KernelDerivatives(support);
    kernel.derivatives(parameters, derivatives);
    return of(support, derivatives.taps(), derivatives.dMean(), derivatives.dStandardDeviation());
  }

  /**
   * The taps of the smoothed derivative of a series.
   *
   * @param order 0, 1 or 2; 0 is the filter itself
   * @param period the time between two samples
   * @throws IllegalArgumentException if the support or the standard deviation is too small for a
   *     derivative of that order
   */
  static FilterTaps derivative(
      GaussianKernel kernel,
      GaussianParameters parameters,
      KernelSupport support,
      int order,
      double period) {
    if (order == 0) {
      return of(kernel, parameters, support);
    }
    if (support.taps() <= order) {
      throw new IllegalArgumentException(
          "support must have more than %d taps for a derivative of order %d, but has %d"
              .formatted(order, order, support.taps()));
    }
    double factor = 1 / Math.pow(period, order);
    KernelDerivatives derivatives = new KernelDerivatives(support);
    kernel.derivatives(parameters, derivatives);
    double[] taps = derivatives.taps();
    double[] dMean = derivatives.dMean();
    double[] dDeviation = derivatives.dStandardDeviation();
    if (kernel == GaussianKernel.UNIT_SUM) {
      if (!LocalPolynomial.differentiate(order, factor, taps, dMean, dDeviation)) {
        throw new IllegalArgumentException(
            "standard deviation must give more than %d taps weight for a derivative of order %d,"
                    .formatted(order, order)
                + " but is "
                + parameters.standardDeviation());
      }
    } else if (order == 1) {
      // dg/dm = -dg/dmu, so its derivatives are the second ones with the other sign.
      copy(factor, derivatives.dOffset(), taps);
      copy(-factor, derivatives.dMeanMean(), dMean);
      copy(-factor, derivatives.dMeanStandardDeviation(), dDeviation);
    } else {
      thirdDerivatives(kernel, parameters, support, factor, taps, dMean, dDeviation);
      copy(factor, derivatives.dMeanMean(), taps);
    }
    return of(support, taps, dMean, dDeviation);
  }

  /** Of h = d2g/dm2 by mu and sigma, with u = (m - mu) / sigma, from the taps g. */
  private static void thirdDerivatives(
      GaussianKernel kernel,
      GaussianParameters parameters,
      KernelSupport support,
      double factor,
      double[] g,
      double[] dMean,
      double[] dDeviation) {
    double deviation = parameters.standardDeviation();
    // The scaled kernel's own 1 / sigma takes u^2 - 1 from the polynomial.
    boolean scaled = kernel == GaussianKernel.SCALED;
    for (int k = 0; k < g.length; k++) {
      double weight = factor * g[k] / deviation / deviation / deviation;
      double u = g[k] == 0 ? 0 : (support.offset(k) - parameters.mean()) / deviation;
      double square = u * u;
      dMean[k] = weight * u * (square - 3);
      dDeviation[k] = weight * (scaled ? square * (square - 6) + 3 : square * (square - 5) + 2);
    }
  }

  private static void copy(double factor, double[] from, double[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = factor * from[k];
    }
  }

  static FilterTaps of(
      KernelSupport support, double[] taps, double[] dMean, double[] dStandardDeviation) {
    double[] reversed = new double[taps.length];
    for (int k = 0; k < taps.length; k++) {
      reversed[k] = taps[taps.length - 1 - k];
    }
    return new FilterTaps(support, taps, reversed, dMean, dStandardDeviation);
  }

  /** Adds dC/dmu and dC/dsigma, the chain rule over the taps: (66) with (69), and with (72). */
  void addGradient(double[] tapGradient, double[] gradient) {
    double mean = 0;
    double deviation = 0;
    for (int k = 0; k < taps.length; k++) {
      mean += tapGradient[k] * dMean[k];
      deviation += tapGradient[k] * dStandardDeviation[k];
    }
    gradient[0] += mean;
    gradient[1] += deviation;
  }
}
