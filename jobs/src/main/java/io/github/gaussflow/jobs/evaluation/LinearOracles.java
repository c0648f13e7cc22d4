/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.baseline.FixedTaps;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.jobs.evaluation.NamedFilter.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The best Gaussian and the best taps at all that hindsight and the reference could choose, on the
 * support of the learned filter.
 *
 * <p>The Gaussian: the least error over mu in [-(L + 2R), R], where the learner may move with any
 * objective, and sigma in [0.2, 2K], from a grid and a pattern search from its best three points.
 * The taps: Wiener's filter (1949) for finitely many of them, G g = p of all complete rows about
 * the means of sensor and reference. Its taps need not sum to one, so it may also shrink what it
 * cannot tell from noise.
 */
final class LinearOracles {

  private static final double LOWEST_DEVIATION = 0.2;
  private static final int DEVIATIONS = 13;
  private static final int MOST_MEANS = 65;
  private static final int STARTS = 3;
  private static final double SMALLEST_MOVE = 1e-3;

  /** What is added to the diagonal of G, as a part of its mean: rounding leaves less. */
  private static final double RIDGE = 1e-10;

  private final SlotSeries series;
  private final ReferenceScore score;
  private final KernelSupport support;

  LinearOracles(SlotSeries series, ReferenceScore score, KernelSupport support) {
    this.series = series;
    this.score = score;
    this.support = support;
  }

  private record Point(double mean, double logDeviation, double error) {}

  /** The best Gaussian. */
  NamedFilter gaussian() {
    List<Point> grid = new ArrayList<>();
    double lowest = lowestMean();
    int means = (int) Math.min(MOST_MEANS, (support.lookback() - lowest) / 2 + 1);
    for (int i = 0; i < means; i++) {
      double share = means == 1 ? 0 : i / (means - 1.0);
      double mean = lowest + share * (support.lookback() - lowest);
      for (int j = 0; j < DEVIATIONS; j++) {
        double log = lowestLog() + j / (DEVIATIONS - 1.0) * (highestLog() - lowestLog());
        grid.add(point(mean, log));
      }
    }
    grid.sort(Comparator.comparingDouble(Point::error));
    Point best =
        grid.stream()
            .limit(STARTS)
            .map(start -> descend(start, 1, (highestLog() - lowestLog()) / (DEVIATIONS - 1)))
            .min(Comparator.comparingDouble(Point::error))
            .orElseThrow();
    GaussianParameters parameters =
        GaussianParameters.ofLogarithm(best.mean(), best.logDeviation());
    return new NamedFilter(
        "Gaussian",
        String.format(
            Locale.ROOT,
            "mean %.2f, std dev %.2f",
            parameters.mean(),
            parameters.standardDeviation()),
        Choice.ORACLE,
        GaussianFilter.of(parameters, support));
  }

  private double lowestMean() {
    return -support.lookahead() - 2.0 * support.lookback();
  }

  private static double lowestLog() {
    return Math.log(LOWEST_DEVIATION);
  }

  private double highestLog() {
    return Math.log(2.0 * support.taps());
  }

  private Point point(double mean, double logDeviation) {
    GaussianParameters parameters = GaussianParameters.ofLogarithm(mean, logDeviation);
    double[] output = GaussianFilter.of(parameters, support).filter(series.values());
    return new Point(mean, logDeviation, score.error(output));
  }

  /** Goes to the best neighbour, or halves the steps where there is no better one. */
  private Point descend(Point start, double meanStep, double logStep) {
    Point best = start;
    double size = 1;
    while (size > SMALLEST_MOVE) {
      Point before = best;
      for (int direction = 0; direction < 8; direction++) {
        // The eight neighbours, directions 0 to 7 of a compass.
        double alongMean = Math.rint(Math.cos(direction * Math.PI / 4)) * size * meanStep;
        double alongLog = Math.rint(Math.sin(direction * Math.PI / 4)) * size * logStep;
        double mean = clip(before.mean() + alongMean, lowestMean(), support.lookback());
        double log = clip(before.logDeviation() + alongLog, lowestLog(), highestLog());
        Point next = point(mean, log);
        best = next.error() < best.error() ? next : best;
      }
      size = best == before ? size / 2 : size;
    }
    return best;
  }

  private static double clip(double value, double lowest, double highest) {
    return Math.max(lowest, Math.min(highest, value));
  }

  /** The Wiener filter; empty if the complete rows are too few or too much alike to tell it. */
  Optional<NamedFilter> wiener() {
    double referenceMean = referenceMean();
    double sensorMean = referenceMean + score.offset();
    LagStatistics statistics = LagStatistics.withTarget(support);
    statistics.accept(
        LagSums.of(
            support,
            series.values(),
            series.references(),
            0,
            series.slots(),
            sensorMean,
            referenceMean));
    int taps = support.taps();
    if (statistics.weight() < taps) {
      return Optional.empty();
    }
    double[] gram = new double[taps * taps];
    statistics.meanGram(gram);
    double[] cross = new double[taps];
    double power = 0;
    for (int i = 0; i < taps; i++) {
      cross[i] = statistics.cross(i) / statistics.weight();
      power += gram[i * taps + i] / taps;
    }
    for (int i = 0; i < taps; i++) {
      gram[i * taps + i] += RIDGE * power;
    }
    return NormalEquations.solve(gram, cross)
        .filter(solved -> Arrays.stream(solved).allMatch(Double::isFinite))
        .map(
            solved ->
                new NamedFilter(
                    "Wiener FIR",
                    taps + " taps",
                    Choice.ORACLE,
                    FixedTaps.of(support, solved).about(sensorMean, sensorMean)));
  }

  /** Over the samples that are scored. */
  private double referenceMean() {
    double mean = 0;
    int samples = 0;
    for (int n = 0; n < series.slots(); n++) {
      if (series.scored(n)) {
        samples++;
        mean += (series.references()[n] - mean) / samples;
      }
    }
    return mean;
  }
}
