/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How far a filter whose parameters were learned before a window, without a reference, is above the
 * best fixed parameters found with the clean signal of the same windows: windows 20 to 80 of 256
 * samples, worst of four seeds.
 *
 * <p>The bounds are those that the NumPy prototype was measured to hold on signals of its own
 * (worst of three seeds), but .25 instead of .18 for the temperature: on the very signals of this
 * test the prototype gives .2187 where this learner gives .2187, and the others agree to four
 * decimals too, so the difference is in the signals. The seeds are fixed, so there are no false
 * alarms.
 */
class AcceptanceTest {

  @ParameterizedTest
  @CsvSource({
    "SINES, 16, 16, .07",
    "SINES, 4, 32, .07",
    "ECG, 16, 16, .04",
    "ECG, 4, 32, .04",
    "WALK, 16, 16, .12",
    "WALK, 4, 32, .12",
    "TEMPERATURE, 16, 16, .25",
    "TEMPERATURE, 4, 32, .25",
    "STEPS, 16, 16, .35",
    "STEPS, 4, 32, .35",
  })
  void learnedFilterIsNearTheOracle(Signals signal, int lookahead, int lookback, double decibels) {
    KernelSupport support = new KernelSupport(lookahead, lookback);
    for (int seed = 100; seed < 104; seed++) {
      double excess = Prequential.excess(LearnerSettings.of(support), signal, seed);
      assertThat(excess).as("%s, seed %s, dB", signal, seed).isLessThan(decibels);
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
