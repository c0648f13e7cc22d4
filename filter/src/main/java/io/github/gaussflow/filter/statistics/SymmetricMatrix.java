/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;

/** The inverse and the determinant of a small positive definite matrix, by Cholesky's factor. */
final class SymmetricMatrix {

  private final int size;
  private final double[][] factor;
  private final double[][] inverse;
  private double logDeterminant;

  SymmetricMatrix(int size) {
    this.size = size;
    this.factor = new double[size][size];
    this.inverse = new double[size][size];
  }

  /** Inverts the matrix; false, and nothing more, if it is not positive definite or not finite. */
  boolean invert(double[][] matrix) {
    for (int i = 0; i < size; i++) {
      System.arraycopy(matrix[i], 0, factor[i], 0, i + 1);
    }
    return invert();
  }

  /** Inverts the matrix whose entry i, j is {@code sequence[|i-j|]}. */
  boolean invertToeplitz(double[] sequence) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        factor[i][j] = sequence[i - j];
      }
    }
    return invert();
  }

  private boolean invert() {
    double sumOfLogs = 0;
    for (int j = 0; j < size; j++) {
      double[] pivot = factor[j];
      for (int i = j; i < size; i++) {
        double[] row = factor[i];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * pivot[k];
        }
        if (i > j) {
          row[j] = sum / pivot[j];
        } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
          pivot[j] = Math.sqrt(sum);
          sumOfLogs += Math.log(sum);
        } else {
          return false;
        }
      }
    }
    logDeterminant = sumOfLogs;
    for (int column = 0; column < size; column++) {
      solve(column);
    }
    return true;
  }

  /** The column of the inverse, from its diagonal on; the rest by symmetry. */
  private void solve(int column) {
    double[] x = inverse[column];
    for (int i = column; i < size; i++) {
      double sum = i == column ? 1 : 0;
      for (int k = column; k < i; k++) {
        sum -= factor[i][k] * x[k];
      }
      x[i] = sum / factor[i][i];
    }
    for (int i = size - 1; i >= column; i--) {
      double sum = x[i];
      for (int k = i + 1; k < size; k++) {
        sum -= factor[k][i] * x[k];
      }
      x[i] = sum / factor[i][i];
      inverse[i][column] = x[i];
    }
  }

  /** ln det of the matrix inverted last. */
  double logDeterminant() {
    return logDeterminant;
  }

  /** The inverse found last; a view. */
  double[][] inverse() {
    return inverse;
  }

  /** tr(inverse B), B symmetric. */
  double traceOfInverseTimes(double[][] symmetric) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        sum += inverse[i][j] * symmetric[i][j];
      }
    }
    return sum;
  }

  static double[][] product(double[][] a, double[][] b) {
    int n = a.length;
    double[][] result = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = a[i][k];
        for (int j = 0; j < n; j++) {
          result[i][j] += factor * b[k][j];
        }
      }
    }
    return result;
  }

  /**
   * A T into a matrix, T having {@code sequence[|i-j|]} at i, j.
   *
   * <p>A row of the result at once, as its entries do not wait for each other; each is summed up in
   * the order of k.
   */
  static void timesToeplitz(double[][] a, double[] sequence, double[][] result) {
    int n = a.length;
    double[] mirrored = new double[2 * n - 1]; // row k of T begins at n - 1 - k
    for (int k = 0; k < n; k++) {
      mirrored[n - 1 + k] = sequence[k];
      mirrored[n - 1 - k] = sequence[k];
    }
    for (int i = 0; i < n; i++) {
      double[] row = result[i];
      Arrays.fill(row, 0);
      for (int k = 0; k < n; k++) {
        double factor = a[i][k];
        int at = n - 1 - k;
        for (int j = 0; j < n; j++) {
          row[j] += factor * mirrored[at + j];
        }
      }
    }
  }

  /** tr(A B). */
  static double traceOfProduct(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += a[i][j] * b[j][i];
      }
    }
    return sum;
  }
}
