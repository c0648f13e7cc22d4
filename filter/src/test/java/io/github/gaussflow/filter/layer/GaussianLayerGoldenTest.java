/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static io.github.gaussflow.filter.GoldenFiles.assertAgree;
import static io.github.gaussflow.filter.GoldenFiles.describe;
import static io.github.gaussflow.filter.GoldenFiles.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianLayerGoldenTest {

  static List<JsonNode> cases() {
    return GoldenFiles.cases("gaussian_layer.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(JsonNode golden) {
    double[] x = numbers(golden.get("x"));
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
            GaussianKernel.valueOf(golden.get("kernel").asText().toUpperCase(Locale.ROOT)),
            new GaussianParameters(golden.get("mu").asDouble(), golden.get("sigma").asDouble()),
            KernelSupport.symmetric(golden.get("radius").asInt()),
            Border.ZEROS,
            x.length);
    double[] output = new double[x.length];
    double[] inputGradient = new double[x.length];
    double[] parameterGradient = new double[2];

    layer.forward(x, 1, output);
    layer.backward(x, output, numbers(golden.get("dC_dO")), 1, inputGradient, parameterGradient);

    String name = describe(golden);
    assertAgree(name + "O", output, numbers(golden.get("o")));
    assertAgree(
        name + "dC/dmu", new double[] {parameterGradient[0]}, numbers(golden.get("dC_dmu")));
    assertAgree(
        name + "dC/dsigma",
        new double[] {layer.standardDeviationGradient(parameterGradient[1])},
        numbers(golden.get("dC_dsigma")));
    assertAgree(name + "dC/dX", inputGradient, numbers(golden.get("dC_dX")));
  }
}
