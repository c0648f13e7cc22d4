/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import java.util.Arrays;

/**
 * The Gaussian weights around one sample of a series whose samples lie anywhere in time.
 *
 * <p>With P the nominal period, tau_j = (t_n - t_j) / P the true offset of the sample j in periods,
 * and A the samples that are present with -(L + 1/2) &lt;= tau_j &lt;= R + 1/2:
 *
 * <pre>
 * w_j = exp(-(tau_j - mu)^2 / (2 sigma^2)) / sum over i in A of exp(-(tau_i - mu)^2 / (2 sigma^2))
 * </pre>
 *
 * <p>the unit-sum kernel at the true offsets. Where the samples lie at whole periods this is {@link
 * RenormalisedTaps}. Everything is taken relative to the present sample nearest to the mean, so
 * nothing underflows.
 *
 * <p>The state is the weights of the last call of {@link #filter}. Buffers grow with the largest
 * number of samples within the reach; otherwise nothing is allocated. Not thread-safe.
 */
public final class IrregularTaps {

  private final GaussianParameters parameters;
  private final KernelSupport support;
  private final double period;
  private final long ahead;
  private final long back;
  private double[] scaled; // (tau - mu) / sigma
  private double[] weights;
  private int first;
  private int count;

  private IrregularTaps(GaussianParameters parameters, KernelSupport support, long period) {
    this.parameters = parameters;
    this.support = support;
    this.period = period;
    this.ahead = reach(support.lookahead(), period);
    this.back = reach(support.lookback(), period);
    this.scaled = new double[2 * support.taps()];
    this.weights = new double[2 * support.taps()];
  }

  /**
   * The weights of one pair of parameters.
   *
   * @param parameters mu and sigma in periods
   * @param support the reach L and R in periods
   * @param period P in the unit of the times, positive
   * @throws IllegalArgumentException if the period is not positive, or times L or R is longer than
   *     a long can say
   */
  public static IrregularTaps of(
      GaussianParameters parameters, KernelSupport support, long period) {
    return new IrregularTaps(parameters, support, period);
  }

  /**
   * How far so many periods reach, in the unit of the period: half a period further, so that the
   * last of as many samples is not now within, now outside of it; but not at all for 0, so that
   * without lookahead nothing later is used.
   *
   * @throws IllegalArgumentException if the period is not positive or the product is too long
   */
  public static long reach(int periods, long period) {
    if (period <= 0) {
      throw new IllegalArgumentException("period must be positive, but is " + period);
    }
    if (period > Long.MAX_VALUE / (periods + 1)) {
      throw new IllegalArgumentException(
          "period times %d must fit into a long, but period is %d".formatted(periods + 1, period));
    }
    return periods == 0 ? 0 : periods * period + period / 2;
  }

  /** The parameters mu and sigma in periods. */
  public GaussianParameters parameters() {
    return parameters;
  }

  /** The reach L and R in periods. */
  public KernelSupport support() {
    return support;
  }

  /**
   * The filtered sample, sum over j in A of w_j x_j.
   *
   * @param times ascending over the samples that are present, no further apart than a long can say
   * @param x the samples, NaN where one is missing; its time then has no meaning
   * @param from the index of the first sample that exists
   * @param to the index after the last sample that exists
   * @param n the index of the sample to filter, in [from, to)
   * @return the filtered sample; NaN if x_n is missing
   * @throws IllegalArgumentException if the range does not lie in the arrays, or n in the range
   */
  public double filter(long[] times, double[] x, int from, int to, int n) {
    if (from < 0 || to > x.length || to > times.length || n < from || n >= to) {
      throw new IllegalArgumentException(
          "n must lie in [from, to) and that in x and times, but n is %d, from %d, to %d, x has %d"
              .formatted(n, from, to, x.length));
    }
    first = n;
    count = 0;
    if (Double.isNaN(x[n])) {
      return Double.NaN;
    }
    long time = times[n];
    while (first > from && (Double.isNaN(x[first - 1]) || time - times[first - 1] <= back)) {
      first--;
    }
    int end = n + 1;
    while (end < to && (Double.isNaN(x[end]) || times[end] - time <= ahead)) {
      end++;
    }
    reserve(end - first);
    double mean = parameters.mean();
    double deviation = parameters.standardDeviation();
    double least = Double.POSITIVE_INFINITY;
    for (int j = first; j < end; j++) {
      double u = Double.NaN;
      if (!Double.isNaN(x[j])) {
        u = ((time - times[j]) / period - mean) / deviation;
        least = Math.min(least, Math.abs(u));
      }
      scaled[count++] = u;
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double u = scaled[k];
      // (least - u) (least + u) keeps the digits that the difference of the squares would lose.
      weights[k] = Double.isNaN(u) ? 0 : Math.exp(0.5 * (least - u) * (least + u));
      sum += weights[k];
    }
    double filtered = 0;
    for (int k = 0; k < count; k++) {
      if (weights[k] != 0) { // a weight of zero must not meet a sample that is NaN
        weights[k] /= sum;
        filtered += weights[k] * x[first + k];
      }
    }
    return filtered;
  }

  /** The index of the first sample that {@link #weights} is about. */
  public int first() {
    return first;
  }

  /**
   * The weights w_j of the last call of {@link #filter} from {@link #first} on, in a new array; 0
   * for a missing sample, empty where that gave NaN.
   */
  public double[] weights() {
    return Arrays.copyOf(weights, count);
  }

  /** The sum of w_j^2: what is left of the variance of white noise; 0 where all is missing. */
  public double sumOfSquares() {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += weights[k] * weights[k];
    }
    return sum;
  }

  /**
   * dw_j/dmu = w_j (u_j - E[u]) / sigma, with u = (tau - mu) / sigma and E weighing by w, for the
   * weights of the last call of {@link #filter}, in a new array.
   */
  public double[] dMean() {
    double expected = 0;
    for (int k = 0; k < count; k++) {
      expected += weights[k] == 0 ? 0 : weights[k] * scaled[k];
    }
    double[] derivative = new double[count];
    for (int k = 0; k < count; k++) {
      derivative[k] =
          weights[k] == 0
              ? 0
              : weights[k] * (scaled[k] - expected) / parameters.standardDeviation();
    }
    return derivative;
  }

  /** dw_j/d ln sigma = w_j (u_j^2 - E[u^2]), as {@link #dMean}. */
  public double[] dLogStandardDeviation() {
    double expected = 0;
    for (int k = 0; k < count; k++) {
      expected += weights[k] == 0 ? 0 : weights[k] * scaled[k] * scaled[k];
    }
    double[] derivative = new double[count];
    for (int k = 0; k < count; k++) {
      derivative[k] = weights[k] == 0 ? 0 : weights[k] * (scaled[k] * scaled[k] - expected);
    }
    return derivative;
  }

  private void reserve(int needed) {
    if (needed > weights.length) {
      scaled = new double[2 * needed];
      weights = new double[2 * needed];
    }
  }
}
