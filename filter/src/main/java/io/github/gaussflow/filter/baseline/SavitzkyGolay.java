/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * Fits a polynomial to the samples around each one by least squares and takes its value there:
 *
 * <pre>
 *   O(n) = q(0), q of degree d with least sum over m of (x(n - m) - q(-m))^2, m = -L..R
 * </pre>
 *
 * <p>over the samples present. Where they are no more than the degree, as at the ends of a short
 * series, the degree is one less than they are. Usual default: 11 samples, five to either side, of
 * degree 3, the example of SciPy and MATLAB; the window moves back where less lookahead is allowed.
 *
 * <p>Away from the ends and from missing samples the outputs are those of SciPy's {@code
 * savgol_filter}. At the ends, SciPy's default extends the polynomial of the last whole window;
 * here the polynomial is fitted to what the window still holds.
 *
 * @see <a href="https://doi.org/10.1021/ac60214a047">Savitzky, Golay: Smoothing and differentiation
 *     of data by simplified least squares procedures, 1964</a>
 */
public final class SavitzkyGolay implements BaselineFilter {

  private final KernelSupport support;
  private final int degree;
  private final double[] taps;

  private SavitzkyGolay(KernelSupport support, int degree) {
    this.support = support;
    this.degree = degree;
    boolean[] all = new boolean[support.taps()];
    Arrays.fill(all, true);
    this.taps = weights(all);
  }

  /**
   * A filter of one window and degree.
   *
   * @param support L later and R earlier samples
   * @param degree d of the polynomial, at least 0 and below the number of taps
   * @throws IllegalArgumentException if the degree is outside
   */
  public static SavitzkyGolay of(KernelSupport support, int degree) {
    if (degree < 0 || degree >= support.taps()) {
      throw new IllegalArgumentException(
          "degree must be at least 0 and below the number of taps, %d, but is %d"
              .formatted(support.taps(), degree));
    }
    return new SavitzkyGolay(support, degree);
  }

  @Override
  public double[] filter(double[] samples) {
    double[] filtered = new double[samples.length];
    boolean[] present = new boolean[support.taps()];
    for (int n = 0; n < samples.length; n++) {
      if (Double.isNaN(samples[n])) {
        filtered[n] = Double.NaN;
        continue;
      }
      boolean whole = true;
      for (int k = 0; k < present.length; k++) {
        int at = n - support.offset(k);
        present[k] = at >= 0 && at < samples.length && !Double.isNaN(samples[at]);
        whole &= present[k];
      }
      double[] weights = whole ? taps : weights(present);
      double sum = 0;
      for (int k = 0; k < present.length; k++) {
        if (present[k]) {
          sum += weights[k] * (samples[n - support.offset(k)] - samples[n]);
        }
      }
      filtered[n] = samples[n] + sum;
    }
    return filtered;
  }

  /**
   * The weights sum over j of p_j(0) p_j(m), p_j the polynomials that are orthonormal on the
   * offsets present. Each is the one before times the offset, less its parts along all others.
   */
  private double[] weights(boolean[] present) {
    int count = present.length;
    int samples = 0;
    for (boolean one : present) {
      samples += one ? 1 : 0;
    }
    double[] weights = new double[count];
    double[][] basis = new double[Math.min(degree + 1, samples)][];
    double reach = Math.max(1, Math.max(support.lookahead(), support.lookback()));
    for (int j = 0; j < basis.length; j++) {
      double[] next = new double[count];
      for (int k = 0; k < count; k++) {
        double before = j == 0 ? 1 : basis[j - 1][k] * support.offset(k) / reach;
        next[k] = present[k] ? before : 0;
      }
      // Twice: the first pass leaves what rounding made of the parts.
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < j; i++) {
          double part = dot(next, basis[i]);
          for (int k = 0; k < count; k++) {
            next[k] -= part * basis[i][k];
          }
        }
      }
      double norm = Math.sqrt(dot(next, next));
      for (int k = 0; k < count; k++) {
        next[k] /= norm;
      }
      basis[j] = next;
      double atCentre = next[support.centre()];
      for (int k = 0; k < count; k++) {
        weights[k] += atCentre * next[k];
      }
    }
    return weights;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
