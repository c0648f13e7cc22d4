/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * Equation (65), O(n) = sum over m = -L..R of x(n - m) g(m), and its gradients, for a run of
 * samples n whose inputs x(n - R)..x(n + L) all lie in the array.
 *
 * <p>Taps are ordered by their offset m = k - L, k = 0..K-1. NaN and infinity spread as arithmetic
 * has it: to every output within the support. An empty run does nothing. Nothing is allocated. The
 * array that is written must not be one that is read.
 */
public final class InteriorConvolution {

  private static final Convolution CONVOLUTION = Vectorization.current().convolution();

  /**
   * Outputs whose gradients are added at a time, so that they stay in the first-level cache. Of the
   * tap gradient each block is summed by itself; short sums lose fewer digits.
   */
  private static final int BLOCK = 512;

  private InteriorConvolution() {}

  /**
   * Writes out[outFrom + n - from] = O(n) for n in [from, to).
   *
   * @param x the samples; those from {@code from - R} up to {@code to - 1 + L} are read
   * @param taps g(m), K entries
   * @param out the outputs; those not written stay as they are
   * @throws IllegalArgumentException if the taps are not K, or a sample or output of the run does
   *     not lie in its array
   */
  public static void convolve(
      double[] x,
      int from,
      int to,
      double[] taps,
      KernelSupport support,
      double[] out,
      int outFrom) {
    requireRun(x, from, to, support);
    requireTaps("taps", taps, support);
    requireRange("out", out, outFrom, outFrom + (to - from));
    Arrays.fill(out, outFrom, outFrom + (to - from), 0);
    CONVOLUTION.add(x, from + support.lookahead(), taps, out, outFrom, to - from);
  }

  /**
   * Adds what the outputs n in [from, to) contribute to both gradients, in one pass over them:
   *
   * <pre>
   * dC/dg(m) = sum over n of dC/dO(n) x(n - m), the sums of (66) and (69) in the other order
   * dC/dx(i) = sum over n of dC/dO(n) g(n - i), equation (79)
   * </pre>
   *
   * <p>The second is the correlation with the taps, which is the convolution with the taps
   * reversed.
   *
   * @param outputGradient dC/dO(n) at {@code gradientFrom + n - from}
   * @param reversedTaps g(R)..g(-L), K entries
   * @param tapGradient dC/dg(m), K entries, added to
   * @param inputGradient dC/dx(i) at i, added to for i from {@code from - R} to {@code to - 1 + L}
   * @throws IllegalArgumentException as {@link #convolve}
   */
  public static void addGradients(
      double[] x,
      int from,
      int to,
      double[] outputGradient,
      int gradientFrom,
      double[] reversedTaps,
      KernelSupport support,
      double[] tapGradient,
      double[] inputGradient) {
    requireRun(x, from, to, support);
    requireRun(inputGradient, from, to, support);
    requireTaps("reversed taps", reversedTaps, support);
    requireTaps("tap gradient", tapGradient, support);
    int count = to - from;
    requireRange("output gradient", outputGradient, gradientFrom, gradientFrom + count);
    for (int j = 0; j < count; j += BLOCK) {
      int length = Math.min(BLOCK, count - j);
      int newest = from + j + support.lookahead();
      int first = gradientFrom + j;
      CONVOLUTION.addProducts(
          x, newest, outputGradient, first, length, tapGradient, tapGradient.length);
      addInputGradient(
          outputGradient, gradientFrom, j, length, count, reversedTaps, inputGradient, newest);
    }
  }

