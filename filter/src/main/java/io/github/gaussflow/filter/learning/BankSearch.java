/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The search for a bank of signed Gaussians, starting from the best single one.
 *
 * <p>The cost is quadratic in the weights, so for given Gaussians the best weights that sum to one
 * solve a small linear system. All sets of 2 to 4 out of 25 widths, spaced evenly in their
 * logarithm, are tried, with all means at 0 and with all at the mean of the single Gaussian: with B
 * the taps of the 25, everything follows from B G B' and B p. Weights are at most 20 in magnitude.
 * Two Gaussians tend to be best infinitely near to each other with infinite opposite weights, a
 * derivative by sigma; the limit costs less than 0.02 dB and keeps the digits.
 *
 * <p>A bank with one Gaussian more must lower the cost by more than 25 C / n, C the chance variance
 * of the noise and n the weight of the statistics. With 9.2, the 1 % point of chi-square for two
 * parameters, 0.2 dB were lost on a slow temperature, where one Gaussian is enough: the set is the
 * best of hundreds. With 25 nothing is lost there, and little elsewhere.
 *
 * <p>A bank whose {@link PromisedError} is not credible is not taken: without this, negative
 * correlation on a gyroscope's y axis made taps that multiplied the noise by two (0.043 rad/s, one
 * Gaussian 0.0036).
 *
 * <p>Newton on the parameters of the set that was found gained nothing (0.01 dB at most).
 */
final class BankSearch {

  /** As many as a bank may have. */
  static final int MOST = 4;

  private static final int WIDTHS = 25;
  private static final double WORTH = 25;
  private static final double LARGEST_WEIGHT = 20;
  private static final double SMALLEST_PIVOT = 1e-10;

  private final KernelSupport support;
  private final Kernel kernel;
  private final boolean targetIsNoisy;
  private final PromisedError promised;
  private final int kernels;
  private final double anchor;
  private final double[] widths;
  private final double[][] taps;
  private final double[] product;
  private final double[][] quadratic;
  private final double[] linear;
  private final int[] chosen = new int[MOST];
  private final double[] right = new double[MOST];
  private final double[][] system = new double[MOST][MOST];
  private final Found[] found = new Found[MOST + 1];

  /** The best set of one size. */
  private static final class Found {
    final int[] chosen = new int[MOST];
    final double[] weights = new double[MOST];
    double mean;
    double cost;
  }

  BankSearch(KernelSupport support, Objective objective, ParameterBounds bounds, int kernels) {
    this.support = support;
    this.kernel = objective.kernel();
    this.targetIsNoisy = objective.targetIsNoisy();
    this.promised = new PromisedError(objective);
    this.anchor = bounds.clipMean(0);
    this.widths = bounds.deviations(WIDTHS);
    this.kernels = Math.min(kernels, widths.length);
    this.taps = new double[widths.length][support.taps()];
    this.product = new double[support.taps()];
    this.quadratic = new double[widths.length][widths.length];
    this.linear = new double[widths.length];
    for (int size = 2; size <= MOST; size++) {
      found[size] = new Found();
    }
  }

  /**
   * The best bank.
   *
   * @param single the best single Gaussian with its cost
   */
  GaussianBank search(QuadraticCost cost, NoiseModel noise, double weight, Candidate single) {
    GaussianBank best = GaussianBank.of(new GaussianParameters(single.mean, single.deviation));
    if (kernels == 1) {
      return best;
    }
    for (int size = 2; size <= kernels; size++) {
      found[size].cost = Double.POSITIVE_INFINITY;
    }
    tryMean(cost, anchor);
    if (single.mean != anchor) {
      tryMean(cost, single.mean);
    }
    double chance = targetIsNoisy ? single.cost : noise.chanceVariance();
    double value = single.cost;
    for (int size = 2; size <= kernels; size++) {
      if (value - found[size].cost > WORTH * chance / weight) {
        GaussianBank bank = bank(size);
        bank.taps(support, product);
        if (promised.isCredible(found[size].cost, product, noise)) {
          best = bank;
          value = found[size].cost;
        }
      }
    }
    return best;
  }

