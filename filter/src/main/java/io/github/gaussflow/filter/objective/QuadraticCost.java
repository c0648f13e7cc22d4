/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Arrays;

/**
 * The cost of the taps g, J(g) = g'Gg - 2 p'g + t2, with its derivatives with respect to the
 * parameters of a Gaussian kernel. G (K x K), p (K) and t2 are means over the rows, in the square
 * of the sensor's unit; an {@link Objective} sets them.
 *
 * <p>With q = 2 (Gg - p) and dg the derivatives of the taps by theta = (mu, rho), rho = ln sigma:
 *
 * <pre>
 *   gradient = dg q      Hessian = 2 dg G dg' + d2g q
 *   dg/drho = sigma dg/dsigma      d2g/drho2 = sigma^2 d2g/dsigma2 + sigma dg/dsigma
 * </pre>
 *
 * <p>Empty statistics and NaN give NaN. A buffer, set many times without allocation; not
 * thread-safe.
 */
public final class QuadraticCost {

  private final KernelSupport support;
  private final int taps;
  private final double[] gram;
  private final double[] cross;
  private final double[] rows;
  private final double[] rowsOfMean;
  private final double[] rowsOfDeviation;
  private double constant;

  /** A cost that is zero until an objective sets it. */
  public QuadraticCost(KernelSupport support) {
    this.support = support;
    this.taps = support.taps();
    this.gram = new double[taps * taps];
    this.cross = new double[taps];
    this.rows = new double[taps];
    this.rowsOfMean = new double[taps];
    this.rowsOfDeviation = new double[taps];
  }

  /** The kernel support of the taps. */
  public KernelSupport support() {
    return support;
  }

  /** G[L][L], the mean square of the centred signal: what a cost is compared with. */
  public double power() {
    return gram[support.centre() * taps + support.centre()];
  }

  /** t2, the mean square of the target: the cost of taps that are all zero. */
  public double constant() {
    return constant;
  }

  /**
   * Fills {@code product} with G g.
   *
   * @throws IllegalArgumentException if there is another number of taps
   */
  public void multiply(double[] g, double[] product) {
    requireTaps(g.length);
    requireTaps(product.length);
    for (int i = 0; i < taps; i++) {
      double row = 0;
      for (int j = 0; j < taps; j++) {
        row += gram[i * taps + j] * g[j];
      }
      product[i] = row;
    }
  }

  /**
   * p'g, the mean product of output and target.
   *
   * @throws IllegalArgumentException if there is another number of taps
   */
  public double cross(double[] g) {
    requireTaps(g.length);
    double sum = 0;
    for (int i = 0; i < taps; i++) {
      sum += cross[i] * g[i];
    }
    return sum;
  }

  /** The target is that of the statistics. */
  void setTarget(LagStatistics statistics) {
    statistics.meanGram(gram);
    for (int i = 0; i < taps; i++) {
      cross[i] = statistics.cross(i) / statistics.weight();
    }
    constant = statistics.targetSquares() / statistics.weight();
  }

  /** The target is the sample itself, less the noise it has in common with the output. */
  void setOwnSample(LagStatistics statistics, NoiseModel noise) {
    statistics.meanGram(gram);
    int centre = support.centre();
    System.arraycopy(gram, centre * taps, cross, 0, taps);
    for (int i = 0; i < taps; i++) {
      cross[i] -= noise.autocovariance(i - centre);
    }
    constant = power() - noise.variance();
  }

  /** The target is the newest sample of the row, the inputs are those from {@code horizon} on. */
  void setLaterSample(LagStatistics statistics, int horizon) {
    if (statistics.support().taps() != taps + horizon) {
      throw new IllegalArgumentException(
          "statistics must be of %d lagged samples, taps and horizon, but are of %d"
              .formatted(taps + horizon, statistics.support().taps()));
    }
    double weight = statistics.weight();
    for (int i = 0; i < taps; i++) {
      for (int j = i; j < taps; j++) {
        double mean = statistics.gram(horizon + i, horizon + j) / weight;
        gram[i * taps + j] = mean;
        gram[j * taps + i] = mean;
      }
      cross[i] = statistics.gram(0, horizon + i) / weight;
    }
    constant = statistics.gram(0, 0) / weight;
  }

  /**
   * J(g).
   *
   * @param g K taps
   * @throws IllegalArgumentException if there is another number of taps
   */
  public double value(double[] g) {
    requireTaps(g.length);
    // All rows at once, entry by entry of G, which is symmetric: a row by itself would be one long
    // chain of sums. Each sum is formed in the same order.
    Arrays.fill(rows, 0);
    for (int j = 1; j < taps; j++) {
      double factor = g[j];
      int at = j * taps;
      for (int i = 0; i < j; i++) {
        rows[i] += gram[at + i] * factor;
      }
    }
    double quadratic = 0;
    double linear = 0;
    for (int i = 0; i < taps; i++) {
      double weight = g[i];
      if (weight == 0) {
        continue; // the tails of a narrow kernel
      }
      quadratic += weight * (2 * rows[i] + weight * gram[i * taps + i]);
      linear += weight * cross[i];
    }
    return quadratic - 2 * linear + constant;
  }

  /**
   * J with its gradient and Hessian by (mu, rho).
   *
   * @param kernel the taps and their derivatives at the parameters
   * @param deviation sigma at the parameters
   * @param out receives the result
   * @throws IllegalArgumentException if the kernel has another number of taps
   */
  public void derivatives(KernelDerivatives kernel, double deviation, CostDerivatives out) {
    double[] g = kernel.taps();
    requireTaps(g.length);
    double[] dm = kernel.dMean();
    double[] ds = kernel.dStandardDeviation();
    double mean = 0;
    double scale = 0;
    double meanMean = 0;
    double meanScale = 0;
    double scaleTwice = 0;
    multiplyAll(g, dm, ds);
    for (int i = 0; i < taps; i++) {
      double rowDm = rowsOfMean[i];
      double rowDs = rowsOfDeviation[i];
      double q = 2 * (rows[i] - cross[i]);
      mean += dm[i] * q;
      scale += ds[i] * q;
      meanMean += 2 * dm[i] * rowDm + kernel.dMeanMean()[i] * q;
      meanScale += 2 * dm[i] * rowDs + kernel.dMeanStandardDeviation()[i] * q;
      scaleTwice += 2 * ds[i] * rowDs + kernel.dStandardDeviationTwice()[i] * q;
    }
    out.value = value(g);
    out.mean = mean;
    out.logDeviation = deviation * scale;
    out.meanMean = meanMean;
    out.meanLogDeviation = deviation * meanScale;
    out.logDeviationTwice = deviation * (deviation * scaleTwice + scale);
  }

  /** G times each of the three, entry by entry of G as in {@link #value}. */
  private void multiplyAll(double[] g, double[] dm, double[] ds) {
    Arrays.fill(rows, 0);
    Arrays.fill(rowsOfMean, 0);
    Arrays.fill(rowsOfDeviation, 0);
    for (int j = 0; j < taps; j++) {
      double factor = g[j];
      double factorOfMean = dm[j];
      double factorOfDeviation = ds[j];
      int at = j * taps;
      for (int i = 0; i < taps; i++) {
        double entry = gram[at + i];
        rows[i] += entry * factor;
        rowsOfMean[i] += entry * factorOfMean;
        rowsOfDeviation[i] += entry * factorOfDeviation;
      }
    }
  }

  private void requireTaps(int count) {
    if (count != taps) {
      throw new IllegalArgumentException(
          "taps must be %d, as in the statistics, but are %d".formatted(taps, count));
    }
  }
}
