/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {

  private static final LearnerSettings LEARNER = LearnerSettings.of(new KernelSupport(4, 4));

  private static DenoisingPipelineBuilder builder(LearnerSettings learner) {
    return DenoisingPipeline.builder(learner, Duration.ofMillis(10));
  }

  @Test
  void includesWhatItSays() {
    Sample marked = Sample.of("s", 20, 1).withRest(true);
    assertThat(Rest.none().includes(marked)).isFalse();
    assertThat(Rest.none().isPossible()).isFalse();
    assertThat(Rest.ofMarked().includes(marked)).isTrue();
    assertThat(Rest.ofMarked().includes(marked.withRest(false))).isFalse();
    Rest range = Rest.between(10, 20);
    assertThat(range.includes(marked)).as("it ends before 20").isFalse();
    assertThat(range.includes(Sample.of("s", 10, 1))).isTrue();
    assertThat(range.includes(Sample.of("s", 9, 1))).isFalse();
    assertThat(range.isPossible()).isTrue();
  }

  @Test
  void beginsBeforeItEnds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rest.between(20, 10))
        .withMessage("rest must begin before it ends, but begins at 20 ns and ends at 10 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rest.between(20, 20))
        .withMessage("rest must begin before it ends, but does both at 20 ns");
  }

  @Test
  void isRefusedWhereItHasNoEffect() {
    builder(LEARNER).window(36).rest(Rest.ofMarked()).build();
    builder(LEARNER.withObjective(ObjectiveKind.GCV)).rest(Rest.none()).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder(LEARNER.withObjective(ObjectiveKind.GCV)).rest(Rest.ofMarked()).build())
        .withMessage("rest has no effect on the objective GCV, which does not use the noise");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder(LEARNER.withNoise(NoiseModel.white(1))).rest(Rest.ofMarked()).build())
        .withMessageStartingWith("rest has no effect where the settings give the noise: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(LEARNER).window(35).rest(Rest.ofMarked()).build())
        .withMessage(
            "window must be at least 4 times the 9 taps to measure noise at rest, but is 35 samples");
  }
}
