/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.gaussflow.filter.cost.BinaryCrossEntropy;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.layer.Activation;
import io.github.gaussflow.filter.layer.Border;
import io.github.gaussflow.filter.layer.DenseLayer;
import io.github.gaussflow.filter.layer.GaussianBankLayer;
import io.github.gaussflow.filter.layer.GaussianFilterLayer;
import io.github.gaussflow.filter.layer.Layer;
import io.github.gaussflow.filter.layer.Sequential;
import io.github.gaussflow.filter.layer.TimeDistributedLayer;
import io.github.gaussflow.filter.optimizer.Adam;
import io.github.gaussflow.filter.optimizer.Optimizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * An example from end to end: a network that learns when a noisy level is too high.
 *
 * <p>The event of sample n is that the level, seen at a scale of three samples and four samples
 * late, exceeds a threshold; the network knows neither. It sees only the noisy samples and the
 * events: three Gaussian filters, a dense layer that weighs their outputs, and a sigmoid.
 */
class EventDetectionTest {

  private static final int SERIES = 10;
  private static final int SAMPLES = 400;
  private static final GaussianParameters PLANTED = new GaussianParameters(4, 3);
  private static final double LEVEL = 4;
  private static final double THRESHOLD = 4.3;

  private final double[] samples = new double[SERIES * SAMPLES];
  private final double[] events = new double[samples.length];

  @Test
  void threeFiltersADenseLayerAndASigmoidLearnToDetectAnEvent() {
    Layer network =
        Sequential.of(
            GaussianBankLayer.of(List.of(filter(1, 16), filter(6, 80), filter(12, 80))),
            TimeDistributedLayer.of(
                DenseLayer.of(new double[][] {{0.5, -0.25, -0.25}}, Activation.SIGMOID), SAMPLES));
    double[] parameters = network.parameters();
    double[] output = new double[samples.length];
    double[] outputGradient = new double[samples.length];
    double[] inputGradient = new double[samples.length];
    double[] gradient = new double[parameters.length];
    Optimizer optimizer = Adam.of(0.05);
    double[] state = optimizer.initialState(parameters.length);

    draw(new Random(20220701));
    double first = cost(network, output, outputGradient);
    for (int step = 0; step < 1000; step++) {
      cost(network, output, outputGradient);
      network.backward(samples, output, outputGradient, SERIES, inputGradient, gradient);
      optimizer.step(parameters, gradient, state);
      network = network.withParameters(parameters);
    }
    double last = cost(network, output, outputGradient);

    // ln 2 knows nothing; 0.45 is the entropy of events that happen 17 % of the time.
    assertThat(first).isBetween(0.65, 0.75);
    assertThat(last).isLessThan(0.17);
    // The first filter, which started at mu = 0 and sigma = 1, found what was planted.
    assertThat(parameters[0]).isCloseTo(PLANTED.mean(), offset(0.1));
    assertThat(Math.exp(parameters[1])).isCloseTo(PLANTED.standardDeviation(), offset(0.4));
    // The others became the slow baseline to which the first is compared.
    assertThat(Math.exp(parameters[3])).isGreaterThan(20);
    assertThat(Math.exp(parameters[5])).isGreaterThan(20);
    assertThat(parameters[6]).isPositive();
    assertThat(parameters[7]).isNegative();
    assertThat(parameters[8]).isNegative();

    draw(new Random(20220702));
    double unseen = cost(network, output, outputGradient);
    int right = 0;
    for (int n = 0; n < events.length; n++) {
      right += (output[n] > 0.5) == (events[n] == 1) ? 1 : 0;
    }
    assertThat(unseen).isLessThan(0.22);
    assertThat(right / (double) events.length).isGreaterThan(0.9);
  }

  private double cost(Layer network, double[] output, double[] outputGradient) {
    network.forward(samples, SERIES, output);
    return BinaryCrossEntropy.instance().evaluate(output, events, outputGradient);
  }

  private void draw(Random random) {
    for (int n = 0; n < samples.length; n++) {
      samples[n] = LEVEL + random.nextGaussian();
    }
    filter(1, 16).withGaussian(PLANTED).forward(samples, SERIES, events);
    for (int n = 0; n < events.length; n++) {
      events[n] = events[n] > THRESHOLD ? 1 : 0;
    }
  }

  private static GaussianFilterLayer filter(double standardDeviation, int radius) {
    return GaussianFilterLayer.of(
        GaussianKernel.UNIT_SUM,
        new GaussianParameters(0, standardDeviation),
        KernelSupport.symmetric(radius),
        Border.REFLECT,
        SAMPLES);
  }
}
