/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.NoiseModel;
import org.junit.jupiter.api.Test;

class PromisedErrorTest {

  private static final double[] TAPS = {.25, .5, .25};

  private static boolean isCredible(ObjectiveKind kind, double cost, NoiseModel noise) {
    return new PromisedError(kind.objective()).isCredible(cost, TAPS, noise);
  }

  /** White noise of variance 4 passes with 4 (1/16 + 1/4 + 1/16) = 1.5. */
  @Test
  void errorBelowHalfOfTheNoiseThatPassesIsNotCredible() {
    NoiseModel white = NoiseModel.white(4);
    assertThat(isCredible(ObjectiveKind.SURE, .76, white)).isTrue();
    assertThat(isCredible(ObjectiveKind.SURE, .74, white)).isFalse();
    assertThat(isCredible(ObjectiveKind.SURE, -1, white)).isFalse();
    assertThat(isCredible(ObjectiveKind.SURE, Double.NaN, white)).isFalse();
  }

  /** With r(1) = -2, 2 (1/8 + 1/8) (-2) = -1 less passes. */
  @Test
  void correlationCounts() {
    NoiseModel noise = NoiseModel.correlated(4, -2);
    assertThat(isCredible(ObjectiveKind.SURE, .26, noise)).isTrue();
    assertThat(isCredible(ObjectiveKind.SURE, .24, noise)).isFalse();
  }

  @Test
  void costsThatAreNoSuchErrorAreTakenAsTheyAre() {
    for (ObjectiveKind kind :
        new ObjectiveKind[] {
          ObjectiveKind.REFERENCE, ObjectiveKind.GCV, ObjectiveKind.PREDICTION
        }) {
      assertThat(isCredible(kind, 0, NoiseModel.white(4))).isTrue();
    }
  }
}
