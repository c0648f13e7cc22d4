/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;

/**
 * The autocorrelation of a series that comes slot by slot, in memory that does not grow:
 *
 * <pre>
 *   r(l) = mean over the pairs of (x(n) - m) (x(n - l) - m) / mean of (x(n) - m)^2
 * </pre>
 *
 * <p>with m the mean of all values. Empty slots, NaN, are left out: a pair counts if both of its
 * values are there. Sums are kept of x less the first value, so that a mean far from zero costs no
 * digits. Not thread-safe.
 */
public final class SeriesAutocorrelation {

  private final double[] before; // the last values, that of slot n at n modulo their number
  private final double[] products;
  private final double[] later;
  private final double[] earlier;
  private final long[] pairs;
  private long slots;
  private long values;
  private double first;
  private double sum;
  private double squares;

  /**
   * No slot yet.
   *
   * @param lags the largest lag, at least 1
   */
  public SeriesAutocorrelation(int lags) {
    if (lags < 1) {
      throw new IllegalArgumentException("lags must be at least 1, but is " + lags);
    }
    before = new double[lags];
    Arrays.fill(before, Double.NaN);
    products = new double[lags];
    later = new double[lags];
    earlier = new double[lags];
    pairs = new long[lags];
  }

  /** The next slot. */
  public void accept(double value) {
    int lags = before.length;
    int place = (int) (slots % lags);
    double x = value;
    if (!Double.isNaN(value)) {
      if (values == 0) {
        first = value;
      }
      x = value - first;
      values++;
      sum += x;
      squares += x * x;
      for (int lag = 1; lag <= lags; lag++) {
        double y = before[place - lag < 0 ? place - lag + lags : place - lag];
        if (!Double.isNaN(y)) {
          products[lag - 1] += x * y;
          later[lag - 1] += x;
          earlier[lag - 1] += y;
          pairs[lag - 1]++;
        }
      }
    }
    before[place] = x;
    slots++;
  }

  /** So many empty slots, at least 0. */
  public void skip(long empty) {
    for (long k = 0; k < Math.min(empty, before.length); k++) {
      accept(Double.NaN);
    }
  }

  /** The values that were there. */
  public long values() {
    return values;
  }

  /**
   * r at the lags 1, 2, ... in a new array; NaN where no two values are that far apart, or none
   * differs from the others.
   */
  public double[] autocorrelation() {
    double mean = sum / values;
    double power = squares / values - mean * mean;
    double[] r = new double[products.length];
    for (int k = 0; k < r.length; k++) {
      double product = products[k] - mean * (later[k] + earlier[k]) + mean * mean * pairs[k];
      r[k] = power > 0 ? product / pairs[k] / power : Double.NaN;
    }
    return r;
  }

  /** r of a whole series, NaN for an empty slot, at the lags 1 to {@code lags}. */
  public static double[] of(double[] series, int lags) {
    SeriesAutocorrelation autocorrelation = new SeriesAutocorrelation(lags);
    for (double value : series) {
      autocorrelation.accept(value);
    }
    return autocorrelation.autocorrelation();
  }
}
