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
import io.github.gaussflow.filter.cost.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkGoldenTest {

  static List<JsonNode> cases() {
    return GoldenFiles.cases("network.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bankDenseSigmoidAndMeanSquaredErrorAgreeWithTheReference(JsonNode golden) {
    double[] x = numbers(golden.get("x"));
    double[] target = numbers(golden.get("target"));
    GaussianBankLayer bank = GaussianBankGoldenTest.bank(golden, x.length);
    DenseLayer dense =
        DenseLayer.of(DenseLayerGoldenTest.weights(golden.get("w")), Activation.SIGMOID);
    Sequential network = Sequential.of(bank, TimeDistributedLayer.of(dense, x.length));
    double[] output = new double[network.outputSize()];
    double[] outputGradient = new double[output.length];
    double[] inputGradient = new double[x.length];
    double[] gradient = new double[network.parameterCount()];

    network.forward(x, 1, output);
    double cost = MeanSquaredError.instance().evaluate(output, target, outputGradient);
    network.backward(x, output, outputGradient, 1, inputGradient, gradient);

    String name = describe(golden);
    assertAgree(name + "y", output, numbers(golden.get("y")));
    assertAgree(name + "C", new double[] {cost}, numbers(golden.get("C")));
    assertAgree(
        name + "dC/dw",
        Arrays.copyOfRange(gradient, bank.parameterCount(), gradient.length),
        numbers(golden.get("dC_dw")));
    assertAgree(name + "dC/dX", inputGradient, numbers(golden.get("dC_dX")));
    GaussianBankGoldenTest.assertParameterGradients(
        golden, bank, Arrays.copyOf(gradient, bank.parameterCount()));
  }
}
