/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static io.github.gaussflow.filter.GoldenFiles.assertAgree;
import static io.github.gaussflow.filter.GoldenFiles.describe;
import static io.github.gaussflow.filter.GoldenFiles.interleaved;
import static io.github.gaussflow.filter.GoldenFiles.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianBankGoldenTest {

  static List<JsonNode> cases() {
    return GoldenFiles.cases("gaussian_bank.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheReference(JsonNode golden) {
    double[] x = numbers(golden.get("x"));
    GaussianBankLayer bank = bank(golden, x.length);
    double[] outputGradient = interleaved(golden.get("dC_dO"));
    double[] output = new double[outputGradient.length];
    double[] inputGradient = new double[x.length];
    double[] parameterGradient = new double[bank.parameterCount()];

    bank.forward(x, 1, output);
    bank.backward(x, output, outputGradient, 1, inputGradient, parameterGradient);

    String name = describe(golden);
    assertAgree(name + "O", output, interleaved(golden.get("o")));
    assertAgree(name + "dC/dX", inputGradient, numbers(golden.get("dC_dX")));
    assertParameterGradients(golden, bank, parameterGradient);
  }

  static GaussianBankLayer bank(JsonNode golden, int samples) {
    List<GaussianFilterLayer> filters = new ArrayList<>();
    for (int k = 0; k < golden.get("mu").size(); k++) {
      filters.add(
          GaussianFilterLayer.of(
              GaussianKernel.valueOf(golden.get("kernel").asText().toUpperCase(Locale.ROOT)),
              new GaussianParameters(
                  golden.get("mu").get(k).asDouble(), golden.get("sigma").get(k).asDouble()),
              KernelSupport.symmetric(golden.get("radius").asInt()),
              Border.ZEROS,
              samples));
    }
    return GaussianBankLayer.of(filters);
  }

  static void assertParameterGradients(
      JsonNode golden, GaussianBankLayer bank, double[] parameterGradient) {
    double[] byMean = new double[bank.filters().size()];
    double[] byDeviation = new double[bank.filters().size()];
    for (int k = 0; k < byMean.length; k++) {
      byMean[k] = parameterGradient[2 * k];
      byDeviation[k] =
          bank.filters().get(k).standardDeviationGradient(parameterGradient[2 * k + 1]);
    }
    assertAgree(describe(golden) + "dC/dmu", byMean, numbers(golden.get("dC_dmu")));
    assertAgree(describe(golden) + "dC/dsigma", byDeviation, numbers(golden.get("dC_dsigma")));
  }
}
