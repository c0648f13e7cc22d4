/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * Equation (65) for long kernels, by overlap-save: the products of the discrete Fourier transforms
 * of the taps and of blocks of N samples, of which N - K + 1 outputs each are kept. An output takes
 * of the order of log N operations instead of K.
 *
 * <p>Each output differs from that of {@link InteriorConvolution} by at most 1e-12 of the largest
 * |x| of its block times the sum of all |g|. By how much depends on the block, so this is for whole
 * series only: the streaming filter must give the same bits wherever a series is cut. A block in
 * which an output is not finite is computed directly, so that NaN and infinity do not spread beyond
 * the support.
 *
 * <p>Holds the transform of the taps and the blocks being worked on, so it belongs to one thread at
 * a time. Nothing is allocated after construction.
 */
public final class OverlapSave {

  /** Shorter kernels are faster directly, with the Vector API and eight lanes. */
  private static final int LEAST_TAPS = 512;

  private final KernelSupport support;
  private final double[] taps;

  /** N - K + 1. */
  private final int step;

  /** Real and imaginary parts. */
  private final double[][] response;

  /** Two blocks of samples, one as the real and one as the imaginary part. */
  private final double[][] blocks;

  private OverlapSave(double[] taps, KernelSupport support, int size) {
    this.support = support;
    this.taps = taps.clone();
    this.step = size - taps.length + 1;
    this.response = new double[2][size];
    this.blocks = new double[2][size];
    System.arraycopy(taps, 0, response[0], 0, taps.length);
    transform(response, TransformType.FORWARD);
  }

  /**
   * Whether it is the faster way.
   *
   * @param taps K
   * @param outputs how many outputs are computed in one go
   */
  public static boolean pays(int taps, int outputs) {
    return taps >= LEAST_TAPS && outputs >= 2 * taps;
  }

  /**
   * A filter for runs of a length.
   *
   * @param taps g(m), K entries
   * @param outputs the usual length of a run, at least 1; others are allowed
   * @throws IllegalArgumentException if the taps are not K
   */
  public static OverlapSave of(double[] taps, KernelSupport support, int outputs) {
    InteriorConvolution.requireTaps("taps", taps, support);
    // Blocks of four kernels were fastest, unless two shorter ones hold all outputs.
    long enough = Math.min(4L * taps.length, taps.length + (outputs + 1) / 2);
    int size = Integer.highestOneBit((int) enough - 1) << 1;
    return new OverlapSave(taps, support, Math.max(2, size));
  }

  /**
   * Writes out[outFrom + n - from] = O(n) for n in [from, to), as {@link
   * InteriorConvolution#convolve} does.
   *
   * @param x the samples; those from {@code from - R} up to {@code to - 1 + L} are read
   * @param out the outputs; those not written stay as they are
   * @throws IllegalArgumentException if a sample or output of the run does not lie in its array
   */
  public void convolve(double[] x, int from, int to, double[] out, int outFrom) {
    InteriorConvolution.requireRun(x, from, to, support);
    InteriorConvolution.requireRange("out", out, outFrom, outFrom + (to - from));
    for (int n = from; n < to; n += 2 * step) {
      int middle = Math.min(to, n + step);
      int end = Math.min(to, middle + step);
      load(x, n, middle, blocks[0]);
      load(x, middle, end, blocks[1]);
      transform(blocks, TransformType.FORWARD);
      multiply(blocks, response);
      transform(blocks, TransformType.INVERSE);
      if (isFinite(blocks[0], middle - n) && isFinite(blocks[1], end - middle)) {
        System.arraycopy(blocks[0], taps.length - 1, out, outFrom + (n - from), middle - n);
        System.arraycopy(blocks[1], taps.length - 1, out, outFrom + (middle - from), end - middle);
      } else {
        InteriorConvolution.convolve(x, n, end, taps, support, out, outFrom + (n - from));
      }
    }
  }

  /** The inputs of the outputs [from, to), oldest first, then zeros. */
  private void load(double[] x, int from, int to, double[] block) {
    int count = to > from ? to - from + taps.length - 1 : 0;
    System.arraycopy(x, from - support.lookback(), block, 0, count);
    Arrays.fill(block, count, block.length, 0);
  }

  private static void transform(double[][] numbers, TransformType type) {
    FastFourierTransformer.transformInPlace(numbers, DftNormalization.STANDARD, type);
  }

  private static void multiply(double[][] numbers, double[][] by) {
    double[] real = numbers[0];
    double[] imaginary = numbers[1];
    for (int i = 0; i < real.length; i++) {
      double product = real[i] * by[0][i] - imaginary[i] * by[1][i];
      imaginary[i] = real[i] * by[1][i] + imaginary[i] * by[0][i];
      real[i] = product;
    }
  }

  private boolean isFinite(double[] block, int outputs) {
    for (int i = 0; i < outputs; i++) {
      if (!Double.isFinite(block[taps.length - 1 + i])) {
        return false;
      }
    }
    return true;
  }
}
