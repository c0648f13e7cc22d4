/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.convolution.InteriorConvolution;

/** The products of one run of complete rows a..b, with its centred samples y(a-K+1)..y(b). */
final class LagProducts {

  private final int taps;
  private final double[] y;
  private final int rows;

  private LagProducts(int taps, double[] y) {
    this.taps = taps;
    this.y = y;
    this.rows = y.length - (taps - 1);
  }

  static LagProducts ofRun(double[] values, int first, int last, int taps, double centre) {
    int oldest = first - taps + 1;
    double[] y = new double[last - oldest + 1];
    for (int k = 0; k < y.length; k++) {
      y[k] = values[oldest + k] - centre;
    }
    return new LagProducts(taps, y);
  }

  /** Adds G[0][j] for j = 0..K-1. */
  void addFirstRow(double[] row) {
    InteriorConvolution.addLagProducts(y, taps - 1, y, rows, taps, row);
  }

  /** Writes y(a-1-i) for i = 0..K-2, then y(b-i). */
  void copyEdges(double[] edges, int at) {
    for (int i = 0; i < taps - 1; i++) {
      edges[at + i] = y[taps - 2 - i];
      edges[at + taps - 1 + i] = y[y.length - 1 - i];
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
