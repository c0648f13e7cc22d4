/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;

/**
 * How far the covariance S of d = 16 successive first differences of a signal is from that of a
 * model, by the Gaussian likelihood, with the derivatives that a search needs.
 *
 * <pre>
 *   Sigma(theta) = v (sum over i of exp(theta_i) C_i + exp(theta_q) N(r1, r2) + 1e-9 I)
 *   f(theta)     = ln det Sigma + tr(Sigma^-1 S) - ln det S - d        0 if Sigma = S, else above
 *   df/dtheta_a  = tr(Sigma^-1 (I - S Sigma^-1) dSigma_a)
 *   F_ab         = tr(Sigma^-1 dSigma_a Sigma^-1 dSigma_b)             (Fisher information)
 * </pre>
 *
 * <p>v = tr(S) / d. The C_i are what the differences of a signal may be made of, all Toeplitz: a
 * random walk, its increments white or correlated; slow waves; and, where a rough signal is
 * allowed, a first-order autoregression of .9. N are the differences of noise of variance 1 with
 * the partial autocorrelations r1 = tanh(theta_q+1) and r2 = tanh(theta_q+2); a model of fewer
 * {@code orders} has 0 for the rest. All but theta is without a unit.
 */
final class DifferenceLikelihood {

  /** d. */
  static final int SIZE = 16;

  private static final double RIDGE = 1e-9;
  private static final double STEP = 1e-6;
  private static final double[][] SMOOTH = smooth();
  private static final double[][] ROUGH = rough();

  private final double[][] sample;
  private final double logDeterminant;
  private final double scale;
  private final double[][] signal;
  private final int orders;
  private final int length;
  private final double[][] parts;
  private final SymmetricMatrix model = new SymmetricMatrix(SIZE);
  private final double[][][] products;
  final double[] gradient;
  final double[][] information;

  /**
   * A likelihood.
   *
   * @param sample S, positive definite
   * @param roughSignal whether the autoregression of .9 is taken as signal
   * @param orders how many partial autocorrelations the noise has: 0, 1 or 2
   */
  DifferenceLikelihood(double[][] sample, boolean roughSignal, int orders) {
    this.sample = sample;
    SymmetricMatrix factor = new SymmetricMatrix(SIZE);
    this.logDeterminant = factor.invert(sample) ? factor.logDeterminant() : Double.NaN;
    double trace = 0;
    for (int i = 0; i < SIZE; i++) {
      trace += sample[i][i];
    }
    this.scale = trace / SIZE;
    this.signal = roughSignal ? ROUGH : SMOOTH;
    this.orders = orders;
    this.length = signal.length + 1 + orders;
    this.parts = new double[length][SIZE];
    this.products = new double[length][SIZE][SIZE];
    this.gradient = new double[length];
    this.information = new double[length][length];
  }

  private static double[][] smooth() {
    double[] frequencies = {0, 0.01, 0.02, 0.03};
    double[][] parts = new double[2 + frequencies.length][SIZE];
    parts[0][0] = 1;
    for (int k = 0; k < SIZE; k++) {
      parts[1][k] = Math.pow(0.9, k);
      for (int i = 0; i < frequencies.length; i++) {
        double spread = Math.exp(-k * k / (2 * 64.0 * 64.0)); // a wave that keeps its phase for 64
        parts[2 + i][k] = Math.cos(2 * Math.PI * frequencies[i] * k) * spread;
      }
    }
    return parts;
  }

  private static double[][] rough() {
    double[][] parts = Arrays.copyOf(SMOOTH, SMOOTH.length + 1);
    parts[SMOOTH.length] = new double[SIZE];
    differences(autocorrelation(0.9, 0, SIZE + 1), 1, parts[SMOOTH.length]);
    return parts;
  }

