/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;

/**
 * The parameters of a {@link DifferenceLikelihood} that fit best from a start, by damped Fisher
 * scoring: (F + lambda diag(F + .001)) step = -gradient, lambda an eighth after a step that lowers
 * the divergence and four times after one that does not.
 */
final class DifferenceFit {

  private static final int STEPS = 40;
  private static final int TRIES = 8;
  private static final double TOLERANCE = 1e-5;
  private static final double LONGEST_STEP = 1.5;
  private static final double LEAST_LOGARITHM = -16;
  private static final double MOST_LOGARITHM = 2;
  private static final double MOST_ARCTANH = 1.8;
  private static final double RIDGE = 1e-6;

  /** f, the divergence of the model from the sample. */
  final double divergence;

  /** Where it is reached. */
  final double[] theta;

  /** The variance of the noise there. */
  final double variance;

  /** The variance there of the increments of the signal, white and correlated; no slow waves. */
  final double roughIncrements;

  /** The partial autocorrelations of the noise there. */
  final double[] partial;

  /** sqrt of the entry of F^-1 that belongs to the logarithm of the variance of the noise. */
  final double uncertainty;

  private DifferenceFit(DifferenceLikelihood likelihood, double[] theta, double divergence) {
    this.theta = theta;
    this.divergence = divergence;
    this.variance = likelihood.variance(theta);
    this.roughIncrements = likelihood.roughIncrements(theta);
    this.partial = likelihood.partialAutocorrelations(theta);
    this.uncertainty = uncertainty(likelihood);
  }

  /** Searches from a start, which is not changed. */
  static DifferenceFit of(DifferenceLikelihood likelihood, double... start) {
    double[] theta = start.clone();
    double value = likelihood.value(theta);
    likelihood.differentiate();
    double lambda = 1e-3;
    for (int step = 0; step < STEPS && Double.isFinite(value); step++) {
      double[] next = null;
      double nextValue = Double.NaN;
      for (int attempt = 0; attempt < TRIES; attempt++) {
        next = stepped(likelihood, theta, lambda);
        nextValue = likelihood.value(next);
        if (nextValue < value) {
          break;
        }
        lambda = Math.max(4 * lambda, 1e-6);
      }
      if (!(nextValue < value)) {
        break;
      }
      double gain = value - nextValue;
      theta = next;
      value = nextValue;
      likelihood.differentiate();
      lambda = Math.max(lambda / 8, 1e-9);
      if (gain < TOLERANCE) {
        break;
      }
    }
    return new DifferenceFit(likelihood, theta, value);
  }

  /** The better of two. */
  DifferenceFit orBetter(DifferenceFit other) {
    return other.divergence < divergence ? other : this;
  }

  private static double[] stepped(DifferenceLikelihood likelihood, double[] theta, double lambda) {
    int length = theta.length;
    SymmetricMatrix system = new SymmetricMatrix(length);
    double[][] matrix = new double[length][];
    for (int a = 0; a < length; a++) {
      matrix[a] = likelihood.information[a].clone();
      matrix[a][a] += lambda * (matrix[a][a] + 1e-3);
    }
    double[] next = theta.clone();
    if (!system.invert(matrix)) {
      return next;
    }
    for (int a = 0; a < length; a++) {
      double step = 0;
      for (int b = 0; b < length; b++) {
        step -= system.inverse()[a][b] * likelihood.gradient[b];
      }
      next[a] += clip(step, -LONGEST_STEP, LONGEST_STEP);
      next[a] =
          a <= likelihood.noiseIndex()
              ? clip(next[a], LEAST_LOGARITHM, MOST_LOGARITHM)
              : clip(next[a], -MOST_ARCTANH, MOST_ARCTANH);
    }
    return next;
  }

  private static double clip(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }

  private static double uncertainty(DifferenceLikelihood likelihood) {
    int length = likelihood.length();
    double[][] matrix = new double[length][];
    for (int a = 0; a < length; a++) {
      matrix[a] = Arrays.copyOf(likelihood.information[a], length);
      matrix[a][a] += RIDGE;
    }
    SymmetricMatrix inverse = new SymmetricMatrix(length);
    int noise = likelihood.noiseIndex();
    return inverse.invert(matrix) ? Math.sqrt(inverse.inverse()[noise][noise]) : Double.NaN;
  }
}
