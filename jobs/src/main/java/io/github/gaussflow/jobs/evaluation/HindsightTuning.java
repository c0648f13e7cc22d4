/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.baseline.BaselineFilter;
import io.github.gaussflow.filter.baseline.ExponentialAverage;
import io.github.gaussflow.filter.baseline.GoldenSection;
import io.github.gaussflow.filter.baseline.LocalLevel;
import io.github.gaussflow.filter.baseline.MovingAverage;
import io.github.gaussflow.filter.baseline.OneEuro;
import io.github.gaussflow.filter.baseline.SavitzkyGolay;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.evaluation.NamedFilter.Choice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The best filter of each usual kind, chosen with the reference over the whole series. No filter in
 * use can know these settings; they are what tuning by hand could reach at best.
 *
 * <p>Windows may be any within the support of the Gaussian. Numbers are searched by a grid and a
 * golden section on a logarithmic scale; windows on a grid and then one sample at a time.
 */
final class HindsightTuning {

  /** The values tried first for each side of a window. */
  private static final int SIDES = 9;

  private static final int HIGHEST_DEGREE = 5;
  private static final int POINTS = 31;
  private static final double TOLERANCE = 1e-3;

  /** 1-Euro's beta times the typical step between samples, in cutoffs of a sampling rate. */
  private static final double[] SPEED_WEIGHTS = {0, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};

  private final SlotSeries series;
  private final ReferenceScore score;
  private final KernelSupport support;
  private final double period;

  /**
   * Tuning for a series.
   *
   * @param support the furthest that windows may reach
   * @param period the time between samples in seconds
   */
  HindsightTuning(SlotSeries series, ReferenceScore score, KernelSupport support, double period) {
    this.series = series;
    this.score = score;
    this.support = support;
    this.period = period;
  }

  /** One of each kind, in the order of {@link UsualFilters}. */
  List<NamedFilter> filters() {
    return List.of(average(), exponential(), polynomial(), oneEuro(), level());
  }

  private double error(BaselineFilter filter) {
    return score.error(filter.filter(series.values()));
  }

  private NamedFilter average() {
    KernelSupport window = bestWindow(MovingAverage::of).window();
    return UsualFilters.average(window, Choice.TUNED);
  }

  private NamedFilter exponential() {
    double log =
        GoldenSection.minimise(
            x -> error(ExponentialAverage.of(Math.exp(x))), Math.log(1e-4), 0, POINTS, TOLERANCE);
    return UsualFilters.exponential(Math.exp(log), Choice.TUNED);
  }

  private NamedFilter polynomial() {
    Window best = null;
    int bestDegree = 0;
    for (int degree = 1; degree <= HIGHEST_DEGREE; degree++) {
      int wanted = degree;
      Window found =
          bestWindow(window -> SavitzkyGolay.of(window, Math.min(wanted, window.taps() - 1)));
      if (best == null || found.error() < best.error()) {
        best = found;
        bestDegree = Math.min(degree, found.window().taps() - 1);
      }
    }
    return UsualFilters.polynomial(best.window(), bestDegree, Choice.TUNED);
  }

  private NamedFilter oneEuro() {
    double step = typicalStep();
    NamedFilter best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double weight : SPEED_WEIGHTS) {
      double beta = weight == 0 ? 0 : weight / step;
      if (Double.isInfinite(beta)) {
        continue; // a constant series has no speed
      }
      double log =
          GoldenSection.minimise(
              x -> error(oneEuro(Math.exp(x), beta)),
              Math.log(1e-5 / period),
              Math.log(10 / period),
              POINTS,
              TOLERANCE);
      double error = error(oneEuro(Math.exp(log), beta));
      if (best == null || error < least) {
        best = UsualFilters.oneEuro(period, Math.exp(log), beta, Choice.TUNED);
        least = error;
      }
    }
    return best;
  }

  private OneEuro oneEuro(double minimumCutoff, double beta) {
    return OneEuro.of(period, minimumCutoff, beta, UsualFilters.DERIVATIVE_CUTOFF);
  }

  private NamedFilter level() {
    double log =
        GoldenSection.minimise(
            x -> error(LocalLevel.of(Math.exp(x), support.lookahead())),
            Math.log(1e-8),
            Math.log(1e8),
            POINTS,
            TOLERANCE);
    LocalLevel best = LocalLevel.of(Math.exp(log), support.lookahead());
    return UsualFilters.level(best, "", Choice.TUNED);
  }

  /** The root mean square of the steps between samples in neighbouring slots; 0 without any. */
  private double typicalStep() {
    double sum = 0;
    int steps = 0;
    for (int n = 1; n < series.slots(); n++) {
      double step = series.values()[n] - series.values()[n - 1];
      if (!Double.isNaN(step)) {
        sum += step * step;
        steps++;
      }
    }
    return steps == 0 ? 0 : Math.sqrt(sum / steps);
  }

  private record Window(KernelSupport window, double error) {}

  private Window bestWindow(Function<KernelSupport, BaselineFilter> kind) {
    Map<KernelSupport, Double> known = new HashMap<>();
    Window best = new Window(new KernelSupport(0, 0), Double.POSITIVE_INFINITY);
    for (int ahead : sides(support.lookahead())) {
      for (int back : sides(support.lookback())) {
        best = better(best, ahead, back, kind, known);
      }
    }
    Window before;
    do {
      before = best;
      int ahead = before.window().lookahead();
      int back = before.window().lookback();
      for (int change = -1; change <= 1; change++) {
        for (int other = -1; other <= 1; other++) {
          best = better(best, ahead + change, back + other, kind, known);
        }
      }
    } while (best != before);
    return best;
  }

  private Window better(
      Window best,
      int ahead,
      int back,
      Function<KernelSupport, BaselineFilter> kind,
      Map<KernelSupport, Double> known) {
    if (ahead < 0 || back < 0 || ahead > support.lookahead() || back > support.lookback()) {
      return best;
    }
    KernelSupport window = new KernelSupport(ahead, back);
    double error = known.computeIfAbsent(window, key -> error(kind.apply(key)));
    return error < best.error() ? new Window(window, error) : best;
  }

  /** Up to nine whole numbers from 0 to a longest, both among them. */
  private static int[] sides(int longest) {
    int count = Math.min(SIDES, longest + 1);
    int[] sides = new int[count];
    for (int k = 1; k < count; k++) {
      sides[k] = (int) ((long) longest * k / (count - 1));
    }
    return sides;
  }
}
