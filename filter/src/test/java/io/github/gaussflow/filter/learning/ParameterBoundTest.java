/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static io.github.gaussflow.filter.learning.ParameterBound.HIGHEST_MEAN;
import static io.github.gaussflow.filter.learning.ParameterBound.HIGHEST_STANDARD_DEVIATION;
import static io.github.gaussflow.filter.learning.ParameterBound.LOWEST_MEAN;
import static io.github.gaussflow.filter.learning.ParameterBound.LOWEST_STANDARD_DEVIATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A learner says which bound its parameters sit at, and only then. */
class ParameterBoundTest {

  private static final int COUNT = 4000;
  private static final LearnerSettings SETTINGS = LearnerSettings.of(KernelSupport.symmetric(4));

  private final double[] white = new Random(7).doubles(COUNT, -1, 1).toArray();

  private static Set<ParameterBound> reached(LearnerSettings settings, double[] x, double[] t) {
    WindowLearner learner = settings.newLearner();
    LagStatistics window = settings.newStatistics();
    window.accept(x, t, 0, COUNT);
    LearningStep step = learner.learn(window);
    LearningStep skipped = learner.learn(settings.newStatistics());
    assertThat(skipped.bounds()).isEqualTo(step.bounds());
    return step.bounds();
  }

  @Test
  void noiseAloneWantsMoreTaps() {
    assertThat(reached(SETTINGS, white, null)).containsExactly(HIGHEST_STANDARD_DEVIATION);
    assertThat(HIGHEST_STANDARD_DEVIATION.advice()).contains("raise lookback");
    LearnerSettings fixed = SETTINGS.withFixedStandardDeviation(2);
    assertThat(reached(fixed, white, null)).isEmpty();
  }

  @Test
  void cleanSignalIsLeftAsItIs() {
    double[] t = white;
    LearnerSettings reference = SETTINGS.withObjective(ObjectiveKind.REFERENCE);
    assertThat(reached(reference, white, t)).containsExactly(LOWEST_STANDARD_DEVIATION);
  }

  /** A lag of twice the taps' reach, either way. */
  @Test
  void lagBeyondTheTapsSitsAtTheMeansBound() {
    double[] x = new double[COUNT];
    double[] earlier = new double[COUNT];
    double[] later = new double[COUNT];
    for (int n = 0; n < COUNT; n++) {
      x[n] = Math.sin(n / 9.0);
      earlier[n] = Math.sin((n - 8) / 9.0);
      later[n] = Math.sin((n + 8) / 9.0);
    }
    LearnerSettings reference = SETTINGS.withObjective(ObjectiveKind.REFERENCE);
    assertThat(reached(reference, x, earlier)).contains(HIGHEST_MEAN);
    assertThat(reached(reference, x, later)).contains(LOWEST_MEAN);
    assertThat(reached(reference.withFixedMean(1), x, later)).doesNotContain(LOWEST_MEAN);
  }

  /** Without a reference the mean rests at 0, its upper bound, and that says nothing. */
  @Test
  void restingMeanIsAtNoBound() {
    double[] x = new double[COUNT];
    for (int n = 0; n < COUNT; n++) {
      x[n] = 5 * Math.sin(n / 9.0) + white[n];
    }
    assertThat(reached(SETTINGS, x, null)).isEmpty();
    assertThat(reached(SETTINGS.withOptimizer(OptimizerKind.ADAM), x, null)).isEmpty();
  }
}
