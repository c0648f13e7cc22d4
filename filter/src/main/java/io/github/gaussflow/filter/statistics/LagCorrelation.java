/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The normalised cross-correlation of a sensor with its reference over lags far beyond the taps,
 * and the lag it shows: how many samples the reference t comes after the sensor x.
 *
 * <pre>
 *   r(d) = sum C(d) / sqrt(sum X(d) sum T(d)),   d = -M..M
 * </pre>
 *
 * <p>C, X and T are the sums of (x - mean)(t - mean), (x - mean)^2 and (t - mean)^2 over the pairs
 * x(n - d), t(n) of a window, those whose newer sample is in the window and that are complete; the
 * means are those of the same pairs, so that neither an offset nor a drift over many windows
 * counts. The sums over windows forget with the factor 0.95 a window.
 *
 * <p>Where r stays above half of its maximum there is a lobe. The lag is the top of the highest
 * lobe; of lobes that chance alone may have set apart, by three times (1 - r^2) / sqrt(pairs), the
 * standard deviation of a correlation, the one nearest to lag 0: a periodic signal has many.
 *
 * <p>Two signals that know nothing of each other have a maximum too. So a lag is claimed only if
 * the correlations q of the single windows agree at it:
 *
 * <pre>
 *   -W/2 ln(1 - (sum q)^2 / (W sum q^2)) &gt; 14,   W = (sum w)^2 / sum w^2
 * </pre>
 *
 * <p>the log-likelihood ratio of Student's t-test of their mean against 0, w the weights of the
 * windows; whatever the correlation within a window, it needs some three to five windows of a clear
 * signal and more of a weak one. Another lag replaces one that was claimed if it is claimed too and
 * likelier by e^10: pairs / 2 ln((1 - r_old^2) / (1 - r_new^2)) &gt; 10.
 *
 * <p>State: 5 (2M + 1) numbers and a few. Not thread-safe.
 */
public final class LagCorrelation {

  private static final int VERSION = 1;
  private static final int HEADER = 6;
  private static final int ARRAYS = 5;
  private static final double FORGETTING = 0.95;
  private static final double CLEAR = 14;
  private static final double LIKELIER = 10;
  private static final int FEWEST_PAIRS = 8;

  /** Windows that agree to the last bit, a test signal, would be infinitely significant. */
  private static final double ROUNDING = 1e-12;

  private final int range;
  private final double[] products;
  private final double[] squares;
  private final double[] referenceSquares;
  private final double[] correlations;
  private final double[] squaredCorrelations;
  private double weight;
  private double squaredWeight;
  private double pairs;
  private double lag = Double.NaN;

  // Of one window and lag; fields, so that nothing is allocated for each lag.
  private int count;
  private double product;
  private double square;
  private double referenceSquare;

  /**
   * No window yet.
   *
   * @param range M, the largest lag in samples either way
   * @throws IllegalArgumentException if the range is not positive
   */
  public LagCorrelation(int range) {
    if (range < 1) {
      throw new IllegalArgumentException("range of lags must be at least 1, but is " + range);
    }
    this.range = range;
    this.products = new double[2 * range + 1];
    this.squares = new double[2 * range + 1];
    this.referenceSquares = new double[2 * range + 1];
    this.correlations = new double[2 * range + 1];
    this.squaredCorrelations = new double[2 * range + 1];
  }

  /** M, the largest lag in samples either way. */
  public int range() {
    return range;
  }

  /**
   * Adds a window. One without M slots before it, or with fewer than 8 pairs at every lag, changes
   * nothing; a lag with fewer than half the pairs of the others counts as uncorrelated there.
   *
   * @param values x, NaN where a sample is missing
   * @param references t, NaN where there is none, aligned with the values
   * @param from the first slot of the window
   * @param to the slot after its last one
   * @throws IllegalArgumentException if the arrays are not equally long or do not hold the window
   */
  public void accept(double[] values, double[] references, int from, int to) {
    if (values.length != references.length || from < 0 || from > to || to > values.length) {
      throw new IllegalArgumentException(
          "window must lie within %d values and as many references, but is [%d, %d) of %d references"
              .formatted(values.length, from, to, references.length));
    }
    if (from < range) {
      return;
    }
    int most = 0;
    for (int d = -range; d <= range; d++) {
      most = Math.max(most, pairsAt(values, references, from, to, d));
    }
    if (most < FEWEST_PAIRS) {
      return;
    }
    weight = FORGETTING * weight + 1;
    squaredWeight = FORGETTING * FORGETTING * squaredWeight + 1;
    pairs = FORGETTING * pairs + most;
    double origin = firstOf(values, from - range, to);
    double referenceOrigin = firstOf(references, from - range, to);
    for (int k = 0; k < products.length; k++) {
      sum(values, references, from, to, k - range, origin, referenceOrigin);
      products[k] *= FORGETTING;
      squares[k] *= FORGETTING;
      referenceSquares[k] *= FORGETTING;
      correlations[k] *= FORGETTING;
      squaredCorrelations[k] *= FORGETTING;
      if (2 * count < most || !Double.isFinite(product + square + referenceSquare)) {
        continue;
      }
      products[k] += product;
      squares[k] += square;
      referenceSquares[k] += referenceSquare;
      double correlation = normalised(product, square, referenceSquare);
      correlations[k] += correlation;
      squaredCorrelations[k] += correlation * correlation;
    }
    decide();
  }

  private static int pairsAt(double[] values, double[] references, int from, int to, int d) {
    int count = 0;
    int first = d < 0 ? from + d : from;
    int end = d < 0 ? to + d : to;
    for (int n = first; n < end; n++) {
      if (!Double.isNaN(values[n - d]) && !Double.isNaN(references[n])) {
        count++;
      }
    }
    return count;
  }

