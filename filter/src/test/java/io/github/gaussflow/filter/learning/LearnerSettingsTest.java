/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LearnerSettingsTest {

  private final LearnerSettings settings = LearnerSettings.of(new KernelSupport(4, 59));

  @Test
  void defaultsAreThoseThatWereMeasured() {
    assertThat(settings.objective()).isEqualTo(ObjectiveKind.SURE);
    assertThat(settings.optimizer()).isEqualTo(OptimizerKind.NEWTON);
    assertThat(settings.learningRate()).isNaN();
    assertThat(settings.withOptimizer(OptimizerKind.ADAM).learningRate()).isEqualTo(.1);
    assertThat(settings.withOptimizer(OptimizerKind.GRADIENT_DESCENT).learningRate()).isEqualTo(3);
    assertThat(settings.forgettingFactors()).containsExactly(.5, .8, .95, .98);
    assertThat(settings.scoreDecay()).isEqualTo(.9);
    assertThat(settings.initialParameters()).isEqualTo(new GaussianParameters(0, 4));
    assertThat(LearnerSettings.of(KernelSupport.symmetric(1)).initialParameters())
        .isEqualTo(new GaussianParameters(0, .5));
    assertThat(settings.fixedMean()).isEmpty();
    assertThat(settings.fixedStandardDeviation()).isEmpty();
    assertThat(settings.bounds()).isEqualTo(new ParameterBounds(-122, 0, .2, 128));
    assertThat(settings.withObjective(ObjectiveKind.REFERENCE).bounds())
        .isEqualTo(new ParameterBounds(-4, 59, .2, 128));
    assertThat(settings.newStatistics().hasTarget()).isFalse();
    assertThat(settings.withObjective(ObjectiveKind.REFERENCE).newStatistics().hasTarget())
        .isTrue();
  }

  @Test
  void changedSettingsLeaveTheirOriginAsItWas() {
    double[] factors = {.5, .9};
    LearnerSettings changed =
        settings.withForgettingFactors(factors).withFixedMean(-1).withScoreDecay(.5);
    factors[0] = 0;
    changed.forgettingFactors()[1] = 0;
    assertThat(changed.forgettingFactors()).containsExactly(.5, .9);
    assertThat(changed.fixedMean()).hasValue(-1);
    assertThat(changed.initialParameters().mean()).isEqualTo(-1);
    assertThat(settings.forgettingFactors()).hasSize(4);
    assertThat(settings.fixedMean()).isEmpty();
    assertThat(settings.scoreDecay()).isEqualTo(.9);
  }

  @Test
  void aWrongValueIsNamed() {
    assertNamed("learningRate", "0.0", () -> settings.withLearningRate(0));
    assertNamed("learningRate", "NaN", () -> settings.withLearningRate(Double.NaN));
    assertNamed("forgettingFactors", "none", settings::withForgettingFactors);
    assertNamed("forgettingFactors", "0.5", () -> settings.withForgettingFactors(.8, .5));
    assertNamed("forgettingFactors", "1.1", () -> settings.withForgettingFactors(.8, 1.1));
    assertNamed("scoreDecay", "1.0", () -> settings.withScoreDecay(1));
    assertNamed("fixedMean", "Infinity", () -> settings.withFixedMean(1 / 0.0));
    assertNamed("fixedStandardDeviation", "-1", () -> settings.withFixedStandardDeviation(-1));
    assertNamed("standard deviation", "3.0", () -> settings.withStandardDeviationBounds(3, 3));
    LearnerSettings outside = settings.withInitialParameters(new GaussianParameters(3, 1));
    assertNamed("initial parameters", "3.0", outside::newLearner);
    assertThat(outside.withObjective(ObjectiveKind.REFERENCE).newLearner().parameters().mean())
        .isEqualTo(3);
    assertNamed(
        "initial parameters",
        "500.0",
        settings.withInitialParameters(new GaussianParameters(0, 500))::newLearner);
  }

  private static void assertNamed(String name, String value, ThrowingCallable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessageContaining(name)
        .withMessageContaining(value);
  }

  @Test
  void settingsTravel() throws IOException, ClassNotFoundException {
    LearnerSettings sent =
        settings
            .withObjective(ObjectiveKind.REFERENCE)
            .withOptimizer(OptimizerKind.ADAM)
            .withLearningRate(.25)
            .withForgettingFactors(.9)
            .withScoreDecay(.7)
            .withInitialParameters(new GaussianParameters(1, 2))
            .withFixedStandardDeviation(2.5)
            .withStandardDeviationBounds(.3, 7);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    LearnerSettings received;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      received = (LearnerSettings) in.readObject();
    }
    assertThat(received)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(sent);
    assertThat(received.newLearner().state()).containsExactly(sent.newLearner().state());
  }
}
