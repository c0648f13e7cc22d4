/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianParameters;

/** The box of the parameters; a parameter is fixed where both its bounds are the same. */
record ParameterBounds(
    double lowestMean, double highestMean, double lowestDeviation, double highestDeviation) {

  boolean fixesMean() {
    return lowestMean == highestMean;
  }

  boolean fixesDeviation() {
    return lowestDeviation == highestDeviation;
  }

  double clipMean(double mean) {
    return Math.max(lowestMean, Math.min(highestMean, mean));
  }

  double clipDeviation(double deviation) {
    return Math.max(lowestDeviation, Math.min(highestDeviation, deviation));
  }

  GaussianParameters clip(double mean, double deviation) {
    return new GaussianParameters(clipMean(mean), clipDeviation(deviation));
  }

  /** Values spaced evenly in their logarithm from the lowest to the highest deviation. */
  double[] deviations(int count) {
    if (fixesDeviation()) {
      return new double[] {lowestDeviation};
    }
    double[] deviations = new double[count];
    double low = Math.log(lowestDeviation);
    double high = Math.log(highestDeviation);
    for (int k = 0; k < count; k++) {
      deviations[k] = clipDeviation(Math.exp(low + (high - low) * k / (count - 1)));
    }
    return deviations;
  }
}
