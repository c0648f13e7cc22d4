/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.jobs.simulation.Noise;
import io.github.gaussflow.jobs.simulation.Signal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyTest {

  private static final int COUNT = 200_000;

  @Test
  void namesAreTakenOnce() {
    assertThat(Family.ALL).extracting(Family::name).doesNotHaveDuplicates();
    assertThat(Recorded.ALL).extracting(Recorded::name).doesNotHaveDuplicates();
  }

  @Test
  void aSeedGivesTheSameDrawAndAnotherGivesAnother() {
    for (Family family : Family.ALL) {
      Family.Draw draw = family.draw(2_000, 5);
      assertThat(draw.noisy()).isEqualTo(family.draw(2_000, 5).noisy());
      assertThat(draw.noisy()).isNotEqualTo(family.draw(2_000, 6).noisy());
      assertThat(Arrays.stream(draw.noisy()).allMatch(Double::isFinite)).isTrue();
    }
  }

  @Test
  void theNoiseIsAsFarBelowTheSignalAsItSays() {
    double[] signal = Signal.SINES.samples(COUNT, new Random(1));
    // Deviation of three sines: sqrt((1 + .36 + .16) / 2).
    assertThat(Level.decibels(20).deviation(signal)).isCloseTo(0.08718, within(1e-4));
    assertThat(Level.deviation(3).deviation(signal)).isEqualTo(3);
  }

  @Test
  void whatIsQuantisedIsAMultiple() {
    Family quantised =
        Family.ALL.stream().filter(family -> family.quantum() > 0).findFirst().orElseThrow();
    double[] noisy = quantised.draw(2_000, 1).noisy();
    assertThat(Arrays.stream(noisy).allMatch(x -> x * 16 == Math.rint(x * 16))).isTrue();
  }

  /** The fixed seed leaves no chance; heavy tails have no fourth moment, hence the wide bound. */
  @ParameterizedTest
  @EnumSource(Noise.class)
  void noiseHasVarianceOne(Noise noise) {
    double variance = noise == Noise.SPIKES ? 1 + 0.01 * 100 : 1;
    double[] e = noise.samples(COUNT, new Random(2));
    assertThat(product(e, 0)).isCloseTo(variance, within(0.05 * variance));
  }

  /** The autocorrelation of y(n) = a y(n-1) + b y(n-2) + white at lag 1 is a / (1 - b). */
  @ParameterizedTest
  @CsvSource({
    "WHITE, 0",
    "CORRELATED, .5",
    "STRONGLY_CORRELATED, .8",
    "NARROW_BAND, .80797",
    "SPIKES, 0"
  })
  void noiseIsCorrelatedAsItSays(Noise noise, double expected) {
    double[] e = noise.samples(COUNT, new Random(3));
    assertThat(product(e, 1) / product(e, 0)).isCloseTo(expected, within(0.01));
  }

  private static double product(double[] e, int lag) {
    double sum = 0;
    for (int n = lag; n < e.length; n++) {
      sum += e[n] * e[n - lag];
    }
    return sum / (e.length - lag);
  }
}
