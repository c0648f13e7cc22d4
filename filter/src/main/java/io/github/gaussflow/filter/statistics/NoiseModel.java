/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What is known of a sensor's noise: its autocovariance r(k) = E e(n) e(n - k) in the square of the
 * sensor's unit, or that it is to be estimated. Immutable.
 *
 * <p>White noise has r(k) = 0 for k other than 0. An autocovariance is taken as zero beyond the
 * lags given. It may be that of any stationary noise; whether one exists that has it is not
 * checked, as a measured one need not be positive definite.
 */
public final class NoiseModel implements Serializable {

  private static final long serialVersionUID = 1;

  private static final NoiseModel ESTIMATED = new NoiseModel(new double[0], true);
  private static final NoiseModel ESTIMATED_WHITE = new NoiseModel(new double[0], false);

  /** r(0), r(1), ...; empty if it is to be estimated. */
  private final double[] autocovariance;

  /** Whether its correlation is to be estimated, too. */
  private final boolean identified;

  private NoiseModel(double[] autocovariance, boolean identified) {
    this.autocovariance = autocovariance;
    this.identified = identified;
  }

  /**
   * Noise to be estimated from the statistics in use: white or correlated where {@link
   * NoiseIdentification} can tell, else white as {@link NoiseUnderWalk} says, else as {@link
   * #estimatedWhite}.
   */
  public static NoiseModel estimated() {
    return ESTIMATED;
  }

  /** White noise, its variance estimated by {@link NoiseVariance} from the statistics in use. */
  public static NoiseModel estimatedWhite() {
    return ESTIMATED_WHITE;
  }

  /**
   * White noise of known variance.
   *
   * @param variance r(0), at least 0 and finite
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public static NoiseModel white(double variance) {
    return correlated(variance);
  }

  /**
   * Noise of known autocovariance.
   *
   * @param r r(0), r(1), ... at least r(0); finite, r(0) at least 0 and no other larger in
   *     magnitude
   * @throws IllegalArgumentException if they are none or not so
   */
  public static NoiseModel correlated(double... r) {
    if (r.length == 0) {
      throw new IllegalArgumentException("autocovariance must have at least r(0), but is empty");
    }
    if (!(r[0] >= 0) || Double.isInfinite(r[0])) {
      throw new IllegalArgumentException(
          "variance of the noise must be at least 0 and finite, but is " + r[0]);
    }
    for (int k = 1; k < r.length; k++) {
      if (!(Math.abs(r[k]) <= r[0])) {
        throw new IllegalArgumentException(
            "autocovariance must be within the variance %s, but is %s at lag %d"
                .formatted(r[0], r[k], k));
      }
    }
    int lags = r.length;
    while (lags > 1 && r[lags - 1] == 0) {
      lags--; // models that say the same are equal
    }
    return new NoiseModel(Arrays.copyOf(r, lags), false);
  }

  /** Whether it is to be estimated if it is white or correlated. */
  public boolean isIdentified() {
    return identified;
  }

  /** Whether the variance is still to be estimated. */
  public boolean isEstimated() {
    return autocovariance.length == 0;
  }

  /** This model, or white noise of the variance of the statistics if it is to be estimated. */
  public NoiseModel fit(LagStatistics statistics) {
    return isEstimated()
        ? new NoiseModel(new double[] {NoiseVariance.of(statistics)}, false)
        : this;
  }

  /** r(0); NaN if it is to be estimated. */
  public double variance() {
    return autocovariance(0);
  }

  /**
   * r(k); NaN if it is to be estimated.
   *
   * @param lag k, of either sign
   */
  public double autocovariance(int lag) {
    if (isEstimated()) {
      return Double.NaN;
    }
    int k = Math.abs(lag);
    return k < autocovariance.length ? autocovariance[k] : 0;
  }

  /** r(0), r(1), ... to the last that is not 0 in a new array, empty if it is to be estimated. */
  public double[] autocovariances() {
    return autocovariance.clone();
  }

  /**
   * The sum over all lags of r(k)^2 / r(0): the variance, times by how much fewer independent
   * values a mean of products of this noise has than one of white noise. NaN if it is to be
   * estimated.
   */
  public double chanceVariance() {
    double variance = variance();
    double sum = variance;
    for (int k = 1; k < autocovariance.length && variance > 0; k++) {
      sum += 2 * autocovariance[k] * (autocovariance[k] / variance);
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoiseModel model
        && identified == model.identified
        && Arrays.equals(autocovariance, model.autocovariance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(autocovariance) + Boolean.hashCode(identified);
  }

  @Override
  public String toString() {
    return isEstimated()
        ? (identified ? "noise to be estimated" : "white noise of estimated variance")
        : "noise of autocovariance " + Arrays.toString(autocovariance);
  }
}
