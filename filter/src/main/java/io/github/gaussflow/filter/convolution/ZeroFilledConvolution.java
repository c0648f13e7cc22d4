/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import io.github.gaussflow.filter.kernel.KernelSupport;

/**
 * Equation (65) for one sample, with zero for samples that are absent: what the paper does at its
 * borders, for samples that are missing as well. For kernels whose taps do not have the sum one;
 * the unit-sum kernel is renormalised instead.
 */
public final class ZeroFilledConvolution {

  private ZeroFilledConvolution() {}

  /**
   * O(n) = sum of x(n - m) g(m) over the offsets m whose sample exists and is not NaN.
   *
   * @param x the samples, NaN where one is missing
   * @param from the index of the first sample that exists
   * @param to the index after the last sample that exists
   * @param n the index of the sample to filter, in [from, to)
   * @param taps g(m), K entries
   * @return the filtered sample; NaN if x(n) is missing, which is not invented
   * @throws IllegalArgumentException if the range does not lie in the array, n not in the range, or
   *     the taps are not K
   */
  public static double filter(
      double[] x, int from, int to, int n, double[] taps, KernelSupport support) {
    if (from < 0 || to > x.length || n < from || n >= to) {
      throw new IllegalArgumentException(
          "n must lie in [from, to) and that in x, but n is %d, from is %d, to is %d, x has %d"
              .formatted(n, from, to, x.length));
    }
    InteriorConvolution.requireTaps("taps", taps, support);
    if (Double.isNaN(x[n])) {
      return Double.NaN;
    }
    int newest = n + support.lookahead();
    int end = Math.min(taps.length, newest - from + 1);
    double sum = 0;
    for (int k = Math.max(0, newest - to + 1); k < end; k++) {
      if (!Double.isNaN(x[newest - k])) {
        sum += taps[k] * x[newest - k];
      }
    }
    return sum;
  }
}
