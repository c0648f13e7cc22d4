/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import static io.github.gaussflow.filter.GoldenFiles.assertAgree;
import static io.github.gaussflow.filter.GoldenFiles.describe;
import static io.github.gaussflow.filter.GoldenFiles.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelGoldenTest {

  static List<JsonNode> cases() {
    return GoldenFiles.cases("kernels.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(JsonNode golden) {
    GaussianKernel kernel =
        GaussianKernel.valueOf(golden.get("kernel").asText().toUpperCase(Locale.ROOT));
    KernelSupport support = KernelSupport.symmetric(golden.get("radius").asInt());
    GaussianParameters parameters =
        new GaussianParameters(golden.get("mu").asDouble(), golden.get("sigma").asDouble());
    KernelDerivatives derivatives = new KernelDerivatives(support);

    kernel.derivatives(parameters, derivatives);

    String name = describe(golden);
    assertAgree(name + "g", kernel.taps(parameters, support), numbers(golden.get("g")));
    assertAgree(name + "g with derivatives", derivatives.taps(), numbers(golden.get("g")));
    assertAgree(name + "dg/dmu", derivatives.dMean(), numbers(golden.get("dg_dmu")));
    assertAgree(
        name + "dg/dsigma", derivatives.dStandardDeviation(), numbers(golden.get("dg_dsigma")));
    if (golden.has("dg_dm")) {
      assertAgree(name + "dg/dm", derivatives.dOffset(), numbers(golden.get("dg_dm")));
    }
  }
}
