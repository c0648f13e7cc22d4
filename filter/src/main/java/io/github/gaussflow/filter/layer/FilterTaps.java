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
