/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DenseLayerTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    return random(1 + random.nextInt(5), 1 + random.nextInt(5), random);
  }

  static DenseLayer random(int inputs, int outputs, Random random) {
    double[][] weights = new double[outputs][];
    for (int j = 0; j < outputs; j++) {
      weights[j] = gaussian(inputs, random);
    }
    return DenseLayer.of(weights, random.nextBoolean() ? Activation.SIGMOID : Activation.NONE);
  }

  @Test
  void aNeuronWithoutActivationMultiplies() {
    Layer neuron = DenseLayer.neuron(-1.5, Activation.NONE);
    double[] z = new double[1];
    double[] byX = new double[1];
    double[] byWeight = new double[1];
    neuron.forward(new double[] {2}, 1, z);
    neuron.backward(new double[] {2}, z, new double[] {0.25}, 1, byX, byWeight);
    assertThat(z).containsExactly(-3);
    assertThat(byWeight).containsExactly(0.5); // (18): dC/dz x
    assertThat(byX).containsExactly(-0.375); // dC/dz w
  }

  @Test
  void aNeuronWithSigmoidMultipliesByItsDerivative() {
    Layer neuron = DenseLayer.neuron(-1.5, Activation.SIGMOID);
    double[] a = new double[1];
    double[] byX = new double[1];
    double[] byWeight = new double[1];
    neuron.forward(new double[] {2}, 1, a);
    neuron.backward(new double[] {2}, a, new double[] {0.25}, 1, byX, byWeight);
    double sigmoid = 1 / (1 + Math.exp(3));
    assertThat(a).containsExactly(sigmoid);
    assertThat(byWeight).containsExactly(0.25 * (sigmoid * (1 - sigmoid)) * 2); // (27)
    assertThat(byX).containsExactly(0.25 * (sigmoid * (1 - sigmoid)) * -1.5); // (28)
  }

  @Test
  void aSaturatedSigmoidStaysFinite() {
    for (double z : new double[] {-1e308, -800, 800, 1e308}) {
      double a = Activation.SIGMOID.apply(z);
      assertThat(a).isEqualTo(z < 0 ? 0 : 1);
      assertThat(Activation.SIGMOID.derivative(a)).isZero();
    }
  }

  @Test
  void aMissingSampleWithoutGradientHasNoInfluence() {
    DenseLayer layer = DenseLayer.of(new double[][] {{1, 2}}, Activation.SIGMOID);
    double[] input = {Double.NaN, 1, 3, 4};
    double[] output = new double[2];
    double[] inputGradient = new double[4];
    double[] gradient = new double[2];
    layer.forward(input, 2, output);
    layer.backward(input, output, new double[] {0, 1}, 2, inputGradient, gradient);
    assertThat(output[0]).isNaN();
    assertThat(gradient).doesNotContain(Double.NaN);
    assertThat(inputGradient).startsWith(0, 0).doesNotContain(Double.NaN);
  }

  @Test
  void weightsThatAreNoMatrixAreRefused() {
    refuses(
        "weights[1] must have 2 entries, but has 1",
        () -> DenseLayer.of(new double[][] {{1, 2}, {3}}, Activation.NONE));
    refuses(
        "number of weight rows must be between 1",
        () -> DenseLayer.of(new double[0][], Activation.NONE));
    refuses(
        "weights[0][1] must be finite, but is NaN",
        () -> DenseLayer.of(new double[][] {{1, Double.NaN}}, Activation.NONE));
  }
}
