/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

/**
 * Whether what a filter took away looks like what it would take from white noise.
 *
 * <p>The residual x - O of white noise is not white itself: it has passed the filter 1 - g, whose
 * autocorrelation rho follows from the taps. The measured one r is compared with that. With W the
 * covariance of sqrt(n) (r - rho) by Bartlett's formula, c its correlation and K = {@value #LAGS},
 *
 * <pre>
 *   W[i][j] = sum over m &gt; 0 of (rho(m+i) + rho(m-i) - 2 rho(i) rho(m)) (the same with j)
 *   Q       = n sum over i = 1..K of (r(i) - rho(i))^2 / W[i][i]
 * </pre>
 *
 * <p>where rho is zero, this is the statistic of Box and Pierce, chi-square with K degrees of
 * freedom. Else the lags depend on each other, and Q is close to s chi-square with f degrees of
 * freedom that has the same mean K and variance 2 sum c^2: s = sum c^2 / K, f = K / s (Box 1954).
 * W^-1 would give a chi-square of K degrees again, but W is so close to singular under a narrow
 * kernel that the ends of the series alone would then reject white noise.
 *
 * <p>Signal that the filter took away raises Q too, and in a long series little of it suffices: the
 * sizes of r - rho tell how much.
 *
 * @param autocorrelation r at the lags 1 to {@value #LAGS}; NaN where no two samples are that far
 *     apart
 * @param ofWhiteNoise rho at these lags
 * @param bound 1.96 sqrt(W[i][i] / n): r - rho stays within it in 95 of 100 cases of white noise
 * @param statistic Q; NaN if the series is too short or the filter took nothing away
 * @param critical what Q stays below in 95 of 100 cases of white noise
 * @see <a href="https://doi.org/10.1093/biomet/65.2.297">Ljung, Box: On a measure of lack of fit in
 *     time series models, 1978</a>
 * @see <a href="https://doi.org/10.1214/aoms/1177728786">Box: Some theorems on quadratic forms, I,
 *     1954</a>
 */
public record ResidualWhiteness(
    double[] autocorrelation,
    double[] ofWhiteNoise,
    double[] bound,
    double statistic,
    double critical) {

  /** The lags compared. */
  public static final int LAGS = 10;

  private static final double TWO_SIDED = 1.96;
  private static final double ONE_SIDED = 1.645;

  /** Copies the arrays. */
  public ResidualWhiteness {
    autocorrelation = autocorrelation.clone();
    ofWhiteNoise = ofWhiteNoise.clone();
    bound = bound.clone();
  }

  /**
   * Compares a residual with white noise.
   *
   * @param autocorrelation r at the lags 1 to {@value #LAGS}, as {@link SeriesAutocorrelation} has
   *     it; NaN where it is not known
   * @param whiteAutocovariance the autocovariance at lag 0, 1, ... that white noise of any variance
   *     would have in the residual: of one filter {@link #whiteAutocovariance}, of several the sum
   *     over the samples
   * @param samples how many samples the residual has
   * @throws IllegalArgumentException unless there are {@value #LAGS} lags and a variance
   */
  public static ResidualWhiteness of(
      double[] autocorrelation, double[] whiteAutocovariance, long samples) {
    if (autocorrelation.length != LAGS || whiteAutocovariance.length == 0) {
      throw new IllegalArgumentException(
          "autocorrelation must have %d lags and whiteAutocovariance at least 1, but they have %d and %d"
              .formatted(LAGS, autocorrelation.length, whiteAutocovariance.length));
    }
    double[] r = autocorrelation;
    double[] rho = new double[whiteAutocovariance.length];
    for (int k = 0; k < rho.length; k++) {
      rho[k] = whiteAutocovariance[k] / whiteAutocovariance[0];
    }
    double[] expected = new double[LAGS];
    double[] bound = new double[LAGS];
    double[] variance = new double[LAGS];
    double statistic = 0;
    for (int i = 0; i < LAGS; i++) {
      expected[i] = at(rho, i + 1);
      variance[i] = bartlett(rho, i + 1, i + 1);
      bound[i] = TWO_SIDED * Math.sqrt(variance[i] / samples);
      double excess = r[i] - expected[i];
      statistic += samples * excess * excess / variance[i];
    }
    double squares = 0;
    for (int i = 0; i < LAGS; i++) {
      for (int j = 0; j < LAGS; j++) {
        double covariance = bartlett(rho, i + 1, j + 1);
        squares += covariance * covariance / (variance[i] * variance[j]);
      }
    }
    double scale = squares / LAGS;
    return new ResidualWhiteness(r, expected, bound, statistic, scale * chiSquare(LAGS / scale));
  }

  /** What chi-square stays below in 95 of 100 cases, by Wilson and Hilferty's formula of 1931. */
  private static double chiSquare(double freedom) {
    double spread = 2 / (9 * freedom);
    double root = 1 - spread + ONE_SIDED * Math.sqrt(spread);
    return freedom * root * root * root;
  }

  /**
   * What white noise of variance 1 has as the autocovariance at the lags 0 to K - 1 once a filter
   * has been taken from it: the sums of d(m) d(m - lag) with d = 1 - g.
   *
   * @param taps g, K entries
   * @param centre the index of the tap that weighs the sample itself
   */
  public static double[] whiteAutocovariance(double[] taps, int centre) {
    double[] kept = new double[taps.length];
    for (int k = 0; k < taps.length; k++) {
      kept[k] = (k == centre ? 1 : 0) - taps[k];
    }
    double[] sums = new double[taps.length];
    for (int lag = 0; lag < kept.length; lag++) {
      double sum = 0;
      for (int k = lag; k < kept.length; k++) {
        sum += kept[k] * kept[k - lag];
      }
      sums[lag] = sum;
    }
    return sums;
  }

  /** Whether Q is below what white noise stays below; false also if Q is NaN. */
  public boolean looksWhite() {
    return statistic <= critical;
  }

  @Override
  public double[] autocorrelation() {
    return autocorrelation.clone();
  }

  @Override
  public double[] ofWhiteNoise() {
    return ofWhiteNoise.clone();
  }

  @Override
  public double[] bound() {
    return bound.clone();
  }

  private static double bartlett(double[] rho, int i, int j) {
    double sum = 0;
    for (int m = 1; m < rho.length + LAGS; m++) {
      double a = at(rho, m + i) + at(rho, m - i) - 2 * at(rho, i) * at(rho, m);
      double b = at(rho, m + j) + at(rho, m - j) - 2 * at(rho, j) * at(rho, m);
      sum += a * b;
    }
    return sum;
  }

  private static double at(double[] rho, int lag) {
    int distance = Math.abs(lag);
    return distance < rho.length ? rho[distance] : 0;
  }
}
