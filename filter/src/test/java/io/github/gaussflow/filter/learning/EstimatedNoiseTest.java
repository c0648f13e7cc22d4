/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Noise whose correlation is estimated from the noisy signal alone, against white noise supposed:
 * the true error of what is learned before each window. The seeds are fixed, so there are no false
 * alarms.
 */
class EstimatedNoiseTest {

  /**
   * The noise is as in {@link CalibratedNoiseTest}; the gain is in dB, the least of three draws.
   */
  @ParameterizedTest
  @CsvSource({
    "SINES, .5, 0, 16, 16, .4",
    "SINES, .5, 0, 4, 32, .4",
    "TEMPERATURE, .5, 0, 16, 16, 4",
    "WALK, .5, 0, 16, 16, 1.3",
    "STEPS, .5, 0, 4, 32, 1",
    "TEMPERATURE, .8, 0, 16, 16, 1.8",
    "SINES, 1.2728, -.81, 16, 16, 9",
    "SINES, 1.2728, -.81, 4, 32, 9",
    "WALK, 1.2728, -.81, 16, 16, 7",
    "TEMPERATURE, 1.2728, -.81, 4, 32, 2.5",
    "STEPS, 1.2728, -.81, 16, 16, 1.4",
    "SINES, -.6, 0, 16, 16, 1.3",
  })
  void correlatedNoiseIsFoundWithoutRest(
      Signals signal, double a, double b, int ahead, int back, double gain) {
    for (int seed = 100; seed < 103; seed++) {
      assertThat(loss(signal, 1, a, b, new KernelSupport(ahead, back), seed))
          .as("%s, seed %s, dB", signal, seed)
          .isLessThan(-gain);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINES, 1, 0, 0, 16, 16",
    "ECG, 1, 0, 0, 16, 16",
    "ECG, .3, .5, 0, 16, 16",
    "ECG, 1, .8, 0, 4, 32",
    "ECG, 1, 1.2728, -.81, 16, 16",
    "WALK, 1, 0, 0, 16, 16",
    "WALK, .3, 0, 0, 4, 32",
    "WALK, .3, .8, 0, 16, 16",
    "TEMPERATURE, 1, 0, 0, 16, 16",
    "STEPS, 1, 0, 0, 16, 16",
    "STEPS, .3, .5, 0, 16, 16",
    "STEPS, .3, 1.2728, -.81, 16, 16",
    "SINES, .3, .8, 0, 16, 16",
  })
  void nothingIsLostWhereItCannotBeTold(
      Signals signal, double level, double a, double b, int ahead, int back) {
    for (int seed = 100; seed < 103; seed++) {
      assertThat(loss(signal, level, a, b, new KernelSupport(ahead, back), seed))
          .as("%s, seed %s, dB", signal, seed)
          .isLessThan(.1);
    }
  }

  /** Steps at 20 dB look like noise to differences of few samples: 1 dB above the best of all. */
  @ParameterizedTest
  @CsvSource({"STEPS, 16, 16", "STEPS, 4, 32", "WALK, 16, 16"})
  void whiteNoiseUnderRoughSignalsIsNotOverestimated(Signals signal, int ahead, int back) {
    for (int seed = 100; seed < 103; seed++) {
      double loss = loss(signal, .3, 0, 0, new KernelSupport(ahead, back), seed);
      assertThat(loss).as("%s, seed %s, dB", signal, seed).isLessThan(-.2);
    }
  }

  /** In dB, above 0 if the estimate is worse than white noise supposed. */
  private static double loss(
      Signals signal, double level, double a, double b, KernelSupport support, int seed) {
    Random random = new Random(seed);
    double[] clean = signal.clean(Prequential.samples(support), random);
    double deviation = level * signal.deviation(clean);
    double[] noisy = CalibratedNoiseTest.noise(clean.length, a, b, deviation, random);
    for (int n = 0; n < noisy.length; n++) {
      noisy[n] += clean[n];
    }
    LearnerSettings settings = LearnerSettings.of(support);
    LearnerSettings white = settings.withNoise(NoiseModel.estimatedWhite());
    return Prequential.excess(settings, clean, noisy) - Prequential.excess(white, clean, noisy);
  }
}