  private GaussianBank bank(int size) {
    Found set = found[size];
    List<GaussianBank.Component> components = new ArrayList<>(size);
    for (int k = 0; k < size; k++) {
      GaussianParameters parameters = new GaussianParameters(set.mean, widths[set.chosen[k]]);
      components.add(new GaussianBank.Component(set.weights[k], parameters));
    }
    return new GaussianBank(components);
  }

  private void tryMean(QuadraticCost cost, double mean) {
    for (int i = 0; i < widths.length; i++) {
      kernel.taps(new GaussianParameters(mean, widths[i]), support, taps[i]);
    }
    for (int i = 0; i < widths.length; i++) {
      cost.multiply(taps[i], product);
      linear[i] = cost.cross(taps[i]);
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < product.length; k++) {
          sum += product[k] * taps[j][k];
        }
        quadratic[i][j] = sum;
        quadratic[j][i] = sum;
      }
    }
    choose(0, 0, cost.constant(), mean);
  }

  /** Tries every set that goes on from those chosen with widths from an index on. */
  private void choose(int size, int from, double constant, double mean) {
    for (int next = from; next < widths.length; next++) {
      chosen[size] = next;
      if (size > 0) {
        judge(size + 1, constant, mean);
      }
      if (size + 1 < kernels) {
        choose(size + 1, next + 1, constant, mean);
      }
    }
  }

  /**
   * Solves for the weights of all but the first, v: with D their taps less those of the first, D G
   * D' v = D (p - G g_0). The cost is then that of the first less the right side times v.
   */
  private void judge(int size, double constant, double mean) {
    int first = chosen[0];
    int unknowns = size - 1;
    double[] rowFirst = quadratic[first];
    for (int i = 0; i < unknowns; i++) {
      int a = chosen[i + 1];
      right[i] = linear[a] - linear[first] - (rowFirst[a] - rowFirst[first]);
      for (int j = 0; j <= i; j++) {
        int b = chosen[j + 1];
        system[i][j] = quadratic[a][b] - rowFirst[a] - (rowFirst[b] - rowFirst[first]);
      }
    }
    double gain = 0;
    // Cholesky: below a pivot of rounding the set is as good as a smaller one.
    for (int i = 0; i < unknowns; i++) {
      for (int j = 0; j < i; j++) {
        double sum = system[i][j];
        for (int k = 0; k < j; k++) {
          sum -= system[i][k] * system[j][k];
        }
        system[i][j] = sum / system[j][j];
      }
      double pivot = system[i][i];
      double side = right[i];
      for (int k = 0; k < i; k++) {
        pivot -= system[i][k] * system[i][k];
        side -= system[i][k] * right[k];
      }
      if (!(pivot > SMALLEST_PIVOT * rowFirst[first])) {
        return;
      }
      system[i][i] = Math.sqrt(pivot);
      right[i] = side / system[i][i];
      gain += right[i] * right[i];
    }
    double value = rowFirst[first] - 2 * linear[first] + constant - gain;
    if (value < found[size].cost && solve(unknowns)) {
      Found set = found[size];
      set.cost = value;
      set.mean = mean;
      System.arraycopy(chosen, 0, set.chosen, 0, size);
      double sum = 0;
      for (int i = 0; i < unknowns; i++) {
        set.weights[i + 1] = right[i];
        sum += right[i];
      }
      set.weights[0] = 1 - sum;
    }
  }

  /** Back substitution; whether all weights are within their limit. */
  private boolean solve(int unknowns) {
    double sum = 0;
    boolean small = true;
    for (int i = unknowns - 1; i >= 0; i--) {
      for (int k = i + 1; k < unknowns; k++) {
        right[i] -= system[k][i] * right[k];
      }
      right[i] /= system[i][i];
      sum += right[i];
      small &= Math.abs(right[i]) <= LARGEST_WEIGHT;
    }
    return small && Math.abs(1 - sum) <= LARGEST_WEIGHT;
  }
}
