/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.cost.MeanSquaredError;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequentialTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    int samples = RandomFilters.samples(random);
    GaussianBankLayer bank =
        GaussianBankLayer.of(
            List.of(
                RandomFilters.next(Border.REFLECT, samples, random),
                RandomFilters.next(Border.ZEROS, samples, random)));
    return Sequential.of(
        RandomFilters.next(Border.NEAREST, samples, random),
        bank,
        TimeDistributedLayer.of(DenseLayerTest.random(2, 1 + random.nextInt(2), random), samples));
  }

  @Test
  void aLayerThatDoesNotFitTheOneBeforeIsRefused() {
    Random random = new Random(4);
    refuses(
        "layers[1] must take 3 values, the output size of layers[0], but takes 4",
        () ->
            Sequential.of(
                DenseLayerTest.random(2, 3, random), DenseLayerTest.random(4, 1, random)));
    refuses("number of layers must be between 1", () -> Sequential.of(List.of()));
  }

  @Test
  void missingSamplesPassThroughANetworkWithoutInfluence() {
    Random random = new Random(5);
    Layer network =
        Sequential.of(
            RandomFilters.next(Border.RENORMALISE, 20, random),
            TimeDistributedLayer.of(DenseLayer.neuron(0.7, Activation.SIGMOID), 20));
    double[] input = gaussian(20, random);
    input[4] = Double.NaN;
    input[5] = Double.NaN;
    double[] output = new double[20];
    double[] outputGradient = new double[20];
    double[] inputGradient = new double[20];
    double[] gradient = new double[network.parameterCount()];

    network.forward(input, 1, output);
    double cost = MeanSquaredError.instance().evaluate(output, new double[20], outputGradient);
    network.backward(input, output, outputGradient, 1, inputGradient, gradient);

    assertThat(cost).isFinite();
    assertThat(output[4]).isNaN();
    assertThat(gradient).doesNotContain(Double.NaN);
    assertThat(inputGradient).doesNotContain(Double.NaN);
    assertThat(inputGradient[4]).isZero();
  }
}