  /**
   * What the outputs from..from+j+length-1 contribute to the inputs of which the newest output that
   * they take part in is one of the last {@code length} of these, or any for the last ones.
   */
  private static void addInputGradient(
      double[] outputGradient,
      int gradientFrom,
      int j,
      int length,
      int count,
      double[] reversedTaps,
      double[] inputGradient,
      int newest) {
    int last = reversedTaps.length - 1;
    // dC/dx(first + i) = sum over k of reversed[k] dC/dO(from + i - k), 0 <= i - k < count.
    int first = newest - j - last;
    int i = j;
    for (; i < Math.min(last, j + length); i++) {
      inputGradient[first + i] += edge(outputGradient, gradientFrom + i, reversedTaps, 0, i);
    }
    if (i < j + length) {
      CONVOLUTION.add(
          outputGradient, gradientFrom + i, reversedTaps, inputGradient, first + i, j + length - i);
    }
    if (j + length == count) {
      for (i = count; i < count + last; i++) {
        inputGradient[first + i] +=
            edge(outputGradient, gradientFrom + i, reversedTaps, i - count + 1, Math.min(i, last));
      }
    }
  }

  /**
   * Adds the products of a series with another at lags of 0 to K-1: sums[k] += sum over r = 0..N-1
   * of z(r) x(r - k), with z(r) at {@code from + r} and x(r) at {@code K - 1 + r}.
   *
   * @param z the other series, which may be x
   * @param from where z(0) is
   * @param x N samples and K - 1 before
   * @param count N
   * @param lags K, at least 1
   * @param sums the first K entries are added to
   * @throws IllegalArgumentException if an array does not have these entries
   */
  public static void addLagProducts(
      double[] z, int from, double[] x, int count, int lags, double[] sums) {
    if (lags < 1) {
      throw new IllegalArgumentException("lags must be at least 1, but is " + lags);
    }
    requireRange("z", z, from, (long) from + count);
    requireRange("x", x, 0, (long) count + lags - 1);
    requireRange("sums", sums, 0, lags);
    CONVOLUTION.addProducts(x, lags - 1, z, from, count, sums, lags);
  }

  /**
   * Adds a symmetric matrix of lagged products, of which the first row is known and how each
   * diagonal goes on: G[i][j] = G[i-1][j-1] + y(before + i - 1) y(before + j - 1) - y(end + i - 1)
   * y(end + j - 1), for 1 <= i <= j < K.
   *
   * @param y K - 1 samples from {@code before} on that come into the products, and as many from
   *     {@code end} on that leave them
   * @param row the first row of K entries; may be overwritten with anything
   * @param lags K, at least 1
   * @param gram the upper triangle that is added to, packed row by row
   * @throws IllegalArgumentException if an array does not have these entries
   */
  public static void addGram(
      double[] y, int before, int end, double[] row, int lags, double[] gram) {
    if (lags < 1) {
      throw new IllegalArgumentException("lags must be at least 1, but is " + lags);
    }
    requireRange("y", y, before, before + lags - 1L);
    requireRange("y", y, end, end + lags - 1L);
    requireRange("row", row, 0, lags);
    requireRange("gram", gram, 0, lags * (lags + 1L) / 2);
    for (int d = 0; d < lags; d++) {
      gram[d] += row[d];
    }
    CONVOLUTION.addGram(y, before, end, row, lags, gram);
  }

  private static double edge(double[] x, int newest, double[] taps, int firstTap, int lastTap) {
    double sum = 0;
    for (int k = firstTap; k <= lastTap; k++) {
      sum += taps[k] * x[newest - k];
    }
    return sum;
  }

  static void requireRun(double[] x, int from, int to, KernelSupport support) {
    if (to < from) {
      throw new IllegalArgumentException(
          "to must be at least from, but from is %d and to is %d".formatted(from, to));
    }
    if (to > from) {
      requireRange("x", x, (long) from - support.lookback(), (long) to + support.lookahead());
    }
  }

  static void requireRange(String name, double[] array, long from, long to) {
    if (from < 0 || to > array.length) {
      throw new IllegalArgumentException(
          "%s must have the entries [%d, %d), but has %d".formatted(name, from, to, array.length));
    }
  }

  static void requireTaps(String name, double[] taps, KernelSupport support) {
    if (taps.length != support.taps()) {
      throw new IllegalArgumentException(
          "%s must have %d entries, one for each tap, but has %d"
              .formatted(name, support.taps(), taps.length));
    }
  }
}
