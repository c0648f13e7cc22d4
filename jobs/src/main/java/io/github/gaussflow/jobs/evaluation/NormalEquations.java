/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import java.util.Optional;

/** Solves A x = b for a symmetric positive definite A by Cholesky's decomposition. */
final class NormalEquations {

  private NormalEquations() {}

  /**
   * The solution x; empty if A is not positive definite, as far as doubles can tell.
   *
   * @param matrix A row after row, of which the lower triangle is read
   * @param right b
   */
  static Optional<double[]> solve(double[] matrix, double[] right) {
    int size = right.length;
    double[] lower = matrix.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i * size + j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i * size + k] * lower[j * size + k];
        }
        if (i == j && !(sum > 1e-14 * matrix[i * size + i])) {
          return Optional.empty();
        }
        lower[i * size + j] = i == j ? Math.sqrt(sum) : sum / lower[j * size + j];
      }
    }
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i * size + k] * x[k];
      }
      x[i] /= lower[i * size + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= lower[k * size + i] * x[k];
      }
      x[i] /= lower[i * size + i];
    }
    return Optional.of(x);
  }
}
