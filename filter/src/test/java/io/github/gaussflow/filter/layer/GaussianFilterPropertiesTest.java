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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a convolution with a Gaussian has to do, beyond its gradients. */
class GaussianFilterPropertiesTest {

  @Property(tries = 200, seed = "7501")
  void theFilterIsLinear(@ForAll Border border, @ForAll long seed) {
    Random random = new Random(seed);
    GaussianFilterLayer layer = RandomFilters.next(border, random);
    double[] x = RandomFilters.input(border, layer.inputSize(), random);
    double[] y = LayerContract.gaussian(x.length, random);
    double a = random.nextGaussian();
    double b = random.nextGaussian();
    double[] sum = new double[x.length];
    for (int n = 0; n < x.length; n++) {
      // The same samples must be missing: NaN spreads from x.
      y[n] += 0 * x[n];
      sum[n] = a * x[n] + b * y[n];
    }
    double[] fx = forward(layer, x);
    double[] fy = forward(layer, y);
    double[] fsum = forward(layer, sum);
    double scale = 1e-13 * (1 + gain(layer)) * 10;
    for (int n = 0; n < x.length; n++) {
      if (Double.isNaN(x[n])) {
        assertThat(fsum[n]).isNaN();
      } else {
        assertThat(fsum[n]).isCloseTo(a * fx[n] + b * fy[n], offset(scale));
      }
    }
  }

  @Property(tries = 100, seed = "7502")
  void shiftedSamplesGiveShiftedOutputsAwayFromBorders(@ForAll Border border, @ForAll long seed) {
    Random random = new Random(seed);
    GaussianFilterLayer layer = RandomFilters.next(border, 60, random);
    double[] all = LayerContract.gaussian(60 + 5, random);
    double[] here = forward(layer, Arrays.copyOfRange(all, 0, 60));
    double[] later = forward(layer, Arrays.copyOfRange(all, 5, 65));
    KernelSupport support = layer.support();
    for (int n = support.lookback(); n + 5 < 60 - support.lookahead(); n++) {
      // Not bit for bit: where a block of the loop begins depends on n.
      assertThat(here[n + 5]).isCloseTo(later[n], offset(1e-13 * (1 + gain(layer))));
    }
  }

