/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecursionTest {

  private static final int COUNT = 5_000;

  static Stream<Recursion> all() {
    return Stream.concat(Arrays.stream(Signal.values()), Arrays.stream(Noise.values()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesOnFromItsState(Recursion series) {
    SavableRandom random = new SavableRandom(4);
    double[] state = series.start(random);
    for (int n = 0; n < 1_000; n++) {
      series.next(n, state, random);
    }
    SavableRandom otherRandom = new SavableRandom(random.state());
    double[] otherState = state.clone();
    double before = Double.NaN;
    boolean moves = false;
    for (int n = 1_000; n < 2_000; n++) {
      double s = series.next(n, state, random);
      assertThat(s).isFinite().isEqualTo(series.next(n, otherState, otherRandom));
      moves |= s != before;
      before = s;
    }
    assertThat(moves).isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void asAWholeItIsWhatItIsStepByStep(Recursion series) {
    double[] whole = series.samples(COUNT, new SavableRandom(9));
    SavableRandom random = new SavableRandom(9);
    double[] state = series.start(random);
    for (int n = 0; n < COUNT; n++) {
      double expected = series.next(n, state, random);
      // The drift of a temperature as a whole is scaled to its deviation; it is a few of 0.03.
      assertThat(whole[n]).isCloseTo(expected, within(series == Signal.TEMPERATURE ? 0.06 : 0));
    }
  }

  /** The drift's samples are alike over some 400: 5 % of its deviation are 4 standard errors. */
  @Test
  void aTemperatureDriftsAsMuchAsItSays() {
    int count = 4_000_000;
    SavableRandom random = new SavableRandom(2);
    double[] state = Signal.TEMPERATURE.start(random);
    double squares = 0;
    for (int n = 0; n < count; n++) {
      double swing = 20 + 0.1 * Math.sin(2 * Math.PI * n / 1440);
      double drift = Signal.TEMPERATURE.next(n, state, random) - swing;
      squares += drift * drift / count;
    }
    assertThat(Math.sqrt(squares)).isCloseTo(0.03, within(0.0015));
  }
}
