/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

/**
 * Plain Java, four taps a pass: each output is loaded and stored once for four products. Many
 * outputs of many taps are left to {@link ColumnConvolution}.
 */
final class PlainConvolution implements Convolution {

  /** Outputs worked on at a time, so that they and their inputs stay in the first-level cache. */
  private static final int BLOCK = 512;

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void add(double[] x, int newest, double[] taps, double[] out, int first, int count) {
    int from = 0;
    if (ColumnConvolution.pays(taps.length, count)) {
      from = ColumnConvolution.add(x, newest, taps, out, first, count);
    }
    for (; from < count; from += BLOCK) {
      addBlock(x, newest + from, taps, out, first + from, Math.min(BLOCK, count - from));
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
  public void addProducts(
      double[] x, int newest, double[] z, int first, int count, double[] sums, int lags) {
    int k = 0;
    // Eight sums a pass: one sum alone would wait for each of its additions.
    for (; k + 8 <= lags; k += 8) {
      addEight(x, newest - k, z, first, count, sums, k);
    }
    if (k + 4 <= lags) {
      addFour(x, newest - k, z, first, count, sums, k);
      k += 4;
    }
    for (; k < lags; k++) {
      double s = 0;
      int at = newest - k;
      for (int j = 0; j < count; j++) {
        s += z[first + j] * x[at + j];
      }
      sums[k] += s;
    }
  }

  @Override
  public void addGram(double[] y, int before, int end, double[] row, int lags, double[] gram) {
    int at = lags;
    for (int i = 0; i < lags - 1; i++) {
      double first = y[before + i];
      double last = y[end + i];
      int count = lags - 1 - i;
      for (int d = 0; d < count; d++) {
        double entry = row[d] + (first * y[before + i + d] - last * y[end + i + d]);
        row[d] = entry;
        gram[at + d] += entry;
      }
      at += count;
    }
  }

  private static void addEight(
      double[] x, int at, double[] z, int first, int count, double[] sums, int k) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int j = 0; j < count; j++) {
      double factor = z[first + j];
      s0 += factor * x[at + j];
      s1 += factor * x[at + j - 1];
      s2 += factor * x[at + j - 2];
      s3 += factor * x[at + j - 3];
      s4 += factor * x[at + j - 4];
      s5 += factor * x[at + j - 5];
      s6 += factor * x[at + j - 6];
      s7 += factor * x[at + j - 7];
    }
    sums[k] += s0;
    sums[k + 1] += s1;
    sums[k + 2] += s2;
    sums[k + 3] += s3;
    sums[k + 4] += s4;
    sums[k + 5] += s5;
    sums[k + 6] += s6;
    sums[k + 7] += s7;
  }

  private static void addFour(
      double[] x, int at, double[] z, int first, int count, double[] sums, int k) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int j = 0; j < count; j++) {
      double factor = z[first + j];
      s0 += factor * x[at + j];
      s1 += factor * x[at + j - 1];
      s2 += factor * x[at + j - 2];
      s3 += factor * x[at + j - 3];
    }
    sums[k] += s0;
    sums[k + 1] += s1;
    sums[k + 2] += s2;
    sums[k + 3] += s3;
  }
}
