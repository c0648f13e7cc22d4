/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every layer holds, whatever its shape and parameters. */
abstract class LayerContract {

  /** Extrapolated differences of order-one functions reach 1e-9 to 1e-12; a wrong term is 1e-2. */
  double tolerance() {
    return 1e-7;
  }

  /** A layer with random shape and parameters, extreme ones now and then. */
  abstract Layer layer(Random random);

  /** A random input vector of the layer; NaN only where the layer reads it as missing. */
  double[] input(Layer layer, int batch, Random random) {
    return gaussian(batch * layer.inputSize(), random);
  }

  @Property(tries = 150, seed = "7301")
  void gradientsAgreeWithDifferences(@ForAll long seed) {
    Random random = new Random(seed);
    Layer layer = layer(random);
    int batch = 1 + random.nextInt(3);
    double[] input = input(layer, batch, random);
    double[] weights = gaussian(batch * layer.outputSize(), random);

    GradientCheck check = GradientCheck.of(layer, input, batch, weights);

    assertThat(check.passes(tolerance()))
        .as("%s of %s, parameters %s", check, layer, Arrays.toString(layer.parameters()))
        .isTrue();
  }

  @Property(tries = 50, seed = "7302")
  void aBatchIsItsVectorsOneByOne(@ForAll long seed) {
    Random random = new Random(seed);
    Layer layer = layer(random);
    int batch = 3;
    double[] input = input(layer, batch, random);
    double[] weights = gaussian(batch * layer.outputSize(), random);
    double[] output = new double[weights.length];
    double[] inputGradient = new double[input.length];
    double[] gradient = new double[layer.parameterCount()];
    layer.forward(input, batch, output);
    layer.backward(input, output, weights, batch, inputGradient, gradient);

    double[] sum = new double[gradient.length];
    double scale = 0;
    for (int b = 0; b < batch; b++) {
      double[] oneInput = row(input, b, layer.inputSize());
      double[] oneWeights = row(weights, b, layer.outputSize());
      double[] oneOutput = new double[layer.outputSize()];
      double[] oneInputGradient = new double[layer.inputSize()];
      double[] oneGradient = new double[gradient.length];
      layer.forward(oneInput, 1, oneOutput);
      layer.backward(oneInput, oneOutput, oneWeights, 1, oneInputGradient, oneGradient);
      assertThat(oneOutput).isEqualTo(row(output, b, layer.outputSize()));
      assertThat(oneInputGradient).isEqualTo(row(inputGradient, b, layer.inputSize()));
      for (int p = 0; p < sum.length; p++) {
        sum[p] += oneGradient[p];
        scale = Math.max(scale, Math.abs(oneGradient[p]));
      }
    }
    for (int p = 0; p < sum.length; p++) {
      assertThat(Math.abs(gradient[p] - sum[p])).isLessThanOrEqualTo(1e-12 * scale);
    }
  }

  @Property(tries = 20, seed = "7303")
  void gradientsOverwriteWhatWasThereAndArgumentsStay(@ForAll long seed) {
    Random random = new Random(seed);
    Layer layer = layer(random);
    double[] input = input(layer, 2, random);
    double[] weights = gaussian(2 * layer.outputSize(), random);
    double[] inputBefore = input.clone();
    double[] weightsBefore = weights.clone();
    double[] output = filled(weights.length);
    double[] inputGradient = filled(input.length);
    double[] gradient = filled(layer.parameterCount());
    layer.forward(input, 2, output);
    layer.backward(input, output, weights, 2, inputGradient, gradient);
    double[] again = new double[output.length];
    double[] inputGradientAgain = new double[input.length];
    double[] gradientAgain = new double[gradient.length];
    layer.forward(input, 2, again);
    layer.backward(input, again, weights, 2, inputGradientAgain, gradientAgain);

    assertThat(again).isEqualTo(output);
    assertThat(inputGradientAgain).isEqualTo(inputGradient);
    assertThat(gradientAgain).isEqualTo(gradient);
    assertThat(input).isEqualTo(inputBefore);
    assertThat(weights).isEqualTo(weightsBefore);
  }

  @Property(tries = 20, seed = "7304")
  void parametersAreCopiesAndComeBack(@ForAll long seed) {
    Random random = new Random(seed);
    Layer layer = layer(random);
    double[] parameters = layer.parameters();
    assertThat(parameters).hasSize(layer.parameterCount());

    Layer same = layer.withParameters(parameters);
    Arrays.fill(parameters, Double.NaN);

    assertThat(layer.parameters()).doesNotContain(Double.NaN);
    double[] back = same.parameters();
    for (int p = 0; p < back.length; p++) {
      // exp and ln round once each.
      assertThat(back[p]).isCloseTo(layer.parameters()[p], offset(1e-14));
    }
    assertThat(same.inputSize()).isEqualTo(layer.inputSize());
    assertThat(same.outputSize()).isEqualTo(layer.outputSize());
  }

  @Test
  void anEmptyBatchHasNoOutputAndNoGradient() {
    Layer layer = layer(new Random(1));
    double[] gradient = filled(layer.parameterCount());
    layer.forward(new double[0], 0, new double[0]);
    layer.backward(new double[0], new double[0], new double[0], 0, new double[0], gradient);
    assertThat(gradient).containsOnly(0.0).hasSize(layer.parameterCount());
  }

  @Test
  void shapesThatDoNotFitAreRefusedByName() {
    Layer layer = layer(new Random(2));
    double[] in = new double[2 * layer.inputSize()];
    double[] out = new double[2 * layer.outputSize()];
    double[] inGradient = new double[in.length];
    double[] gradient = new double[layer.parameterCount()];
    double[] longIn = new double[in.length + 1];
    double[] longOut = new double[out.length + 1];
    refuses("input must have 2 x", () -> layer.forward(longIn, 2, out));
    refuses("has " + longOut.length, () -> layer.forward(in, 2, longOut));
    refuses("output must have", () -> layer.forward(in, 2, new double[0]));
    refuses("batch must be at least 0, but is -1", () -> layer.forward(in, -1, out));
    refuses(
        "output gradient must have",
        () -> layer.backward(in, out, longOut, 2, inGradient, gradient));
    refuses(
        "input gradient must have",
        () -> layer.backward(in, out, out.clone(), 2, longIn, gradient));
    double[] longGradient = new double[gradient.length + 1];
    refuses(
        "parameter gradient must have",
        () -> layer.backward(in, out, out.clone(), 2, inGradient, longGradient));
    refuses("parameters must have " + gradient.length, () -> layer.withParameters(longGradient));
  }

  @Test
  void parametersThatAreNotFiniteAreRefusedByValue() {
    Layer layer = layer(new Random(3));
    for (int p = 0; p < layer.parameterCount(); p++) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        double[] parameters = layer.parameters();
        parameters[p] = value;
        refuses("is " + value, () -> layer.withParameters(parameters));
      }
    }
  }

  static void refuses(String message, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }

  static double[] gaussian(int count, Random random) {
    return random.doubles(count).map(u -> random.nextGaussian()).toArray();
  }

  /** The value, or in one case of four one of the extremes. */
  static double orExtreme(Random random, double value, double... extremes) {
    return random.nextInt(4) == 0 ? extremes[random.nextInt(extremes.length)] : value;
  }

  private static double[] row(double[] rows, int index, int size) {
    return Arrays.copyOfRange(rows, index * size, (index + 1) * size);
  }

  private static double[] filled(int count) {
    double[] array = new double[count];
    Arrays.fill(array, Double.NaN);
    return array;
  }
}