  private static double firstOf(double[] series, int from, int to) {
    for (int n = from; n < to; n++) {
      if (!Double.isNaN(series[n])) {
        return series[n];
      }
    }
    return 0;
  }

  /** The sums of the pairs at one lag, about origins so that an offset costs no digits. */
  private void sum(
      double[] values,
      double[] references,
      int from,
      int to,
      int d,
      double origin,
      double referenceOrigin) {
    int first = d < 0 ? from + d : from;
    int end = d < 0 ? to + d : to;
    int n = 0;
    double sx = 0;
    double st = 0;
    double sxx = 0;
    double stt = 0;
    double sxt = 0;
    for (int k = first; k < end; k++) {
      double x = values[k - d] - origin;
      double t = references[k] - referenceOrigin;
      double xt = x * t;
      if (!Double.isNaN(xt)) {
        n++;
        sx += x;
        st += t;
        sxx += x * x;
        stt += t * t;
        sxt += xt;
      }
    }
    count = n;
    product = n == 0 ? 0 : sxt - sx * st / n;
    square = n == 0 ? 0 : Math.max(0, sxx - sx * sx / n);
    referenceSquare = n == 0 ? 0 : Math.max(0, stt - st * st / n);
  }

  private static double normalised(double product, double square, double referenceSquare) {
    double power = Math.sqrt(square) * Math.sqrt(referenceSquare);
    return power > 0 ? Math.max(-1, Math.min(1, product / power)) : 0;
  }

  private void decide() {
    int candidate = candidate();
    if (!(significance(candidate) > CLEAR)) {
      return;
    }
    if (Double.isNaN(lag)) {
      lag = candidate;
      return;
    }
    double old = Math.max(0, correlation((int) lag));
    double now = correlation(candidate);
    double unexplained = Math.max(ROUNDING, 1 - now * now);
    if (pairs / 2 * Math.log(Math.max(ROUNDING, 1 - old * old) / unexplained) > LIKELIER) {
      lag = candidate;
    }
  }

  /** The lag that the correlation shows, clear or not. */
  private int candidate() {
    double highest = correlation(-range);
    for (int d = -range; d <= range; d++) {
      highest = Math.max(highest, correlation(d));
    }
    double chance = 3 * (1 - highest * highest) / Math.sqrt(pairs);
    int nearest = Integer.MAX_VALUE;
    int d = -range;
    while (d <= range) {
      if (!(correlation(d) > highest / 2)) {
        d++;
        continue;
      }
      int top = d;
      for (; d <= range && correlation(d) > highest / 2; d++) {
        if (correlation(d) > correlation(top)) {
          top = d;
        }
      }
      boolean nearer = Math.abs((long) top) < Math.abs((long) nearest);
      if (correlation(top) >= highest - chance && nearer) {
        nearest = top;
      }
    }
    return nearest == Integer.MAX_VALUE ? 0 : nearest;
  }

  /**
   * r(d), from -1 to 1; 0 without windows or where one of the two is constant.
   *
   * @param d from -M to M
   */
  public double correlation(int d) {
    int k = d + range;
    return normalised(products[k], squares[k], referenceSquares[k]);
  }

  /**
   * How clearly the windows agree that the two are correlated at a lag: the log-likelihood ratio of
   * the class comment; 0 where they are not, or with fewer than two windows.
   *
   * @param d from -M to M
   */
  public double significance(int d) {
    int k = d + range;
    double windows = squaredWeight > 0 ? weight * weight / squaredWeight : 0;
    if (windows < 2 || !(correlations[k] > 0)) {
      return 0;
    }
    double agreement = correlations[k] * correlations[k] / (weight * squaredCorrelations[k]);
    return -windows / 2 * Math.log(Math.max(ROUNDING, 1 - agreement));
  }

  /** How many samples the reference comes after the sensor; empty if no lag is clear yet. */
  public OptionalInt lag() {
    return Double.isNaN(lag) ? OptionalInt.empty() : OptionalInt.of((int) lag);
  }

  /** Everything in a new array that {@link #restore} reads: a version, the range, the sums. */
  public double[] state() {
    double[] state = new double[HEADER + ARRAYS * products.length];
    state[0] = VERSION;
    state[1] = range;
    state[2] = weight;
    state[3] = squaredWeight;
    state[4] = pairs;
    state[5] = lag;
    int at = HEADER;
    for (double[] array : arrays()) {
      System.arraycopy(array, 0, state, at, array.length);
      at += array.length;
    }
    return state;
  }

  /**
   * Makes this equal to what {@link #state} wrote, bit for bit.
   *
   * @return false, and nothing is changed, if it was written for another range
   * @throws IllegalArgumentException if the array is of an unknown version or no such state
   */
  public boolean restore(double[] state) {
    if (state.length < HEADER || state[0] != VERSION) {
      throw new IllegalArgumentException(
          "state of a lag correlation must start with version %d, but %s"
              .formatted(
                  VERSION, state.length < HEADER ? "is too short" : "starts with " + state[0]));
    }
    if (state[1] != range || state.length != HEADER + ARRAYS * products.length) {
      return false;
    }
    weight = state[2];
    squaredWeight = state[3];
    pairs = state[4];
    lag = state[5];
    int at = HEADER;
    for (double[] array : arrays()) {
      System.arraycopy(state, at, array, 0, array.length);
      at += array.length;
    }
    return true;
  }

  /** Forgets every window and the lag. */
  public void clear() {
    weight = 0;
    squaredWeight = 0;
    pairs = 0;
    lag = Double.NaN;
    for (double[] array : arrays()) {
      Arrays.fill(array, 0);
    }
  }

  private double[][] arrays() {
    return new double[][] {products, squares, referenceSquares, correlations, squaredCorrelations};
  }
}
