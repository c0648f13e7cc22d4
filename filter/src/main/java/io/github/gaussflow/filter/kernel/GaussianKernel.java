/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

/**
 * The three Gaussian kernels. With u = (m - mu) / sigma:
 *
 * <ul>
 *   <li>{@link #SCALED}: g = exp(-u^2/2) / (sigma sqrt(2 pi)), equation (44) of the paper;
 *   <li>{@link #UNSCALED}: g = exp(-u^2/2), equation (54);
 *   <li>{@link #UNIT_SUM}: the unscaled kernel divided by the sum of its taps, a softmax. It leaves
 *       a constant signal unchanged, whatever the support cuts off, and is the one that is learned.
 * </ul>
 *
 * <p>Mean, standard deviation and offsets are in sample periods. Derivatives are with respect to
 * mu, sigma and m; those of the unit-sum kernel include its normaliser, except dg/dm, where the
 * normaliser does not depend on m. Taps too small for a double are zero, and so are their
 * derivatives. No parameters give NaN; where sigma is so small that a derivative exceeds the range
 * of a double, it is infinite.
 */
public enum GaussianKernel implements Kernel {
  /** Equation (44): the Gaussian density at the offsets. Its taps sum to one only in the limit. */
  SCALED {
    @Override
    void fillTaps(double mean, double deviation, int lookahead, double[] g) {
      double scale = 1 / (deviation * SQRT_TWO_PI);
      for (int k = 0; k < g.length; k++) {
        g[k] = product(scale, density(k - lookahead - mean, deviation));
      }
    }

    @Override
    void fillDerivatives(double mean, double deviation, KernelDerivatives out) {
      int lookahead = out.support().lookahead();
      double scale = 1 / (deviation * SQRT_TWO_PI);
      for (int k = 0; k < out.taps().length; k++) {
        double g = product(scale, density(k - lookahead - mean, deviation));
        if (g == 0) {
          out.clear(k);
          continue;
        }
        double u = ratio(k - lookahead - mean, deviation);
        double perDeviation = g / deviation;
        double square = u * u;
        out.taps()[k] = g;
        out.dMean()[k] = product(perDeviation, u); // (51)
        out.dStandardDeviation()[k] = product(perDeviation, square - 1); // (48)
        out.dOffset()[k] = -product(perDeviation, u); // (53)
        double perVariance = perDeviation / deviation;
        out.dMeanMean()[k] = product(perVariance, square - 1);
        out.dMeanStandardDeviation()[k] = product(perVariance, u * (square - 3));
        out.dStandardDeviationTwice()[k] = product(perVariance, square * (square - 5) + 2);
      }
    }
  },

  /** Equation (54): the exponential alone, one at its mean. */
  UNSCALED {
    @Override
    void fillTaps(double mean, double deviation, int lookahead, double[] g) {
      for (int k = 0; k < g.length; k++) {
        g[k] = density(k - lookahead - mean, deviation);
      }
    }

    @Override
    void fillDerivatives(double mean, double deviation, KernelDerivatives out) {
      int lookahead = out.support().lookahead();
      for (int k = 0; k < out.taps().length; k++) {
        double g = density(k - lookahead - mean, deviation);
        if (g == 0) {
          out.clear(k);
          continue;
        }
        double u = ratio(k - lookahead - mean, deviation);
        double perDeviation = g / deviation;
        double square = u * u;
        out.taps()[k] = g;
        out.dMean()[k] = product(perDeviation, u); // (62)
        out.dStandardDeviation()[k] = product(perDeviation, square); // (59)
        out.dOffset()[k] = -product(perDeviation, u); // (64)
        double perVariance = perDeviation / deviation;
        out.dMeanMean()[k] = product(perVariance, square - 1);
        out.dMeanStandardDeviation()[k] = product(perVariance, u * (square - 2));
        out.dStandardDeviationTwice()[k] = product(perVariance, square * (square - 3));
      }
    }
  },

  /** The unscaled kernel divided by the sum of its taps. */
  UNIT_SUM {
    @Override
    void fillTaps(double mean, double deviation, int lookahead, double[] g) {
      UnitSumKernel.taps(mean, deviation, lookahead, UnitSumKernel.NO_TAP, g);
    }

    @Override
    void fillDerivatives(double mean, double deviation, KernelDerivatives out) {
      UnitSumKernel.derivatives(mean, deviation, UnitSumKernel.NO_TAP, out);
    }
  };

  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  @Override
  public final void taps(GaussianParameters parameters, KernelSupport support, double[] taps) {
    support.requireTaps("taps", taps);
    fillTaps(parameters.mean(), parameters.standardDeviation(), support.lookahead(), taps);
  }

  @Override
  public final void derivatives(GaussianParameters parameters, KernelDerivatives out) {
    fillDerivatives(parameters.mean(), parameters.standardDeviation(), out);
  }

  abstract void fillTaps(double mean, double deviation, int lookahead, double[] g);

  abstract void fillDerivatives(double mean, double deviation, KernelDerivatives out);

  /** exp(-u^2/2). */
  private static double density(double distance, double deviation) {
    double u = ratio(distance, deviation);
    return Math.exp(-0.5 * u * u);
  }

  /** distance / deviation; an exact zero stays zero. */
  private static double ratio(double distance, double deviation) {
    return distance == 0 ? 0 : distance / deviation;
  }

  /** a b, where an exact zero wins over a factor that overflowed: at the mean u is exactly zero. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}
