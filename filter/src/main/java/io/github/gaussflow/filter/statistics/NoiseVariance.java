/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

/**
 * The variance of white noise in a signal that is smooth from sample to sample, from differences of
 * its samples.
 *
 * <p>With d the binomial difference of order k scaled to unit norm, d[c] = (-1)^c binom(k, c) /
 * sqrt(binom(2k, k)), and the shifts i in {0, s/2, s-1}, s = K - k (all of them if s is below 3):
 *
 * <pre>
 *   D_k = mean over i of d' G[i..i+k][i..i+k] d / n
 *   s2  = min(D_2, D_4, D_6), at least 0 and at most G[L][L] / n
 * </pre>
 *
 * <p>Each difference removes a polynomial of degree k - 1 and keeps the variance of white noise.
 * What it leaves of the signal only adds, hence the smallest of the three. Orders that need more
 * than K taps are left out. With fewer than three taps none is left and the estimate is 0: then
 * noise cannot be told from signal, and a filter that believes in no noise changes nothing.
 *
 * <p>The unit is the square of the sensor's unit. Correlated noise is underestimated. The shifts
 * are quadratic forms of the exact Gram matrix; averages along its diagonals would leak the edges
 * of the window into the difference.
 *
 * @see <a href="https://doi.org/10.1093/biomet/77.3.521">Hall, Kay, Titterington: Asymptotically
 *     optimal difference-based estimation of variance in nonparametric regression, 1990</a>
 */
public final class NoiseVariance {

  private static final int[] ORDERS = {2, 4, 6};

  private NoiseVariance() {}

  /** The estimate s2; NaN for empty statistics and for such with a NaN. */
  public static double of(LagStatistics statistics) {
    int centre = statistics.support().centre();
    double power = statistics.gram(centre, centre) / statistics.weight();
    if (Double.isNaN(power)) {
      return Double.NaN;
    }
    double least = statistics.support().taps() > ORDERS[0] ? Double.POSITIVE_INFINITY : 0;
    for (int order : ORDERS) {
      if (order < statistics.support().taps()) {
        least = Math.min(least, difference(statistics, order));
      }
    }
    return Math.min(Math.max(least, 0), power);
  }

  /**
   * D_k alone, not limited; NaN for empty statistics.
   *
   * @param order k, from 1 to 30 and below the number of taps
   * @throws IllegalArgumentException if the order is outside
   */
  public static double difference(LagStatistics statistics, int order) {
    int shifts = statistics.support().taps() - order;
    if (order < 1 || order > 30 || shifts < 1) {
      throw new IllegalArgumentException(
          "order must be from 1 to 30 and below the number of taps, %d, but is %d"
              .formatted(statistics.support().taps(), order));
    }
    double[] weights = binomials(order);
    double sum = form(statistics, weights, 0);
    int forms = 1;
    if (shifts > 2) {
      sum += form(statistics, weights, shifts / 2);
      forms++;
    }
    if (shifts > 1) {
      sum += form(statistics, weights, shifts - 1);
      forms++;
    }
    return sum / forms / statistics.weight();
  }

  /** d' G[shift..] d. */
  private static double form(LagStatistics statistics, double[] d, int shift) {
    double sum = 0;
    for (int i = 0; i < d.length; i++) {
      double row = 0.5 * d[i] * statistics.gram(shift + i, shift + i);
      for (int j = i + 1; j < d.length; j++) {
        row += d[j] * statistics.gram(shift + i, shift + j);
      }
      sum += 2 * d[i] * row;
    }
    return sum;
  }

  private static double[] binomials(int order) {
    double[] d = new double[order + 1];
    d[0] = 1;
    double squares = 1;
    for (int c = 1; c <= order; c++) {
      d[c] = -d[c - 1] * (order - c + 1) / c;
      squares += d[c] * d[c];
    }
    double norm = Math.sqrt(squares);
    for (int c = 0; c <= order; c++) {
      d[c] /= norm;
    }
    return d;
  }
}
