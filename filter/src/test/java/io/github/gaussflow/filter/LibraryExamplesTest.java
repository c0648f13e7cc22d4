/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.gaussflow.filter.cost.MeanSquaredError;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedTaps;
import io.github.gaussflow.filter.layer.Border;
import io.github.gaussflow.filter.layer.GaussianFilterLayer;
import io.github.gaussflow.filter.layer.Layer;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.optimizer.Adam;
import io.github.gaussflow.filter.optimizer.Optimizer;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples of the guide's page on the library, which shows these very lines. */
class LibraryExamplesTest {

  private static double[] sine(int samples) {
    double[] sine = new double[samples];
    for (int n = 0; n < samples; n++) {
      sine[n] = Math.sin(n / 20.0);
    }
    return sine;
  }

  private static double[] withNoise(double[] signal, double standardDeviation) {
    Random random = new Random(5);
    double[] noisy = new double[signal.length];
    for (int n = 0; n < noisy.length; n++) {
      noisy[n] = signal[n] + standardDeviation * random.nextGaussian();
    }
    return noisy;
  }

  private static double meanSquare(double[] a, double[] b) {
    double sum = 0;
    for (int n = 0; n < a.length; n++) {
      sum += (a[n] - b[n]) * (a[n] - b[n]);
    }
    return sum / a.length;
  }

  private static double[] denoise(double[] samples) {
    KernelSupport support = new KernelSupport(16, 16); // lookahead, lookback
    WindowLearner learner = LearnerSettings.of(support).newLearner(); // SURE: no reference
    LagStatistics window = LagStatistics.of(support);
    double[] denoised = new double[samples.length];
    for (int from = 0; from < samples.length; from += 256) {
      int to = Math.min(from + 256, samples.length);
      RenormalisedTaps taps = RenormalisedTaps.of(learner.parameters(), support);
      for (int n = from; n < to; n++) {
        denoised[n] = taps.filter(samples, 0, samples.length, n); // NaN where a sample is missing
      }
      window.clear();
      window.accept(samples, null, from, to);
      learner.learn(window); // what it learns holds from the next window on
    }
    return denoised;
  }

  @Test
  void learnsAndFiltersAnArray() {
    double[] signal = sine(4096);
    double[] noisy = withNoise(signal, 0.5);
    assertThat(meanSquare(denoise(noisy), signal)).isLessThan(meanSquare(noisy, signal) / 4);
  }

  @Test
  void trainsALayer() {
    double[] input = withNoise(new double[512], 1);
    double[] target = new double[512];
    layer(new GaussianParameters(3, 2.5)).forward(input, 1, target);

    Layer layer = layer(new GaussianParameters(0, 1));
    // training
    double[] parameters = layer.parameters(); // mu and ln sigma
    double[] gradient = new double[layer.parameterCount()];
    double[] output = new double[target.length];
    double[] outputGradient = new double[target.length];
    double[] inputGradient = new double[input.length];
    Optimizer optimizer = Adam.of(0.05);
    double[] state = optimizer.initialState(parameters.length);
    for (int step = 0; step < 400; step++) {
      layer.forward(input, 1, output);
      MeanSquaredError.instance().evaluate(output, target, outputGradient);
      layer.backward(input, output, outputGradient, 1, inputGradient, gradient);
      optimizer.step(parameters, gradient, state);
      layer = layer.withParameters(parameters);
    }
    // end of training
    assertThat(parameters[0]).isCloseTo(3, offset(0.01));
    assertThat(Math.exp(parameters[1])).isCloseTo(2.5, offset(0.01));
  }

  private static Layer layer(GaussianParameters parameters) {
    return GaussianFilterLayer.of(
        GaussianKernel.UNIT_SUM, parameters, KernelSupport.symmetric(12), Border.REFLECT, 512);
  }
}
