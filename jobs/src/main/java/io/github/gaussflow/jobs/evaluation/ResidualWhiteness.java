/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import java.util.Arrays;

/**
 * Whether what the learned filter took away looks like what it would take from white noise.
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
record ResidualWhiteness(
    double[] autocorrelation,
    double[] ofWhiteNoise,
    double[] bound,
    double statistic,
    double critical) {

  /** The lags compared. */
  static final int LAGS = 10;

  private static final double TWO_SIDED = 1.96;
  private static final double ONE_SIDED = 1.645;

  /** The residual of a run. */
  static ResidualWhiteness of(SlotSeries series, PrequentialRun run) {
    double[] residual = residual(series, run.output());
    double[] r = autocorrelation(residual);
    double[] rho = new double[run.whiteResidual().length];
    for (int k = 0; k < rho.length; k++) {
      rho[k] = run.whiteResidual()[k] / run.whiteResidual()[0];
    }
    double[] expected = new double[LAGS];
    double[] bound = new double[LAGS];
    double[] variance = new double[LAGS];
    double statistic = 0;
    for (int i = 0; i < LAGS; i++) {
      expected[i] = at(rho, i + 1);
      variance[i] = bartlett(rho, i + 1, i + 1);
      bound[i] = TWO_SIDED * Math.sqrt(variance[i] / series.samples());
      double excess = r[i] - expected[i];
      statistic += series.samples() * excess * excess / variance[i];
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

  static double[] residual(SlotSeries series, double[] output) {
    double[] residual = new double[series.slots()];
    for (int n = 0; n < residual.length; n++) {
      residual[n] = series.values()[n] - output[n];
    }
    return residual;
  }

  /** r at the lags 1 to {@value #LAGS}, from the pairs of which both samples are there. */
  static double[] autocorrelation(double[] residual) {
    double[] present = Arrays.stream(residual).filter(value -> !Double.isNaN(value)).toArray();
    double mean = Arrays.stream(present).average().orElse(Double.NaN);
    double power =
        Arrays.stream(present).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    double[] correlation = new double[LAGS];
    for (int lag = 1; lag <= LAGS; lag++) {
      double sum = 0;
      int pairs = 0;
      for (int n = lag; n < residual.length; n++) {
        double product = (residual[n] - mean) * (residual[n - lag] - mean);
        if (!Double.isNaN(product)) {
          sum += product;
          pairs++;
        }
      }
      correlation[lag - 1] = sum / pairs / power;
    }
    return correlation;
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
