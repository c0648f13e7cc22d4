/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import static io.github.gaussflow.filter.GoldenFiles.describe;
import static io.github.gaussflow.filter.GoldenFiles.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against SciPy and NumPy; reference/make_baselines.py writes the numbers. */
class BaselineReferenceTest {

  /** The reference solves dense systems of some tens of unknowns, hence not to the last digits. */
  private static final double TOLERANCE = 1e-11;

  static List<JsonNode> cases() {
    return GoldenFiles.reference("baselines.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithSciPy(JsonNode golden) {
    double[] samples = numbers(golden.get("x"));
    for (double missing : numbers(golden.get("missing"))) {
      samples[(int) missing] = Double.NaN;
    }
    double[] expected = numbers(golden.get("y"));

    double[] actual = filter(golden).filter(samples);

    for (int n = 0; n < samples.length; n++) {
      if (Double.isNaN(samples[n])) {
        assertThat(actual[n]).isNaN();
        actual[n] = 0;
      }
    }
    assertThat(GoldenFiles.relativeError(actual, expected))
        .as("relative error of %s", describe(golden))
        .isLessThanOrEqualTo(TOLERANCE);
  }

  private static BaselineFilter filter(JsonNode golden) {
    return switch (golden.get("filter").asText()) {
      case "moving-average" -> MovingAverage.of(support(golden));
      case "exponential-average" -> ExponentialAverage.of(golden.get("alpha").asDouble());
      case "savitzky-golay" -> SavitzkyGolay.of(support(golden), golden.get("degree").asInt());
      case "1-euro" ->
          OneEuro.of(
              golden.get("period").asDouble(),
              golden.get("minimum_cutoff").asDouble(),
              golden.get("beta").asDouble(),
              golden.get("derivative_cutoff").asDouble());
      case "local-level" ->
          LocalLevel.of(golden.get("ratio").asDouble(), golden.get("lookahead").asInt());
      default -> throw new AssertionError("unknown filter in " + describe(golden));
    };
  }

  private static KernelSupport support(JsonNode golden) {
    return new KernelSupport(golden.get("lookahead").asInt(), golden.get("lookback").asInt());
  }
}
