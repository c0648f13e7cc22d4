/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.convolution.InteriorConvolution;

/**
 * The products of one run of complete rows a..b, with its centred samples y(a-K+1)..y(b). Of use
 * until the thread makes the next one, as those of a thread have one array for the samples.
 */
final class LagProducts {

  /** No longer array is kept. */
  private static final int LONGEST = 1 << 14;

  private static final ThreadLocal<double[]> SAMPLES = ThreadLocal.withInitial(() -> new double[0]);

  private final int taps;
  private final double[] y;
  private final int samples;
  private final int rows;

  private LagProducts(int taps, double[] y, int samples) {
    this.taps = taps;
    this.y = y;
    this.samples = samples;
    this.rows = samples - (taps - 1);
  }

  static LagProducts ofRun(double[] values, int first, int last, int taps, double centre) {
    int oldest = first - taps + 1;
    int samples = last - oldest + 1;
    double[] y = SAMPLES.get();
    if (y.length < samples) {
      y = new double[samples];
      if (samples <= LONGEST) {
        SAMPLES.set(y);
      }
    }
    // Copied first, as HotSpot makes vector instructions of a loop over one array by itself.
    System.arraycopy(values, oldest, y, 0, samples);
    for (int k = 0; k < samples; k++) {
      y[k] -= centre;
    }
    return new LagProducts(taps, y, samples);
  }

  /** Adds G[0][j] for j = 0..K-1. */
  void addFirstRow(double[] row) {
    InteriorConvolution.addLagProducts(y, taps - 1, y, rows, taps, row);
  }

  /** Writes y(a-1-i) for i = 0..K-2, then y(b-i). */
  void copyEdges(double[] edges, int at) {
    for (int i = 0; i < taps - 1; i++) {
      edges[at + i] = y[taps - 2 - i];
      edges[at + taps - 1 + i] = y[samples - 1 - i];
    }
  }

  /** Adds p[j] for j = 0..K-1, then t2, then the sum of the newest inputs. */
  void addTargets(double[] targets, int from, double centre, double[] cross) {
    double[] t = new double[rows];
    double squares = 0;
    double sum = 0;
    for (int k = 0; k < t.length; k++) {
      t[k] = targets[from + k] - centre;
      squares += t[k] * t[k];
      sum += y[taps - 1 + k];
    }
    InteriorConvolution.addLagProducts(t, 0, y, rows, taps, cross);
    cross[taps] += squares;
    cross[taps + 1] += sum;
  }
}
