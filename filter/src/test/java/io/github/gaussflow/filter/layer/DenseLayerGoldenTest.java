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
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DenseLayerGoldenTest {

  static List<JsonNode> cases() {
    return GoldenFiles.cases("dense_layer.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(JsonNode golden) {
    DenseLayer layer =
        DenseLayer.of(
            weights(golden.get("w")),
            Activation.valueOf(golden.get("activation").asText().toUpperCase(Locale.ROOT)));
    int batch = golden.get("a_in").size();
    double[] input = numbers(golden.get("a_in"));
    double[] output = new double[batch * layer.outputSize()];
    double[] inputGradient = new double[input.length];
    double[] weightGradient = new double[layer.parameterCount()];

    layer.forward(input, batch, output);
    layer.backward(
        input, output, numbers(golden.get("dC_da")), batch, inputGradient, weightGradient);

    String name = describe(golden);
    assertAgree(name + "a_out", output, numbers(golden.get("a_out")));
    assertAgree(name + "dC/dw", weightGradient, numbers(golden.get("dC_dw")));
    assertAgree(name + "dC/da_in", inputGradient, numbers(golden.get("dC_da_in")));
  }

  static double[][] weights(JsonNode matrix) {
    double[][] weights = new double[matrix.size()][];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = numbers(matrix.get(j));
    }
    return weights;
  }
}