  /**
   * The autocorrelation of the second-order autoregression with these partial autocorrelations:
   * rho(0) = 1, rho(1) = r1, rho(k) = r1 (1 - r2) rho(k-1) + r2 rho(k-2).
   */
  static double[] autocorrelation(double r1, double r2, int lags) {
    double[] rho = new double[lags];
    rho[0] = 1;
    if (lags > 1) {
      rho[1] = r1;
    }
    for (int k = 2; k < lags; k++) {
      rho[k] = r1 * (1 - r2) * rho[k - 1] + r2 * rho[k - 2];
    }
    return rho;
  }

  /** The autocovariance of first differences, 2 r(k) - r(k-1) - r(k+1), times a factor. */
  private static void differences(double[] r, double factor, double[] target) {
    for (int k = 0; k < SIZE; k++) {
      target[k] = factor * (2 * r[k] - r[Math.abs(k - 1)] - r[k + 1]);
    }
  }

  /** The number of parameters theta. */
  int length() {
    return length;
  }

  /** Where theta_q, the logarithm of the noise variance in units of v, stands. */
  int noiseIndex() {
    return signal.length;
  }

  /** The variance of the noise at theta. */
  double variance(double[] theta) {
    return scale * Math.exp(theta[noiseIndex()]);
  }

  /** The variance of the white and the correlated increments of the signal at theta. */
  double roughIncrements(double[] theta) {
    return scale * (Math.exp(theta[0]) + Math.exp(theta[1]));
  }

  /** r1 and r2 at theta. */
  double[] partialAutocorrelations(double[] theta) {
    double[] partial = new double[2];
    for (int i = 0; i < orders; i++) {
      partial[i] = Math.tanh(theta[noiseIndex() + 1 + i]);
    }
    return partial;
  }

  /** f(theta); infinite where Sigma is not positive definite, NaN where S is not. */
  double value(double[] theta) {
    int noise = noiseIndex();
    double[] sum = new double[SIZE];
    sum[0] = scale * RIDGE;
    for (int i = 0; i < noise; i++) {
      add(i, signal[i], scale * Math.exp(theta[i]), sum);
    }
    double[] partial = partialAutocorrelations(theta);
    double variance = variance(theta);
    double[] differences = new double[SIZE];
    differences(autocorrelation(partial[0], partial[1], SIZE + 1), 1, differences);
    add(noise, differences, variance, sum);
    for (int i = 0; i < orders; i++) {
      double[] moved = partial.clone();
      moved[i] = Math.tanh(theta[noise + 1 + i] + STEP);
      double[] part = parts[noise + 1 + i];
      differences(autocorrelation(moved[0], moved[1], SIZE + 1), 1, part);
      for (int k = 0; k < SIZE; k++) {
        part[k] = variance * (part[k] - differences[k]) / STEP;
      }
    }
    return model.invertToeplitz(sum)
        ? model.logDeterminant() + model.traceOfInverseTimes(sample) - logDeterminant - SIZE
        : Double.POSITIVE_INFINITY;
  }

  private void add(int index, double[] sequence, double factor, double[] sum) {
    for (int k = 0; k < SIZE; k++) {
      parts[index][k] = factor * sequence[k];
      sum[k] += parts[index][k];
    }
  }

  /** Fills {@link #gradient} and {@link #information} for the theta of the last value. */
  void differentiate() {
    double[][] inverse = model.inverse();
    double[][] fitted = SymmetricMatrix.product(inverse, sample);
    for (int a = 0; a < length; a++) {
      SymmetricMatrix.timesToeplitz(inverse, parts[a], products[a]);
      double sum = 0;
      for (int i = 0; i < SIZE; i++) {
        sum += products[a][i][i];
        for (int j = 0; j < SIZE; j++) {
          sum -= fitted[i][j] * products[a][j][i];
        }
      }
      gradient[a] = sum;
      for (int b = 0; b <= a; b++) {
        information[a][b] = SymmetricMatrix.traceOfProduct(products[a], products[b]);
        information[b][a] = information[a][b];
      }
    }
  }
}
