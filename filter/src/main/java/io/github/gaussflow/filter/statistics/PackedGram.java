/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

/** The upper triangle of a symmetric K x K matrix, row after row: K (K + 1) / 2 numbers. */
final class PackedGram {

  private PackedGram() {}

  static int length(int order) {
    return order * (order + 1) / 2;
  }

  /** Where the row i starts, with its diagonal entry. */
  static int rowStart(int i, int order) {
    return i * order - i * (i - 1) / 2;
  }

  /** Where the entry (i, j) is, in either order of the indices. */
  static int index(int i, int j, int order) {
    return i <= j ? rowStart(i, order) + j - i : rowStart(j, order) + i - j;
  }

  /** Subtracts s s' / count. */
  static void subtractOuter(double[] gram, double[] s, double count) {
    int order = s.length;
    int k = 0;
    for (int i = 0; i < order; i++) {
      double scaled = s[i] / count;
      for (int j = i; j < order; j++) {
        gram[k++] -= scaled * s[j];
      }
    }
  }
}
