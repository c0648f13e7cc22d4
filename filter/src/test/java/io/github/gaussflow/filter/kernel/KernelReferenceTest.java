/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import static io.github.gaussflow.filter.GoldenFiles.assertAgree;
import static io.github.gaussflow.filter.GoldenFiles.describe;
import static io.github.gaussflow.filter.GoldenFiles.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sigma small and large, the mean far outside the support, and the second derivatives. */
class KernelReferenceTest {

  static List<JsonNode> cases() {
    return GoldenFiles.reference("kernels_extreme.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithExtendedPrecision(JsonNode golden) {
    GaussianKernel kernel =
        GaussianKernel.valueOf(golden.get("kernel").asText().toUpperCase(Locale.ROOT));
    KernelDerivatives d =
        new KernelDerivatives(
            new KernelSupport(golden.get("lookahead").asInt(), golden.get("lookback").asInt()));

    kernel.derivatives(
        new GaussianParameters(golden.get("mu").asDouble(), golden.get("sigma").asDouble()), d);

    String name = describe(golden);
    assertAgree(name + "g", d.taps(), numbers(golden.get("g")));
    assertAgree(name + "dg/dmu", d.dMean(), numbers(golden.get("dg_dmu")));
    assertAgree(name + "dg/dsigma", d.dStandardDeviation(), numbers(golden.get("dg_dsigma")));
    // A second derivative is a difference of terms of the size of dg/dmu / sigma^2; between two
    // taps they cancel to nothing, and only their rounding is left.
    double terms =
        largest(numbers(golden.get("dg_dmu")))
            / golden.get("sigma").asDouble()
            / golden.get("sigma").asDouble();
    assertClose(name + "d2g/dmu2", d.dMeanMean(), golden.get("d2g_dmu2"), terms);
    assertClose(
        name + "d2g/dmudsigma", d.dMeanStandardDeviation(), golden.get("d2g_dmudsigma"), terms);
    assertClose(
        name + "d2g/dsigma2", d.dStandardDeviationTwice(), golden.get("d2g_dsigma2"), terms);
  }

  private static void assertClose(String name, double[] actual, JsonNode golden, double terms) {
    double[] expected = numbers(golden);
    double scale = Math.max(terms, largest(expected));
    for (int k = 0; k < expected.length; k++) {
      assertThat(Math.abs(actual[k] - expected[k]))
          .as(name)
          .isLessThanOrEqualTo(GoldenFiles.TOLERANCE * scale);
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }
}
