/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseCorrelation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a learner says of the noise, after 80 windows of 256 samples. The seeds are fixed. */
class NoiseCorrelationTest {

  private static double learned(
      LearnerSettings settings, Signals signal, double a, double b, int seed) {
    Random random = new Random(seed);
    double[] x = signal.clean(80 * 256, random);
    double[] noise = CalibratedNoiseTest.noise(x.length, a, b, signal.deviation(x), random);
    for (int n = 0; n < x.length; n++) {
      x[n] += noise[n];
    }
    WindowLearner learner = settings.newLearner();
    double correlation = Double.NaN;
    for (int from = 0; from < x.length; from += 256) {
      LagStatistics window = settings.newStatistics();
      window.accept(x, null, from, from + 256);
      correlation = learner.learn(window).noiseCorrelation();
    }
    assertThat(learner.learn(settings.newStatistics()).noiseCorrelation()).isNaN();
    return correlation;
  }

  @ParameterizedTest
  @EnumSource(Signals.class)
  void whiteNoiseIsNotSuspected(Signals signal) {
    for (int seed = 1; seed <= 4; seed++) {
      for (KernelSupport support : supports()) {
        assertThat(learned(LearnerSettings.of(support), signal, 0, 0, seed))
            .as("%s, seed %s", signal, seed)
            .isBetween(-.2, .2);
      }
    }
  }

  /** First order: the truth to three standard errors; of a narrow band: out of range. */
  @ParameterizedTest
  @CsvSource({
    "SINES, .5, 0, .5",
    "SINES, .8, 0, .8",
    "SINES, -.6, 0, -.6",
    "TEMPERATURE, .5, 0, .5",
    "WALK, .5, 0, .5",
    "ECG, .5, 0, .5",
    "SINES, 1.2728, -.81, .95",
    "WALK, 1.2728, -.81, .95",
  })
  void correlatedNoiseIsSeen(Signals signal, double a, double b, double correlation) {
    for (int seed = 1; seed <= 3; seed++) {
      assertThat(learned(LearnerSettings.of(KernelSupport.symmetric(16)), signal, a, b, seed))
          .as("%s, seed %s", signal, seed)
          .isBetween(correlation - .24, correlation + .24);
    }
  }

  private static KernelSupport[] supports() {
    return new KernelSupport[] {
      KernelSupport.symmetric(16), new KernelSupport(0, 32), KernelSupport.symmetric(3)
    };
  }

  @Test
  void withoutEnoughTapsOrSamplesThereIsNoNumber() {
    LagStatistics few = LagStatistics.of(KernelSupport.symmetric(2));
    few.accept(new Random(1).doubles(300).toArray(), null, 0, 300);
    assertThat(NoiseCorrelation.of(few)).isNaN();
    LagStatistics statistics = LagStatistics.of(KernelSupport.symmetric(8));
    assertThat(NoiseCorrelation.of(statistics)).isNaN();
    statistics.accept(new double[300], null, 0, 300);
    assertThat(NoiseCorrelation.of(statistics)).isNaN();
  }
}
