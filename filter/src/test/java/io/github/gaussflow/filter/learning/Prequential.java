/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.objective.ReferenceObjective;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Arrays;
import java.util.Random;

/**
 * Judges a learner by the true error of the parameters that it learned before each window: windows
 * 20 to 80 of 256 samples, in dB above the best fixed parameters of hindsight.
 */
final class Prequential {

  private static final int WINDOW = 256;
  private static final int WINDOWS = 80;
  private static final int FIRST_JUDGED = 20;

  private Prequential() {}

  /** How many samples are needed. */
  static int samples(KernelSupport support) {
    return WINDOW * WINDOWS + support.taps() - 1;
  }

  static double excess(LearnerSettings settings, Signals signal, int seed) {
    Random random = new Random(seed);
    double[] clean = signal.clean(samples(settings.support()), random);
    return excess(settings, clean, signal.noisy(clean, random));
  }

  static double excess(LearnerSettings settings, double[] clean, double[] noisy) {
    return excess(settings, clean, noisy, false);
  }

  /** Above the best taps of hindsight instead of the best Gaussian. */
  static double excessOverWiener(LearnerSettings settings, double[] clean, double[] noisy) {
    return excess(settings, clean, noisy, true);
  }

  private static double excess(
      LearnerSettings settings, double[] clean, double[] noisy, boolean wiener) {
    KernelSupport support = settings.support();
    DampedNewton newton = new DampedNewton(support, new ReferenceObjective().kernel());
    QuadraticCost cost = new QuadraticCost(support);
    LagStatistics judged = LagStatistics.withTarget(support);
    double prequential = error(settings, clean, noisy, judged);
    new ReferenceObjective().prepare(judged, NoiseModel.estimated(), cost);
    double oracle = wiener ? wiener(support, cost) : oracle(support, cost, newton);
    return 10 * Math.log10(prequential / oracle);
  }

  /** The mean squared error itself. */
  static double error(LearnerSettings settings, double[] clean, double[] noisy) {
    return error(settings, clean, noisy, LagStatistics.withTarget(settings.support()));
  }

  private static double error(
      LearnerSettings settings, double[] clean, double[] noisy, LagStatistics judged) {
    KernelSupport support = settings.support();
    WindowLearner learner = settings.newLearner();
    QuadraticCost cost = new QuadraticCost(support);
    double sum = 0;
    for (int w = 0; w < WINDOWS; w++) {
      int from = w * WINDOW + support.taps() - 1;
      if (w >= FIRST_JUDGED) {
        // One centre for all windows and both series: the true error has no free offset.
        LagStatistics truth = LagStatistics.withTarget(support);
        truth.accept(LagSums.of(support, noisy, clean, from, from + WINDOW, clean[0], clean[0]));
        judged.combine(truth);
        new ReferenceObjective().prepare(truth, NoiseModel.estimated(), cost);
        sum += cost.value(learner.bank().taps(support));
      }
      LagStatistics window = LagStatistics.of(support);
      window.accept(noisy, null, from, from + WINDOW);
      learner.learn(window);
    }
    return sum / (WINDOWS - FIRST_JUDGED);
  }

  /** The least cost of any taps: of the solution of G g = p, by conjugate gradients. */
  private static double wiener(KernelSupport support, QuadraticCost cost) {
    int taps = support.taps();
    double[] g = new double[taps];
    double[] residual = new double[taps];
    double[] unit = new double[taps];
    for (int k = 0; k < taps; k++) {
      Arrays.fill(unit, 0);
      unit[k] = 1;
      residual[k] = cost.cross(unit);
    }
    double[] direction = residual.clone();
    double[] product = new double[taps];
    double enough = 1e-24 * dot(residual, residual);
    for (int step = 0; step < 10 * taps && dot(residual, residual) > enough; step++) {
      cost.multiply(direction, product);
      double squares = dot(residual, residual);
      double length = squares / dot(direction, product);
      for (int k = 0; k < taps; k++) {
        g[k] += length * direction[k];
        residual[k] -= length * product[k];
      }
      double ratio = dot(residual, residual) / squares;
      for (int k = 0; k < taps; k++) {
        direction[k] = residual[k] + ratio * direction[k];
      }
    }
    return cost.value(g);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** The least cost within the learner's bounds, from a dense grid. */
  static double oracle(KernelSupport support, QuadraticCost cost, DampedNewton newton) {
    double furthest = -support.lookahead() - 2.0 * support.lookback();
    ParameterBounds bounds = new ParameterBounds(furthest, 0, .2, 2 * support.taps());
    Candidate point = new Candidate();
    double best = Double.POSITIVE_INFINITY;
    for (double mean = 0; mean >= furthest; mean -= mean > -support.lookahead() ? 1 : 8) {
      for (double deviation : bounds.deviations(9)) {
        point.set(mean, deviation, Double.NaN);
        newton.minimise(cost, bounds, true, point);
        best = Math.min(best, point.cost);
      }
    }
    return best;
  }
}
