/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

/**
 * The unit-sum kernel as a softmax over the offsets.
 *
 * <p>With l(m) = -u^2/2, la = [dl/dmu, dl/dsigma] = [u/sigma, u^2/sigma] and c = la - E[la], where
 * E weighs by g: dg = g c and d2g_ab = g (c_a c_b + l_ab - E[l_ab] - Cov(la_a, la_b)).
 *
 * <p>Everything is taken relative to the tap p nearest to the mean. The differences la(m) - la(p)
 * are products of exact small numbers, so the derivatives keep their digits where one tap holds
 * nearly all the weight and both terms of la - E[la] would be nearly equal.
 */
final class UnitSumKernel {

  /** The index that leaves no tap out. */
  static final int NO_TAP = -1;

  private UnitSumKernel() {}

  /** The taps, that with the index {@code without} being zero. */
  static void taps(double mean, double deviation, int lookahead, int without, double[] g) {
    int nearest = nearest(mean, lookahead, without, g.length);
    double sum = 0;
    for (int k = 0; k < g.length; k++) {
      g[k] = k == without ? 0 : Math.exp(-halfSquareGap(k, nearest, mean, deviation, lookahead));
      sum += g[k];
    }
    for (int k = 0; k < g.length; k++) {
      g[k] /= sum;
    }
  }

  static void derivatives(double mean, double deviation, int without, KernelDerivatives out) {
    double[] g = out.taps();
    int lookahead = out.support().lookahead();
    taps(mean, deviation, lookahead, without, g);
    int nearest = nearest(mean, lookahead, without, g.length);
    // Relative to the nearest tap p, with d = m - p and a = u(m)^2 - u(p)^2:
    // la_mu = d / sigma^2, la_sigma = a / sigma, l_mu_sigma = -2 d / sigma^3,
    // l_sigma_sigma = -3 a / sigma^2; l_mu_mu is the same for all taps and drops out.
    // Sums go outwards from p in pairs, so that a symmetric kernel has odd moments of exactly zero.
    double meanD = 0;
    double meanA = 0;
    for (int j = 1; j < g.length; j++) {
      double right = at(g, nearest + j);
      double left = at(g, nearest - j);
      meanD += j * (right - left);
      meanA +=
          weighted(right, squareGap(nearest + j, nearest, mean, deviation, lookahead))
              + weighted(left, squareGap(nearest - j, nearest, mean, deviation, lookahead));
    }
    double varD = g[nearest] * meanD * meanD;
    double varA = g[nearest] * meanA * meanA;
    double covDA = g[nearest] * meanD * meanA;
    for (int j = 1; j < g.length; j++) {
      double right = at(g, nearest + j);
      double left = at(g, nearest - j);
      double dRight = j - meanD;
      double dLeft = -j - meanD;
      double aRight = squareGap(nearest + j, nearest, mean, deviation, lookahead) - meanA;
      double aLeft = squareGap(nearest - j, nearest, mean, deviation, lookahead) - meanA;
      varD += right * dRight * dRight + left * dLeft * dLeft;
      varA += weighted(right, aRight * aRight) + weighted(left, aLeft * aLeft);
      covDA += weighted(right, dRight * aRight) + weighted(left, dLeft * aLeft);
    }
    for (int k = 0; k < g.length; k++) {
      if (g[k] == 0) {
        out.clear(k);
        continue;
      }
      double d = k - nearest - meanD;
      double a = squareGap(k, nearest, mean, deviation, lookahead) - meanA;
      double weight = g[k];
      out.dMean()[k] = perVariance(weight * d, deviation);
      out.dStandardDeviation()[k] = weight * a / deviation;
      out.dOffset()[k] = -perVariance(weight * (k - lookahead - mean), deviation);
      out.dMeanMean()[k] = perVariance(perVariance(weight * (d * d - varD), deviation), deviation);
      out.dMeanStandardDeviation()[k] =
          perVariance(weight * (d * a - covDA - 2 * d), deviation) / deviation;
      out.dStandardDeviationTwice()[k] = perVariance(weight * (a * a - varA - 3 * a), deviation);
    }
  }

  /** The weight at an index, which is zero outside the support. */
  private static double at(double[] g, int index) {
    return index >= 0 && index < g.length ? g[index] : 0;
  }

  /** weight x value, where a weight of zero wins over a value that overflowed. */
  private static double weighted(double weight, double value) {
    return weight == 0 ? 0 : weight * value;
  }

  /** value / sigma^2 in two steps: the square of a small sigma would be zero, and 0 / 0 is NaN. */
  static double perVariance(double value, double deviation) {
    return value / deviation / deviation;
  }

  /** The index of the tap nearest to the mean, which has the largest weight. */
  static int nearest(double mean, int lookahead, int count) {
    double index = Math.rint(mean + lookahead);
    return (int) Math.max(0, Math.min(count - 1.0, index));
  }

  /** The same with one tap left out: one of its neighbours in its place. */
  private static int nearest(double mean, int lookahead, int without, int count) {
    int nearest = nearest(mean, lookahead, count);
    if (nearest != without) {
      return nearest;
    }
    boolean later = without + 1 < count && (mean >= without - lookahead || without == 0);
    return later ? without + 1 : without - 1;
  }

  private static double halfSquareGap(
      int k, int nearest, double mean, double deviation, int lookahead) {
    return 0.5 * squareGap(k, nearest, mean, deviation, lookahead);
  }

  /**
   * u(k)^2 - u(p)^2 = 2 (k - p)((k + p)/2 - mu) / sigma^2, at least 0; 0 and not NaN on a tie. The
   * middle of two taps is exact, so this has one rounding where the mean lies near it.
   */
  static double squareGap(int k, int nearest, double mean, double deviation, int lookahead) {
    double difference = k - nearest;
    double fromMean = 0.5 * (k + nearest) - lookahead - mean;
    if (difference == 0 || fromMean == 0) {
      return 0;
    }
    return Math.max(0, difference / deviation * (2 * (fromMean / deviation)));
  }
}
