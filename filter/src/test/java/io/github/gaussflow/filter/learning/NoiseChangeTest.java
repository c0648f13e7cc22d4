/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseChangeTest {

  private static final KernelSupport SUPPORT = new KernelSupport(16, 16);
  private static final int WINDOW = 256;

  /** A slow sine under noise of some deviation. */
  private static LagStatistics window(double deviation, Random random) {
    double[] x = new double[WINDOW + SUPPORT.taps() - 1];
    for (int n = 0; n < x.length; n++) {
      x[n] = Math.sin(2 * Math.PI * n / 150) + deviation * random.nextGaussian();
    }
    LagStatistics window = LagStatistics.of(SUPPORT);
    window.accept(x, null, SUPPORT.taps() - 1, x.length);
    return window;
  }

  private static WindowLearner after(int windows, double deviation, Random random) {
    WindowLearner learner = LearnerSettings.of(SUPPORT).newLearner();
    for (int w = 0; w < windows; w++) {
      learner.learn(window(deviation, random));
    }
    return learner;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3.1, 1",
    "1, 2.9, 0",
    "1, 0.34, 0",
    "1, 0.33, -1",
    "1e300, 1e-300, -1",
    "0, 1, 0",
    "1, 0, 0",
    "0, 0, 0",
    "NaN, 1, 0",
    "1, NaN, 0",
    "1, Infinity, 0",
  })
  void threeTimesAsMuchOrAsLittleIsAChange(double remembered, double window, int direction) {
    assertThat(NoiseChange.direction(remembered, window)).isEqualTo(direction);
  }

  @Test
  void theSecondWindowInARowConfirms() {
    NoiseChange change = new NoiseChange();
    for (int direction : new int[] {1, -1, 1, 0, 1, -1}) {
      assertThat(change.isConfirmedBy(direction)).isFalse();
      change.accept(direction);
    }
    assertThat(change.isConfirmedBy(0)).isFalse();
    assertThat(change.isConfirmedBy(-1)).isTrue();
    change.accept(-1);
    assertThat(change.isConfirmedBy(-1)).as("of a change that is over").isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {.1, 1.6})
  void theLearnerStartsAnewFromTheSecondWindow(double deviation) {
    Random random = new Random(1);
    WindowLearner learner = after(30, .4, random);
    learner.learn(window(deviation, random));
    WindowLearner fresh = LearnerSettings.of(SUPPORT).newLearner();
    for (int w = 0; w < 5; w++) {
      LagStatistics next = window(deviation, random);
      LearningStep step = learner.learn(next);
      LearningStep of = fresh.learn(next);
      // The searches start elsewhere, so the last digits differ.
      assertThat(step.parameters().standardDeviation())
          .isCloseTo(of.parameters().standardDeviation(), within(1e-6));
      assertThat(step.noise().variance()).isCloseTo(of.noise().variance(), within(1e-12));
      assertThat(step.forgettingFactor()).isEqualTo(of.forgettingFactor());
    }
  }

  @Test
  void oneBurstIsNoChange() {
    Random random = new Random(1);
    WindowLearner learner = after(30, .4, random);
    learner.learn(window(1.6, random));
    LearningStep step = learner.learn(window(.4, random));
    assertThat(step.noise().variance()).as("with the burst remembered").isGreaterThan(.22);
  }

  @Test
  void aRestoredLearnerKnowsTheFirstWindow() {
    Random random = new Random(1);
    WindowLearner learner = after(30, .4, random);
    learner.learn(window(1.6, random));
    WindowLearner restored = LearnerSettings.of(SUPPORT).newLearner();
    restored.restore(learner.state());
    LagStatistics second = window(1.6, random);
    LearningStep step = restored.learn(second);
    assertThat(step).isEqualTo(learner.learn(second));
    assertThat(step.noise().variance()).isGreaterThan(2);
  }

  @Test
  void aStateOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> NoiseChange.require(new double[] {7, 2}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learner state must have a direction of -1, 0 or 1, but has 2.0");
  }
}
