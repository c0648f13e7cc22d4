/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

/** Plain Java, four taps a pass: each output is loaded and stored once for four products. */
final class PlainConvolution implements Convolution {

  /** Samples worked on at a time, so that they and their outputs stay in the first-level cache. */
  private static final int BLOCK = 512;

  @Override
  public void add(double[] x, int newest, double[] taps, double[] out, int first, int count) {
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      addBlock(x, newest + from, taps, out, first + from, length);
    }
  }

  private static void addBlock(
      double[] x, int newest, double[] taps, double[] out, int first, int count) {
    int k = 0;
    for (; k + 4 <= taps.length; k += 4) {
      double t0 = taps[k];
      double t1 = taps[k + 1];
      double t2 = taps[k + 2];
      double t3 = taps[k + 3];
      int at = newest - k;
      for (int j = 0; j < count; j++) {
        out[first + j] +=
            t0 * x[at + j] + t1 * x[at + j - 1] + t2 * x[at + j - 2] + t3 * x[at + j - 3];
      }
    }
    for (; k < taps.length; k++) {
      double t = taps[k];
      int at = newest - k;
      for (int j = 0; j < count; j++) {
        out[first + j] += t * x[at + j];
      }
    }
  }

  @Override
  public void addTapGradient(
      double[] x, int newest, double[] outputGradient, int first, int count, double[] tapGradient) {
    // Sums of blocks also lose fewer digits than one long sum.
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      addBlockTapGradient(x, newest + from, outputGradient, first + from, length, tapGradient);
    }
  }

  private static void addBlockTapGradient(
      double[] x, int newest, double[] outputGradient, int first, int count, double[] tapGradient) {
    int k = 0;
    for (; k + 4 <= tapGradient.length; k += 4) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int at = newest - k;
      for (int j = 0; j < count; j++) {
        double g = outputGradient[first + j];
        s0 += g * x[at + j];
        s1 += g * x[at + j - 1];
        s2 += g * x[at + j - 2];
        s3 += g * x[at + j - 3];
      }
      tapGradient[k] += s0;
      tapGradient[k + 1] += s1;
      tapGradient[k + 2] += s2;
      tapGradient[k + 3] += s3;
    }
    for (; k < tapGradient.length; k++) {
      double s = 0;
      int at = newest - k;
      for (int j = 0; j < count; j++) {
        s += outputGradient[first + j] * x[at + j];
      }
      tapGradient[k] += s;
    }
  }
}