  @Property(tries = 200, seed = "7503")
  void theUnitSumKernelLeavesAConstantUnchanged(@ForAll Border border, @ForAll long seed) {
    Random random = new Random(seed);
    GaussianFilterLayer some = RandomFilters.next(border, random);
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM, some.gaussian(), some.support(), border, some.inputSize());
    double value = 1e3 * random.nextGaussian();
    double[] x = new double[layer.inputSize()];
    Arrays.fill(x, value);
    if (border == Border.RENORMALISE && random.nextBoolean()) {
      x[random.nextInt(x.length)] = Double.NaN;
    }
    double[] out = forward(layer, x);
    for (int n = 0; n < x.length; n++) {
      boolean edge = n < layer.support().lookback() || n >= x.length - layer.support().lookahead();
      if (!Double.isNaN(x[n]) && !(edge && border == Border.ZEROS)) {
        assertThat(out[n]).isCloseTo(value, offset(1e-14 * Math.abs(value)));
      }
    }
  }

  @Property(tries = 50, seed = "7504")
  void aVanishingDeviationIsTheIdentity(@ForAll Border border, @ForAll long seed) {
    Random random = new Random(seed);
    double[] x = LayerContract.gaussian(1 + random.nextInt(30), random);
    KernelSupport support = new KernelSupport(random.nextInt(6), random.nextInt(6));
    for (double deviation : new double[] {0.02, 1e-3, 1e-300, Double.MIN_VALUE}) {
      GaussianFilterLayer layer =
          GaussianFilterLayer.of(
              GaussianKernel.UNIT_SUM,
              new GaussianParameters(0, deviation),
              support,
              border,
              x.length);
      assertThat(forward(layer, x)).containsExactly(x);
    }
  }

  @Property(tries = 100, seed = "7505")
  void aBankOfOneIsItsFilter(@ForAll Border border, @ForAll long seed) {
    Random random = new Random(seed);
    GaussianFilterLayer layer = RandomFilters.next(border, random);
    Layer bank = GaussianBankLayer.of(List.of(layer));
    double[] x = RandomFilters.input(border, 2 * layer.inputSize(), random);
    double[] weights = LayerContract.gaussian(x.length, random);
    double[] out = new double[x.length];
    double[] bankOut = new double[x.length];
    double[] inGradient = new double[x.length];
    double[] bankInGradient = new double[x.length];
    double[] gradient = new double[2];
    double[] bankGradient = new double[2];
    layer.forward(x, 2, out);
    layer.backward(x, out, weights, 2, inGradient, gradient);
    bank.forward(x, 2, bankOut);
    bank.backward(x, bankOut, weights, 2, bankInGradient, bankGradient);
    assertThat(bankOut).containsExactly(out);
    assertThat(bankInGradient).containsExactly(inGradient);
    for (int p = 0; p < 2; p++) {
      assertThat(bankGradient[p])
          .isCloseTo(gradient[p], offset(1e-12 * (1 + Math.abs(gradient[p]))));
    }
  }

  @Property(tries = 50, seed = "7506")
  void aChainOfTwoIsOneWithSummedMeansAndVariances(@ForAll long seed) {
    Random random = new Random(seed);
    GaussianKernel kernel = random.nextBoolean() ? GaussianKernel.SCALED : GaussianKernel.UNIT_SUM;
    GaussianParameters first = wide(random);
    GaussianParameters second = wide(random);
    GaussianParameters both =
        new GaussianParameters(
            first.mean() + second.mean(),
            Math.hypot(first.standardDeviation(), second.standardDeviation()));
    int radius = 28;
    KernelSupport support = KernelSupport.symmetric(radius);
    Border border = Border.ZEROS;
    int samples = 180;
    Layer chain =
        Sequential.of(
            GaussianFilterLayer.of(kernel, first, support, border, samples),
            GaussianFilterLayer.of(kernel, second, support, border, samples));
    Layer one =
        GaussianFilterLayer.of(kernel, both, KernelSupport.symmetric(2 * radius), border, samples);
    double[] x = LayerContract.gaussian(samples, random);
    double[] chained = forward(chain, x);
    double[] direct = forward(one, x);
    for (int n = 2 * radius; n < samples - 2 * radius; n++) {
      // Sampled Gaussians of sigma 1.6 chain to 2 exp(-2 pi^2 1.28) = 2e-11.
      assertThat(chained[n]).isCloseTo(direct[n], offset(1e-9));
    }
  }

  @Test
  void missingSamplesAreLeftOutAndStayMissing() {
    double nan = Double.NaN;
    double[] x = {1, nan, 4, 2, nan, nan, nan, nan, 8};
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(0, 1),
            KernelSupport.symmetric(2),
            Border.RENORMALISE,
            x.length);
    double g0 = 1;
    double g1 = Math.exp(-0.5);
    double g2 = Math.exp(-2);
    double[] out = forward(layer, x);
    assertThat(out[0]).isCloseTo((g0 + 4 * g2) / (g0 + g2), offset(1e-15));
    assertThat(out[2]).isCloseTo((g2 + 4 * g0 + 2 * g1) / (g2 + g0 + g1), offset(1e-15));
    assertThat(out[8]).isEqualTo(8);
    for (int n : new int[] {1, 4, 5, 6, 7}) {
      assertThat(out[n]).isNaN();
    }
  }

  @Test
  void theGradientAtAMissingSampleIsNotUsed() {
    double[] x = {1, 2, Double.NaN, 4, 5};
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(0.2, 1),
            KernelSupport.symmetric(1),
            Border.RENORMALISE,
            5);
    double[] inGradient = new double[5];
    double[] gradient = new double[2];
    layer.backward(
        x, forward(layer, x), new double[] {1, 1, Double.NaN, 1, 1}, 1, inGradient, gradient);
    assertThat(inGradient).doesNotContain(Double.NaN);
    assertThat(inGradient[2]).isZero();
    assertThat(gradient).doesNotContain(Double.NaN);
  }

  @Test
  void theRenormalisedGainOfTheScaledKernelIsItsSumOfTaps() {
    GaussianParameters parameters = new GaussianParameters(0.5, 3);
    KernelSupport support = new KernelSupport(2, 3);
    for (GaussianKernel kernel : GaussianKernel.values()) {
      GaussianFilterLayer layer =
          GaussianFilterLayer.of(kernel, parameters, support, Border.RENORMALISE, 12);
      double sum = Arrays.stream(kernel.taps(parameters, support)).sum();
      double[] ones = new double[12];
      Arrays.fill(ones, 1);
      for (double out : forward(layer, ones)) {
        assertThat(out).isCloseTo(sum, offset(1e-14 * sum));
      }
    }
  }

  @Test
  void aMeanFarFromThePresentSamplesTakesTheNearest() {
    // At the first sample all earlier ones are absent, and exp(-3200) is no double.
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            new GaussianParameters(16, 0.2),
            KernelSupport.symmetric(16),
            Border.RENORMALISE,
            40);
    double[] x = LayerContract.gaussian(40, new Random(6));
    double[] out = forward(layer, x);
    for (int n = 0; n < 16; n++) {
      assertThat(out[n]).isCloseTo(x[0], offset(1e-14));
    }
    assertThat(out[20]).isCloseTo(x[4], offset(1e-4));
  }

  @Test
  void aSeriesWithoutSamplesIsRefused() {
    for (int samples : new int[] {0, -1}) {
      LayerContract.refuses(
          "samples must be between 1 and 2147483647, but is " + samples,
          () ->
              GaussianFilterLayer.of(
                  GaussianKernel.SCALED,
                  new GaussianParameters(0, 1),
                  KernelSupport.symmetric(1),
                  Border.ZEROS,
                  samples));
    }
  }

  @Test
  void bordersStandForTheSamplesTheyName() {
    assertThat(indices(Border.ZEROS)).containsExactly(-1, -1, -1, -1, 0, 1, 2, -1, -1, -1, -1);
    assertThat(indices(Border.NEAREST)).containsExactly(0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2);
    assertThat(indices(Border.REFLECT)).containsExactly(2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0);
    assertThat(indices(Border.RENORMALISE)).containsExactly(indices(Border.ZEROS));
  }

  private static int[] indices(Border border) {
    int[] indices = new int[11];
    for (int i = 0; i < 11; i++) {
      indices[i] = border.index(i - 4, 3);
    }
    return indices;
  }

  private static GaussianParameters wide(Random random) {
    return new GaussianParameters(-2 + 4 * random.nextDouble(), 1.6 + random.nextDouble());
  }

  private static double gain(GaussianFilterLayer layer) {
    return Arrays.stream(layer.kernel().taps(layer.gaussian(), layer.support())).sum();
  }

  private static double[] forward(Layer layer, double[] x) {
    double[] out = new double[layer.outputSize()];
    layer.forward(x, 1, out);
    return out;
  }
}
