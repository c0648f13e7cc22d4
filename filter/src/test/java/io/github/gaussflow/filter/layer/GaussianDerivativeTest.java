/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static io.github.gaussflow.filter.GoldenFiles.assertAgree;
import static io.github.gaussflow.filter.GoldenFiles.describe;
import static io.github.gaussflow.filter.GoldenFiles.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layer's outputs of order 1 and 2. */
class GaussianDerivativeTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    Border border = Border.values()[random.nextInt(4)];
    GaussianKernel kernel =
        border == Border.RENORMALISE
            ? GaussianKernel.UNIT_SUM
            : GaussianKernel.values()[random.nextInt(3)];
    int order = 1 + random.nextInt(2);
    KernelSupport support = new KernelSupport(1 + random.nextInt(6), 1 + random.nextInt(6));
    double least = order == 1 ? 0.3 : 0.5;
    GaussianParameters parameters =
        new GaussianParameters(
            -1 + 2 * random.nextDouble(), least + Math.exp(-2 + 3 * random.nextDouble()));
    return GaussianFilterLayer.of(
            kernel, parameters, support, border, RandomFilters.samples(random))
        .derivative(order, 0.5 + random.nextDouble());
  }

  /**
   * Where only three samples are present, one of them of little weight, the curvature keeps eleven
   * digits and the difference quotient of its noise is 1e-9; the true gradient may be zero.
   */
  @Override
  double tolerance() {
    return 1e-5;
  }

  @Override
  double[] input(Layer layer, int batch, Random random) {
    return RandomFilters.input(
        ((GaussianFilterLayer) layer).border(), batch * layer.inputSize(), random);
  }

  @Property(tries = 100, seed = "7401")
  void constantsRampsAndParabolasHaveTheirExactDerivatives(@ForAll long seed) {
    Random random = new Random(seed);
    int lookahead = 1 + random.nextInt(9);
    int lookback = 1 + random.nextInt(9);
    double mean = -1.5 + 3 * random.nextDouble();
    double deviation = 0.7 + 11 * random.nextDouble();
    double period = Math.pow(10, -3 + 5 * random.nextDouble());
    GaussianFilterLayer filter =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(mean, deviation),
            new KernelSupport(lookahead, lookback),
            Border.RENORMALISE,
            30);
    double[] constant = new double[30];
    double[] ramp = new double[30];
    double[] parabola = new double[30];
    for (int n = 0; n < 30; n++) {
      double t = n * period;
      constant[n] = 7;
      ramp[n] = 3 - 0.4 * t;
      parabola[n] = 1 + 2 * t - 0.5 * t * t;
    }
    // Absent samples change nothing, for a polynomial is found from any of its samples.
    ramp[11] = Double.NaN;
    parabola[20] = Double.NaN;

    double[] slopeOfConstant = forward(filter.derivative(1, period), constant);
    double[] slope = forward(filter.derivative(1, period), ramp);
    double[] curvatureOfRamp = forward(filter.derivative(2, period), ramp);
    double[] curvature = forward(filter.derivative(2, period), parabola);

    for (int n = 0; n < 30; n++) {
      assertThat(slopeOfConstant[n]).isCloseTo(0, offset(1e-12 / period));
      if (n != 11) {
        assertThat(slope[n]).isCloseTo(-0.4, offset(1e-9));
      }
      // With too few samples of weight at the edges there is no curvature, and no number.
      if (!Double.isNaN(curvatureOfRamp[n])) {
        double largest = 0.4 * 30 / period;
        assertThat(curvatureOfRamp[n]).isCloseTo(0, offset(1e-6 * largest));
      }
      if (!Double.isNaN(curvature[n])) {
        assertThat(curvature[n]).isCloseTo(-1, offset(1e-6 * (1 + 100 / period)));
      }
    }
    assertThat(curvature[10]).isNotNaN();
    assertThat(slope[11]).isNaN();
  }

  @Test
  void aSineHasItsDerivativesTimesTheGainOfTheFilter() {
    double period = 0.01;
    double omega = 2 * Math.PI * 1.5;
    double sigma = 4;
    GaussianFilterLayer filter =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(0, sigma),
            KernelSupport.symmetric(40),
            Border.ZEROS,
            200);
    double[] x = new double[200];
    for (int n = 0; n < x.length; n++) {
      x[n] = Math.sin(omega * n * period);
    }
    double[] first = forward(filter.derivative(1, period), x);
    double[] second = forward(filter.derivative(2, period), x);
    double gain = Math.exp(-0.5 * Math.pow(omega * period * sigma, 2));
    for (int n = 40; n < 160; n++) {
      double phase = omega * n * period;
      assertThat(first[n]).isCloseTo(gain * omega * Math.cos(phase), offset(1e-10 * omega));
      assertThat(second[n])
          .isCloseTo(-gain * omega * omega * Math.sin(phase), offset(1e-10 * omega * omega));
    }
  }

  @Test
  void theScaledKernelHasTheTapsOfThePaper() {
    // dg/dm (53) for a wide support is also what the unit-sum kernel gives.
    GaussianParameters parameters = new GaussianParameters(0.7, 3);
    double[] x = gaussian(100, new Random(9));
    for (int order = 1; order <= 2; order++) {
      double[] scaled = new double[100];
      double[] unitSum = new double[100];
      double[] unscaled = new double[100];
      for (var kernel :
          Map.of(
                  GaussianKernel.SCALED, scaled,
                  GaussianKernel.UNIT_SUM, unitSum,
                  GaussianKernel.UNSCALED, unscaled)
              .entrySet()) {
        GaussianFilterLayer.of(
                kernel.getKey(), parameters, KernelSupport.symmetric(35), Border.REFLECT, 100)
            .derivative(order, 1)
            .forward(x, 1, kernel.getValue());
      }
      for (int n = 0; n < 100; n++) {
        unscaled[n] /= 3 * Math.sqrt(2 * Math.PI);
      }
      assertAgree("scaled of order " + order, scaled, unitSum);
      assertAgree("unscaled of order " + order, unscaled, unitSum);
    }
  }

  static List<JsonNode> references() {
    return GoldenFiles.reference("gaussian_filter1d.json");
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithSciPy(JsonNode golden) {
    Border border =
        Map.of("constant", Border.ZEROS, "nearest", Border.NEAREST, "reflect", Border.REFLECT)
            .get(golden.get("mode").asText());
    double[] x = numbers(golden.get("x"));
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
                GaussianKernel.UNIT_SUM,
                new GaussianParameters(0, golden.get("sigma").asDouble()),
                KernelSupport.symmetric(golden.get("radius").asInt()),
                border,
                x.length)
            .derivative(golden.get("order").asInt(), 1);
    // The supports are so wide that SciPy's taps, made without a correction, have nothing to
    // correct.
    assertAgree(describe(golden), forward(layer, x), numbers(golden.get("y")));
  }

  @Test
  void aVanishingDeviationGivesTheDifferenceOfNeighbours() {
    GaussianFilterLayer filter =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(0, 0.05),
            KernelSupport.symmetric(2),
            Border.NEAREST,
            5);
    double[] x = {0, 1, 4, 9, 16};
    assertThat(forward(filter.derivative(1, 0.5), x)[2]).isCloseTo(8, offset(1e-12));
    assertThat(forward(filter.derivative(2, 0.5), x)[2]).isCloseTo(8, offset(1e-12));
  }

  @Test
  void settingsThatGiveNoDerivativeAreRefused() {
    GaussianFilterLayer filter =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(0, 0.01),
            new KernelSupport(0, 1),
            Border.ZEROS,
            5);
    refuses("order must be 0, 1 or 2, but is 3", () -> filter.derivative(3, 1));
    refuses(
        "period must be positive and finite, but is NaN", () -> filter.derivative(1, Double.NaN));
    refuses("support must have more than 2 taps", () -> filter.derivative(2, 1));
    refuses("but is 0.01", () -> filter.derivative(1, 1));
    GaussianFilterLayer scaled =
        GaussianFilterLayer.of(
            GaussianKernel.SCALED,
            new GaussianParameters(0, 1),
            KernelSupport.symmetric(3),
            Border.RENORMALISE,
            5);
    refuses("kernel must be UNIT_SUM", () -> scaled.derivative(1, 1));
    assertThat(scaled.derivative(0, 1).order()).isZero();
  }

  private static double[] forward(Layer layer, double[] x) {
    double[] out = new double[layer.outputSize()];
    layer.forward(x, 1, out);
    return out;
  }
}
