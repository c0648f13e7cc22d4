/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The Newton learner against trajectories.json, which trajectories.py made with NumPy from the
 * algorithm: 30 windows with an abrupt change in the middle, one with outliers, some with gaps,
 * some with a reference that lags 2.5 samples.
 *
 * <p>Tolerances: a step is taken if the cost does not rise, and rounding moves the cost by 1e-16 of
 * the signal's power. So the last step may be taken on one side only, and it is then below the
 * square root of 1e-16 power / curvature: up to 1e-6 samples here, where the cost is flat. Which
 * factor is in use, whether the mean moves, and the noise variance agree in every window.
 */
class TrajectoryTest {

  private static final JsonNode GOLDEN = read();
  private static final int WINDOW = GOLDEN.get("window").asInt();
  private static final int COUNT = WINDOW * GOLDEN.get("windows").asInt();

  private static JsonNode read() {
    try (InputStream in = TrajectoryTest.class.getResourceAsStream("trajectories.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void seriesAreThoseOfTheGenerator() {
    double[] x = values("outliers");
    assertThat(x[70]).isCloseTo(GOLDEN.at("/check/x[70]").asDouble(), within(1e-12));
    assertThat(x[3839]).isCloseTo(GOLDEN.at("/check/x[3839]").asDouble(), within(1e-12));
    assertThat(5 + clean(3839 - 2.5))
        .isCloseTo(GOLDEN.at("/check/t[3839]").asDouble(), within(1e-12));
  }

  @TestFactory
  Stream<DynamicTest> everyStepIsThatOfThePrototype() {
    return IntStream.range(0, GOLDEN.get("cases").size())
        .mapToObj(k -> GOLDEN.get("cases").get(k))
        .map(c -> DynamicTest.dynamicTest(name(c), () -> check(c)));
  }

  private static String name(JsonNode golden) {
    return "%s, %s, L = %s, R = %s"
        .formatted(
            golden.get("series").asText(),
            golden.get("objective").asText(),
            golden.get("lookahead"),
            golden.get("lookback"));
  }

  private static void check(JsonNode golden) {
    KernelSupport support =
        new KernelSupport(golden.get("lookahead").asInt(), golden.get("lookback").asInt());
    LearnerSettings settings =
        LearnerSettings.of(support)
            .withObjective(ObjectiveKind.valueOf(golden.get("objective").asText()));
    double[] values = values(golden.get("series").asText());
    double[] targets = IntStream.range(0, COUNT).mapToDouble(n -> 5 + clean(n - 2.5)).toArray();
    WindowLearner learner = settings.newLearner();
    for (int w = 0; w * WINDOW < COUNT; w++) {
      LagStatistics window = settings.newStatistics();
      window.accept(values, targets(settings, targets), w * WINDOW, (w + 1) * WINDOW);
      LearningStep step = learner.learn(window);
      JsonNode expected = golden.get("steps").get(w);
      String at = name(golden) + ", window " + w;
      assertThat(step.count()).as(at).isEqualTo(expected.get("count").asLong());
      assertThat(step.forgettingFactor())
          .as(at)
          .isEqualTo(expected.get("forgettingFactor").asDouble());
      assertNear(step.parameters().standardDeviation(), expected, "standardDeviation", 2e-6, at);
      assertNear(step.parameters().mean(), expected, "mean", 2e-6, at);
      assertNear(step.cost(), expected, "cost", 1e-6, at);
      assertNear(step.gradientMean(), expected, "gradientMean", 1e-6, at);
      assertNear(
          step.gradientLogStandardDeviation(), expected, "gradientLogStandardDeviation", 1e-6, at);
      assertNear(step.noiseVariance(), expected, "noiseVariance", 1e-11, at);
    }
  }

  private static double[] targets(LearnerSettings settings, double[] targets) {
    return settings.newStatistics().hasTarget() ? targets : null;
  }

  private static void assertNear(
      double actual, JsonNode expected, String field, double tolerance, String at) {
    assertThat(actual)
        .as(at + " " + field)
        .isCloseTo(expected.get(field).asDouble(), within(tolerance));
  }

  private static double clean(double n) {
    double slow = Math.sin(2 * Math.PI * n / 90) + 0.5 * Math.cos(2 * Math.PI * n / 41);
    return slow + (n >= COUNT / 2.0 ? 0.8 * Math.sin(2 * Math.PI * n / 11) : 0);
  }

  private static double[] values(String kind) {
    double[] x = new double[COUNT];
    long state = 20261123;
    for (int n = 0; n < COUNT; n++) {
      long sum = 0;
      for (int k = 0; k < 3; k++) {
        state = (1103515245 * state + 12345) % 2147483648L;
        sum += state;
      }
      x[n] = 20 + clean(n) + 0.6 * (sum / 2147483648.0 - 1.5);
      if (kind.equals("outliers")) {
        x[n] += (n % 97 == 50 ? 5 : 0) - (n % 211 == 70 ? 7 : 0);
      }
      if (kind.equals("gaps") && n % 300 == 299) {
        x[n] = Double.NaN;
      }
    }
    return x;
  }
}
