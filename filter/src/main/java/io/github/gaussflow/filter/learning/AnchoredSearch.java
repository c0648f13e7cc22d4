/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * The search without a reference: the mean stays at 0 unless moving it pays.
 *
 * <p>Newton in sigma alone starts from the best of 17 widths, and the previous one, at mu = 0. From
 * there, and from the previous parameters if their mean was not 0, Newton moves both. The better
 * result counts only if it lowers the cost by more than 3.84 s2 / n, with s2 the noise variance (of
 * correlated noise its chance variance) and n the weight of the statistics: the gain that a
 * parameter without any effect passes by chance once in twenty times (chi-square with one degree of
 * freedom). A mean taken for less follows the noise, and costs more on the next windows than it
 * promised. Where the target is noisy, the least cost with the mean at 0 takes the place of s2: it
 * is what chance draws from. With 6.6, once in a hundred, sines with a lookahead of 4 come within 5
 * % of the best a window later, the fourth; the most a moved mean was seen to cost against one held
 * at 0 is .02 dB with either.
 *
 * <p>Under correlated noise the {@link PromisedError} must be credible too. A measured model never
 * fits what comes later to the last: without this a gyroscope's z axis was left with 0.0021 rad/s
 * where the mean at 0 leaves 0.0017; with it the mean costs nothing there, and gains as much as
 * before where the model is right.
 *
 * <p>Measured: on a gyroscope's y axis a free mean from a grid of means gave an error of 0.0095
 * rad/s, this rule 0.0035 (L = 4, R = 32). A fixed share of the noise, s2 / 100, gave the same
 * there, but refused the mean to long memories that knew it well: 0.33 dB on sines against 0.06.
 */
final class AnchoredSearch implements ParameterSearch {

  private static final int WIDTHS = 17;
  private static final double WORTH = 3.84;

  private final KernelSupport support;
  private final Kernel kernel;
  private final PromisedError promised;
  private final double[] buffer;
  private final boolean targetIsNoisy;
  private final ParameterBounds bounds;
  private final DampedNewton newton;
  private final double anchor;
  private final double[] widths;
  private final double[][] taps;
  private final Candidate moved = new Candidate();
  private final Candidate previous = new Candidate();

  AnchoredSearch(
      KernelSupport support, Objective objective, ParameterBounds bounds, DampedNewton newton) {
    this.support = support;
    this.kernel = objective.kernel();
    this.promised = new PromisedError(objective);
    this.buffer = new double[support.taps()];
    this.targetIsNoisy = objective.targetIsNoisy();
    this.bounds = bounds;
    this.newton = newton;
    this.anchor = bounds.clipMean(0);
    this.widths = bounds.deviations(WIDTHS);
    this.taps = new double[widths.length][];
    for (int k = 0; k < widths.length; k++) {
      taps[k] = kernel.taps(new GaussianParameters(anchor, widths[k]), support);
    }
  }

  @Override
  public void search(QuadraticCost cost, NoiseModel noise, double weight, Candidate point) {
    previous.set(point);
    point.set(anchor, previous.deviation, newton.value(cost, anchor, previous.deviation));
    for (int k = 0; k < widths.length; k++) {
      double value = cost.value(taps[k]);
      if (value < point.cost) {
        point.set(anchor, widths[k], value);
      }
    }
    newton.minimise(cost, bounds, false, point);
    if (bounds.fixesMean()) {
      return;
    }
    moved.set(point);
    newton.minimise(cost, bounds, true, moved);
    if (previous.mean != anchor) {
      newton.minimise(cost, bounds, true, previous);
      if (previous.cost < moved.cost) {
        moved.set(previous);
      }
    }
    double chance = targetIsNoisy ? point.cost : noise.chanceVariance();
    if (point.cost - moved.cost > WORTH * chance / weight && isCredible(noise)) {
      point.set(moved);
    }
  }

  private boolean isCredible(NoiseModel noise) {
    if (!(noise.chanceVariance() > noise.variance())) {
      return true; // white
    }
    kernel.taps(new GaussianParameters(moved.mean, moved.deviation), support, buffer);
    return promised.isCredible(moved.cost, buffer, noise);
  }
}
