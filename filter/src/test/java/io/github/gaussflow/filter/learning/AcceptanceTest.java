/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How far a filter whose parameters were learned before a window, without a reference, is above the
 * best fixed parameters found with the clean signal of the same windows: windows 20 to 80 of 256
 * samples, worst of ten seeds, the mean learned. The seeds are fixed, so there are no false alarms.
 *
 * <p>The bounds are what the NumPy prototype was measured to hold in the worst of four seeds.
 */
class AcceptanceTest {

  @ParameterizedTest
  @CsvSource({
    "SINES_0, .07, .07, .09",
    "SINES_5, .07, .07, .09",
    "SINES_10, .07, .07, .09",
    "SINES_20, .07, .07, .09",
    "ECG_10, .04, .02, .01",
    "ECG_20, .04, .02, .01",
    "WALK, .12, .06, .05",
    "TEMPERATURE, .18, .10, .14",
    "STEPS_10, .35, .25, .22",
    "HEAVY_TAILS, .07, .08, .05",
  })
  void learnedFilterIsNearTheOracle(
      Families family, double symmetric, double littleLookahead, double noLookahead) {
    assertNear(family, new KernelSupport(16, 16), symmetric);
    assertNear(family, new KernelSupport(4, 32), littleLookahead);
    assertNear(family, new KernelSupport(0, 32), noLookahead);
  }

  private static void assertNear(Families family, KernelSupport support, double decibels) {
    for (int seed = 100; seed < 110; seed++) {
      Random random = new Random(seed);
      double[] clean = family.clean(Prequential.samples(support), random);
      double[] noisy = family.noisy(clean, random);
      double excess = Prequential.excess(LearnerSettings.of(support), clean, noisy);
      assertThat(excess).as("%s, %s, seed %s, dB", family, support, seed).isLessThan(decibels);
    }
  }

  /** The prototype holds .09 on signals of its own, .12 on these ECG; STEPS as above. */
  @ParameterizedTest
  @CsvSource({
    "SINES, 16, 16, .1",
    "SINES, 4, 32, .1",
    "ECG, 16, 16, .15",
    "WALK, 4, 32, .1",
    "STEPS, 16, 16, .35",
  })
  void crossValidationIsNearTheOracle(
      Signals signal, int lookahead, int lookback, double decibels) {
    KernelSupport support = new KernelSupport(lookahead, lookback);
    LearnerSettings gcv = LearnerSettings.of(support).withObjective(ObjectiveKind.GCV);
    for (int seed = 100; seed < 102; seed++) {
      double excess = Prequential.excess(gcv, signal, seed);
      assertThat(excess).as("%s, seed %s, dB", signal, seed).isLessThan(decibels);
    }
  }
}
