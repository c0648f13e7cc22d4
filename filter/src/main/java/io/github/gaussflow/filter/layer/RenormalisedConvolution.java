/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.RenormalisedTaps;
import java.util.Arrays;

/**
 * A series of which only the samples that exist and are not NaN count.
 *
 * <p>Runs of samples whose inputs are all present go through the fast convolution, the others one
 * by one through the renormalised taps.
 */
final class RenormalisedConvolution implements SeriesConvolution {

  private final FilterTaps filter;
  private final RenormalisedTaps renormalised;
  private final int samples;

  /** The sum S of all taps, and its derivatives by mu and sigma. */
  private final double sum;

  private final double sumByMean;
  private final double sumByDeviation;

  /** 0, or the order of the derivative and what it is multiplied by, 1 / period^order. */
  private final int order;

  private final double factor;

  private final double[] tapGradient;

  /**
   * @param unitSum whether the taps of {@code filter} have the sum one, or are those of a
   *     derivative
   */
  RenormalisedConvolution(
      FilterTaps filter,
      RenormalisedTaps renormalised,
      boolean unitSum,
      int samples,
      int order,
      double period) {
    this.filter = filter;
    this.renormalised = renormalised;
    this.samples = samples;
    this.order = order;
    this.factor = 1 / Math.pow(period, order);
    // Exactly one, where rounding would make it one to 16 digits.
    this.sum = unitSum ? 1 : Arrays.stream(filter.taps()).sum();
    this.sumByMean = unitSum ? 0 : Arrays.stream(filter.dMean()).sum();
    this.sumByDeviation = unitSum ? 0 : Arrays.stream(filter.dStandardDeviation()).sum();
    this.tapGradient = new double[filter.support().taps()];
  }

  @Override
  public void forward(double[] x, int at, double[] out) {
    int n = 0;
    while (n < samples) {
      int end = endOfPresent(x, at, n);
      if (end > n) {
        InteriorConvolution.convolve(
            x, at + n, at + end, filter.taps(), filter.support(), out, at + n);
        n = end;
      } else {
        double smoothed = renormalised.filter(x, at, at + samples, at + n);
        out[at + n] = order == 0 ? sum * smoothed : derivative(x, at + n, smoothed);
        n++;
      }
    }
  }

  /** The derivative at a sample where the renormalised taps are; NaN if there is none. */
  private double derivative(double[] x, int n, double smoothed) {
    if (Double.isNaN(x[n]) || !differentiate()) {
      return Double.NaN;
    }
    double[] taps = renormalised.taps();
    int newest = n + filter.support().lookahead();
    double derivative = 0;
    for (int k = 0; k < taps.length; k++) {
      if (taps[k] != 0) {
        // The taps sum to zero; without the mean fewer digits cancel.
        derivative += taps[k] * (x[newest - k] - smoothed);
      }
    }
    return derivative;
  }

  /** Makes the renormalised taps with their derivatives those of this filter's order. */
  private boolean differentiate() {
    renormalised.differentiate();
    return order == 0
        || LocalPolynomial.differentiate(
            order,
            factor,
            renormalised.taps(),
            renormalised.dMean(),
            renormalised.dStandardDeviation());
  }

  @Override
  public void backward(
      double[] x, int at, double[] outputGradient, double[] inputGradient, double[] gradient) {
    Arrays.fill(tapGradient, 0);
    int n = 0;
    while (n < samples) {
      int end = endOfPresent(x, at, n);
      if (end > n) {
        int from = at + n;
        int to = at + end;
        InteriorConvolution.addGradients(
            x,
            from,
            to,
            outputGradient,
            from,
            filter.reversed(),
            filter.support(),
            tapGradient,
            inputGradient);
        n = end;
      } else {
        if (!Double.isNaN(x[at + n])) {
          addRenormalised(x, at, n, outputGradient[at + n], inputGradient, gradient);
        }
        n++;
      }
    }
    filter.addGradient(tapGradient, gradient);
  }

  private void addRenormalised(
      double[] x, int at, int n, double outputGradient, double[] inputGradient, double[] gradient) {
    double mean = renormalised.filter(x, at, at + samples, at + n);
    if (!differentiate()) {
      return;
    }
    double byMean = 0;
    double byDeviation = 0;
    int newest = at + n + filter.support().lookahead();
    for (int k = 0; k < tapGradient.length; k++) {
      double weight = renormalised.taps()[k];
      if (weight != 0) {
        // The derivatives of the weights sum to zero; without the mean fewer digits cancel.
        double centred = x[newest - k] - mean;
        byMean += renormalised.dMean()[k] * centred;
        byDeviation += renormalised.dStandardDeviation()[k] * centred;
        inputGradient[newest - k] += outputGradient * sum * weight;
      }
    }
    gradient[0] += outputGradient * (sum * byMean + sumByMean * mean);
    gradient[1] += outputGradient * (sum * byDeviation + sumByDeviation * mean);
  }

  /** The end of the run of samples from n on that have all their inputs; n if n has not. */
  private int endOfPresent(double[] x, int at, int n) {
    int lookahead = filter.support().lookahead();
    int lookback = filter.support().lookback();
    if (n < lookback || n >= samples - lookahead) {
      return n;
    }
    for (int i = n + lookahead; i >= n - lookback; i--) {
      if (Double.isNaN(x[at + i])) {
        return n;
      }
    }
    int end = n + 1;
    while (end < samples - lookahead && !Double.isNaN(x[at + end + lookahead])) {
      end++;
    }
    return end;
  }
}
