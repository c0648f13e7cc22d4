/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels so long that the layers filter by overlap-save. */
class LongKernelTest {

  @ParameterizedTest
  @EnumSource(Border.class)
  void theOutputIsThatOfTheDefinition(Border border) {
    int samples = 3_000;
    KernelSupport support = new KernelSupport(280, 320);
    GaussianParameters parameters = new GaussianParameters(-7.5, 110);
    double[] taps = GaussianKernel.UNIT_SUM.taps(parameters, support);
    double[] x = new Random(5).doubles(samples, -1, 1).toArray();
    if (border == Border.RENORMALISE) {
      x[2_500] = Double.NaN;
    }
    double[] output = new double[samples];

    GaussianFilterLayer.of(GaussianKernel.UNIT_SUM, parameters, support, border, samples)
        .forward(x, 1, output);

    for (int n = 0; n < samples; n++) {
      double sum = 0;
      double weights = 0;
      for (int k = 0; k < taps.length; k++) {
        int i = border.index(n - support.offset(k), samples);
        if (i != Border.NONE && !Double.isNaN(x[i])) {
          sum += taps[k] * x[i];
          weights += taps[k];
        }
      }
      double expected = border == Border.RENORMALISE ? sum / weights : sum;
      if (Double.isNaN(x[n])) {
        assertThat(output[n]).isNaN();
      } else {
        assertThat(output[n]).as("output %d", n).isCloseTo(expected, offset(1e-12));
      }
    }
  }
}
