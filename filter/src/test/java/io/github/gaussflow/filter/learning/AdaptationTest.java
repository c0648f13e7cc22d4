/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.objective.ReferenceObjective;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many windows of 256 samples it takes, without a reference, to come within 5 % of the least
 * error that any parameters have: from a start far off, and after 40 windows of something else. The
 * median over ten fixed seeds.
 */
class AdaptationTest {

  private static final int WINDOW = 256;
  private static final int BEFORE = 40;
  private static final int AFTER = 40;
  private static final int SEEDS = 10;

  /** What comes before and after: sines at 10 dB, and what differs in one thing from them. */
  enum Regime {
    SINES(1, 1),
    FOUR_TIMES_THE_NOISE(1, 4),
    A_THIRD_OF_THE_NOISE(1, 1 / 3.0),
    FOUR_TIMES_AS_FAST(4, 1),
    WALK(0, 0);

    private final int speed;
    private final double noise;

    Regime(int speed, double noise) {
      this.speed = speed;
      this.noise = noise;
    }

    /** The clean signal and the noisy one. */
    double[][] series(int count, Random random) {
      if (this == WALK) {
        double[] clean = Signals.WALK.clean(count, random);
        return new double[][] {clean, Signals.WALK.noisy(clean, random)};
      }
      double[] slow = Signals.SINES.clean(count * speed, random);
      double[] clean = new double[count];
      double[] noisy = new double[count];
      double deviation = noise * Signals.SINES.deviation(slow);
      for (int n = 0; n < count; n++) {
        clean[n] = slow[n * speed];
        noisy[n] = clean[n] + deviation * random.nextGaussian();
      }
      return new double[][] {clean, noisy};
    }
  }

  private static int rowsFrom(KernelSupport support, int window) {
    return window * WINDOW + support.taps() - 1;
  }

  private static void learn(WindowLearner learner, KernelSupport support, double[] x, int window) {
    LagStatistics statistics = LagStatistics.of(support);
    statistics.accept(x, null, rowsFrom(support, window), rowsFrom(support, window + 1));
    learner.learn(statistics);
  }

  /** The error after some windows of a regime over the least there is. */
  private static double ratio(
      WindowLearner learner, KernelSupport support, Regime regime, int windows, Random random) {
    double[][] series = regime.series(rowsFrom(support, AFTER), random);
    LagStatistics truth = LagStatistics.withTarget(support);
    for (int w = 0; w < AFTER; w++) {
      truth.accept(
          LagSums.of(
              support,
              series[1],
              series[0],
              rowsFrom(support, w),
              rowsFrom(support, w + 1),
              series[0][0],
              series[0][0]));
    }
    QuadraticCost cost = new QuadraticCost(support);
    new ReferenceObjective().prepare(truth, NoiseModel.estimated(), cost);
    for (int w = 0; w < windows; w++) {
      learn(learner, support, series[1], w);
    }
    DampedNewton newton = new DampedNewton(support, GaussianKernel.UNIT_SUM);
    return cost.value(learner.bank().taps(support)) / Prequential.oracle(support, cost, newton);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[SEEDS / 2 - 1] + values[SEEDS / 2]) / 2;
  }

  @ParameterizedTest
  @CsvSource({"16, 16, 1", "0, 32, 1", "4, 32, 3"})
  void aStartFarOffIsForgottenWithinThreeWindows(int ahead, int back, int windows) {
    KernelSupport support = new KernelSupport(ahead, back);
    for (double start : new double[] {1, 12}) {
      LearnerSettings settings =
          LearnerSettings.of(support).withInitialParameters(new GaussianParameters(0, start));
      double[] ratios = new double[SEEDS];
      for (int k = 0; k < SEEDS; k++) {
        WindowLearner learner = settings.newLearner();
        ratios[k] = ratio(learner, support, Regime.SINES, windows, new Random(100 + k));
      }
      assertThat(median(ratios)).as("from %s", start).isBetween(1.0, 1.05);
    }
  }

  private static double medianAfter(
      Regime before, Regime after, KernelSupport support, int windows) {
    double[] ratios = new double[SEEDS];
    for (int k = 0; k < SEEDS; k++) {
      Random random = new Random(100 + k);
      double[] noisy = before.series(rowsFrom(support, BEFORE), random)[1];
      WindowLearner learner = LearnerSettings.of(support).newLearner();
      for (int w = 0; w < BEFORE; w++) {
        learn(learner, support, noisy, w);
      }
      ratios[k] = ratio(learner, support, after, windows, random);
    }
    return median(ratios);
  }

  /** From each regime to each other. */
  @ParameterizedTest
  @CsvSource({"16, 16", "4, 32", "0, 32"})
  void anAbruptChangeIsFollowedWithinSixWindows(int ahead, int back) {
    KernelSupport support = new KernelSupport(ahead, back);
    for (Regime before : Regime.values()) {
      for (Regime after : Regime.values()) {
        if (before != after) {
          assertThat(medianAfter(before, after, support, 6))
              .as("from %s to %s", before, after)
              .isLessThan(1.05);
        }
      }
    }
  }
}
