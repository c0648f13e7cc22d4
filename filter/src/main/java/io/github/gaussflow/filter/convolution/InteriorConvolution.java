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

  private static final Convolution CONVOLUTION = new PlainConvolution();

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
   * Adds what the outputs n in [from, to) contribute to dC/dg(m) = sum over n of dC/dO(n) x(n - m):
   * the sums of equations (66) and (69) in the other order.
   *
   * @param outputGradient dC/dO(n) at {@code gradientFrom + n - from}
   * @param tapGradient dC/dg(m), K entries, added to
   * @throws IllegalArgumentException as {@link #convolve}
   */
  public static void addTapGradient(
      double[] x,
      int from,
      int to,
      double[] outputGradient,
      int gradientFrom,
      KernelSupport support,
      double[] tapGradient) {
    requireRun(x, from, to, support);
    requireTaps("tap gradient", tapGradient, support);
    requireRange("output gradient", outputGradient, gradientFrom, gradientFrom + (to - from));
    CONVOLUTION.addTapGradient(
        x, from + support.lookahead(), outputGradient, gradientFrom, to - from, tapGradient);
  }

  /**
   * Adds what the outputs n in [from, to) contribute to dC/dx(i) = sum over n of dC/dO(n) g(n - i),
   * equation (79): the correlation with the taps, which is the convolution with the taps reversed.
   *
   * @param outputGradient dC/dO(n) at {@code gradientFrom + n - from}
   * @param reversedTaps g(R)..g(-L), K entries
   * @param inputGradient dC/dx(i) at i, added to for i from {@code from - R} to {@code to - 1 + L}
   * @throws IllegalArgumentException as {@link #convolve}
   */
  public static void addInputGradient(
      double[] outputGradient,
      int gradientFrom,
      int from,
      int to,
      double[] reversedTaps,
      KernelSupport support,
      double[] inputGradient) {
    requireRun(inputGradient, from, to, support);
    requireTaps("reversed taps", reversedTaps, support);
    int count = to - from;
    requireRange("output gradient", outputGradient, gradientFrom, gradientFrom + count);
    if (count == 0) {
      return;
    }
    int last = reversedTaps.length - 1;
    int first = from - support.lookback();
    // dC/dx(first + i) = sum over k of reversed[k] dC/dO(from + i - k), 0 <= i - k < count.
    int insideFrom = Math.min(last, count);
    for (int i = 0; i < insideFrom; i++) {
      inputGradient[first + i] +=
          edge(outputGradient, gradientFrom + i, reversedTaps, 0, Math.min(i, last));
    }
    if (count > last) {
      CONVOLUTION.add(
          outputGradient,
          gradientFrom + last,
          reversedTaps,
          inputGradient,
          first + last,
          count - last);
    }
    for (int i = count; i < count + last; i++) {
      inputGradient[first + i] +=
          edge(outputGradient, gradientFrom + i, reversedTaps, i - count + 1, Math.min(i, last));
    }
  }

  private static double edge(double[] x, int newest, double[] taps, int firstTap, int lastTap) {
    double sum = 0;
    for (int k = firstTap; k <= lastTap; k++) {
      sum += taps[k] * x[newest - k];
    }
    return sum;
  }

  private static void requireRun(double[] x, int from, int to, KernelSupport support) {
    if (to < from) {
      throw new IllegalArgumentException(
          "to must be at least from, but from is %d and to is %d".formatted(from, to));
    }
    if (to > from) {
      requireRange("x", x, (long) from - support.lookback(), (long) to + support.lookahead());
    }
  }

  private static void requireRange(String name, double[] array, long from, long to) {
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
