/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.objective.ReferenceObjective;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How far a filter whose parameters were learned before a window, without a reference, is above the
 * best fixed parameters found with the clean signal of the same windows: windows 20 to 80 of 256
 * samples, worst of four seeds.
 *
 * <p>The bounds are those that the NumPy prototype was measured to hold on signals of its own
 * (worst of three seeds), but .25 instead of .18 for the temperature: on the very signals of this
 * test the prototype gives .2187 where this learner gives .2187, and the others agree to four
 * decimals too, so the difference is in the signals. The seeds are fixed, so there are no false
 * alarms.
 */
class AcceptanceTest {

  private static final int WINDOW = 256;
  private static final int WINDOWS = 80;
  private static final int FIRST_JUDGED = 20;

  @ParameterizedTest
  @CsvSource({
    "SINES, 16, 16, .07",
    "SINES, 4, 32, .07",
    "ECG, 16, 16, .04",
    "ECG, 4, 32, .04",
    "WALK, 16, 16, .12",
    "WALK, 4, 32, .12",
    "TEMPERATURE, 16, 16, .25",
    "TEMPERATURE, 4, 32, .25",
    "STEPS, 16, 16, .35",
    "STEPS, 4, 32, .35",
  })
  void learnedFilterIsNearTheOracle(Signals signal, int lookahead, int lookback, double decibels) {
    KernelSupport support = new KernelSupport(lookahead, lookback);
    for (int seed = 100; seed < 104; seed++) {
      double excess = excess(LearnerSettings.of(support), signal, seed);
      assertThat(excess).as("%s, seed %s, dB", signal, seed).isLessThan(decibels);
    }
  }

  /** The prototype holds .09 on signals of its own, .12 on these ECG; STEPS as above. */
  @ParameterizedTest
  @CsvSource({
    "SINES, 16, 16, .1",
    "SINES, 4, 32, .1",
    "ECG, 16, 16, .15",
    "WALK, 4, 32, .1",
    "STEPS, 16, 16, .35",
  })
  void crossValidationIsNearTheOracle(
      Signals signal, int lookahead, int lookback, double decibels) {
    KernelSupport support = new KernelSupport(lookahead, lookback);
    LearnerSettings gcv = LearnerSettings.of(support).withObjective(ObjectiveKind.GCV);
    for (int seed = 100; seed < 102; seed++) {
      double excess = excess(gcv, signal, seed);
      assertThat(excess).as("%s, seed %s, dB", signal, seed).isLessThan(decibels);
    }
  }

  private static double excess(LearnerSettings settings, Signals signal, int seed) {
    KernelSupport support = settings.support();
    int count = WINDOW * WINDOWS + support.taps() - 1;
    Random random = new Random(seed);
    double[] clean = signal.clean(count, random);
    double[] noisy = signal.noisy(clean, random);
    WindowLearner learner = settings.newLearner();
    DampedNewton newton = new DampedNewton(support, new ReferenceObjective().kernel());
    QuadraticCost cost = new QuadraticCost(support);
    LagStatistics judged = LagStatistics.withTarget(support);
    double sum = 0;
    for (int w = 0; w < WINDOWS; w++) {
      int from = w * WINDOW + support.taps() - 1;
      if (w >= FIRST_JUDGED) {
        // One centre for all windows and both series: the true error has no free offset.
        LagStatistics truth = LagStatistics.withTarget(support);
        truth.accept(LagSums.of(support, noisy, clean, from, from + WINDOW, clean[0], clean[0]));
        judged.combine(truth);
        new ReferenceObjective().prepare(truth, 0, cost);
        GaussianParameters learned = learner.parameters();
        sum += newton.value(cost, learned.mean(), learned.standardDeviation());
      }
      LagStatistics window = LagStatistics.of(support);
      window.accept(noisy, null, from, from + WINDOW);
      learner.learn(window);
    }
    new ReferenceObjective().prepare(judged, 0, cost);
    double prequential = sum / (WINDOWS - FIRST_JUDGED);
    return 10 * Math.log10(prequential / oracle(support, cost, newton));
  }

  /** The least cost within the learner's bounds, from a dense grid. */
  private static double oracle(KernelSupport support, QuadraticCost cost, DampedNewton newton) {
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
