/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalChangeTest {

  private static final KernelSupport SUPPORT = new KernelSupport(4, 32);
  private static final int WINDOW = 256;

  /** A sine of some period under noise that stays the same. */
  private static LagStatistics window(double period, Random random) {
    double[] x = new double[WINDOW + SUPPORT.taps() - 1];
    for (int n = 0; n < x.length; n++) {
      x[n] = Math.sin(2 * Math.PI * n / period) + .3 * random.nextGaussian();
    }
    LagStatistics window = LagStatistics.of(SUPPORT);
    window.accept(x, null, SUPPORT.taps() - 1, x.length);
    return window;
  }

  private static void learn(WindowLearner learner, int windows, double period, Random random) {
    for (int w = 0; w < windows; w++) {
      learner.learn(window(period, random));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.21, .1, true",
    "1, 1.19, .1, false",
    "1.21, 1, .1, false",
    "1, 1, 0, false",
    "NaN, 1, .1, false",
    "1, NaN, .1, false",
    "1, 2, NaN, false",
  })
  void moreThanTwoStandardErrorsAreLower(
      double shortest, double longer, double error, boolean lower) {
    assertThat(SignalChange.isLower(shortest, longer, error)).isEqualTo(lower);
  }

  @Test
  void theFourthWindowInARowConfirms() {
    SignalChange change = new SignalChange();
    for (boolean lower : new boolean[] {true, true, true, false, true, true, true}) {
      assertThat(change.isConfirmedBy(lower)).isFalse();
    }
    assertThat(change.isConfirmedBy(true)).isTrue();
    assertThat(change.isConfirmedBy(true)).as("of a change that is over").isFalse();
  }

  /** From the fourth window on a longer memory than the shortest is of the new signal alone. */
  @Test
  void aLongerMemoryTakesOverSoonAfterAChange() {
    Random random = new Random(1);
    WindowLearner learner = LearnerSettings.of(SUPPORT).newLearner();
    learn(learner, 40, 12, random);
    double before = learner.parameters().standardDeviation();
    learn(learner, 6, 48, random);
    LearningStep step = learner.learn(window(48, random));
    assertThat(step.forgettingFactor()).isBetween(.8, .95);
    assertThat(step.parameters().standardDeviation()).isGreaterThan(2 * before);
  }

  /** The windows of a change so far are in the state, or the restored one is behind. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aRestoredLearnerKnowsTheWindowsBefore(int windows) {
    Random random = new Random(1);
    WindowLearner learner = LearnerSettings.of(SUPPORT).newLearner();
    learn(learner, 40, 12, random);
    learn(learner, windows, 48, random);
    WindowLearner restored = LearnerSettings.of(SUPPORT).newLearner();
    restored.restore(learner.state());
    for (int w = 0; w < 4; w++) {
      LagStatistics next = window(48, random);
      assertThat(restored.learn(next)).isEqualTo(learner.learn(next));
    }
  }

  /** Two memories have none between them. */
  @Test
  void fewFactorsDoWithout() {
    for (double[] factors : new double[][] {{.98}, {.5, .98}}) {
      Random random = new Random(1);
      WindowLearner learner =
          LearnerSettings.of(SUPPORT).withForgettingFactors(factors).newLearner();
      learn(learner, 10, 12, random);
      learn(learner, 10, 48, random);
      assertThat(learner.parameters().standardDeviation()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 4, .5, Double.NaN})
  void aStateOfAnotherKindIsRefused(double windows) {
    assertThatThrownBy(() -> SignalChange.require(new double[] {7, windows}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learner state must have 0 to 3 windows in a row, but has " + windows);
  }
}
