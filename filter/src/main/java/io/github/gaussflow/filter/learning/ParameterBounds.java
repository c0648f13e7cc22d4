/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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

  /**
   * The bounds that parameters sit at. One that is fixed sits at none; nor does a mean of 0 that
   * may not be above 0, unless {@code lag}: there it rests.
   *
   * @param lag whether the mean is a lag, which may want to be above its bound
   */
  Set<ParameterBound> reached(GaussianParameters parameters, boolean lag) {
    Set<ParameterBound> reached = EnumSet.noneOf(ParameterBound.class);
    double mean = parameters.mean();
    if (!fixesMean() && mean <= lowestMean) {
      reached.add(ParameterBound.LOWEST_MEAN);
    }
    if (!fixesMean() && mean >= highestMean && (lag || highestMean != 0)) {
      reached.add(ParameterBound.HIGHEST_MEAN);
    }
    double deviation = parameters.standardDeviation();
    if (!fixesDeviation() && deviation <= lowestDeviation) {
      reached.add(ParameterBound.LOWEST_STANDARD_DEVIATION);
    }
    if (!fixesDeviation() && deviation >= highestDeviation) {
      reached.add(ParameterBound.HIGHEST_STANDARD_DEVIATION);
    }
    return Collections.unmodifiableSet(reached);
  }

  /** Throws, naming them, unless parameters are within these bounds. */
  void requireInside(String name, GaussianParameters parameters) {
    double mean = parameters.mean();
    double deviation = parameters.standardDeviation();
    if (!parameters.equals(clip(mean, deviation))) {
      throw new IllegalArgumentException(
          "%s must have a mean in [%s, %s] and a standard deviation in [%s, %s],"
                  .formatted(name, lowestMean, highestMean, lowestDeviation, highestDeviation)
              + " but are %s and %s".formatted(mean, deviation));
    }
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
