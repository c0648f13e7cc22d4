/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NominalPeriodTest {

  private static final long PERIOD = 10_000_000;

  private static long[] times(int count, LongUnaryOperator timeOfSample) {
    return LongStream.range(0, count).map(timeOfSample).toArray();
  }

  /** The steps after which the period is sure, and the period. */
  private static long[] told(long[] times) {
    for (int steps = 1; steps < times.length; steps++) {
      long[] first = Arrays.copyOf(times, steps + 1);
      if (NominalPeriod.isLookedAtAfter(steps) && NominalPeriod.isSure(first)) {
        return new long[] {steps, NominalPeriod.of(first).getAsLong()};
      }
    }
    throw new AssertionError("never sure");
  }

  @Test
  void isTheStepOfAClockThatKeepsTime() {
    long offset = 1_700_000_000_000_000_000L;
    assertThat(told(times(200, n -> offset + n * PERIOD))).containsExactly(32, PERIOD);
    long longest = Long.MAX_VALUE / 33;
    assertThat(told(times(33, n -> n * longest))).containsExactly(32, longest);
  }

  @Test
  void isLookedAtAfterTwiceAsManyStepsEachTime() {
    assertThat(LongStream.range(0, 128).filter(n -> NominalPeriod.isLookedAtAfter((int) n)))
        .containsExactly(32L, 64L);
    assertThat(NominalPeriod.isLookedAtAfter(128)).isTrue();
    assertThat(NominalPeriod.isLookedAtAfter(129)).as("never missed").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.02, 32, 0.01", "0.3, 128, 0.06", "0.8, 128, 0.15"})
  void jitterTakesMoreStepsAndMovesItLittle(double jitter, int steps, double tolerance) {
    for (int seed = 0; seed < 200; seed++) { // no odds: the seeds are what they are
      Random random = new Random(seed);
      long[] told =
          told(times(200, n -> n * PERIOD + (long) (jitter * PERIOD * random.nextDouble())));
      assertThat(told[0]).isLessThanOrEqualTo(steps);
      assertThat(told[1] / (double) PERIOD).isBetween(1 - tolerance, 1 + tolerance);
    }
  }

  @Test
  void missingSamplesDoNotMoveIt() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long[] present =
          Arrays.stream(times(400, n -> n * PERIOD)).filter(t -> random.nextInt(10) >= 3).toArray();
      assertThat(told(present)[1]).isEqualTo(PERIOD);
    }
  }

  @Test
  void gapsDoNotMoveIt() {
    assertThat(told(times(200, n -> n * PERIOD + n / 5 * 1_000 * PERIOD))[1]).isEqualTo(PERIOD);
    long[] apart = {-Long.MAX_VALUE, 1, Long.MAX_VALUE};
    assertThat(NominalPeriod.of(apart)).as("steps that a long cannot say").hasValue(Long.MAX_VALUE);
  }

  @Test
  void timesRoundedToAMillisecondTellItToAMillisecond() {
    long exact = 9_583_000;
    long[] told = told(times(200, n -> n * exact / 1_000_000 * 1_000_000));
    assertThat(told).containsExactly(32, 10_000_000);
  }

  @Test
  void twoTimesTellOneAndFewerNone() {
    assertThat(NominalPeriod.of(new long[] {5, 12})).hasValue(7);
    assertThat(NominalPeriod.of(new long[] {5})).isEmpty();
    assertThat(NominalPeriod.of(new long[0])).isEmpty();
    assertThat(NominalPeriod.isSure(new long[] {5, 12})).isFalse();
  }

  @Test
  void isTheMedianOfSensorsInAnyOrder() {
    List<Long> periods = LongStream.of(30, 10, 11, 10, 50).boxed().collect(Collectors.toList());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(periods, new Random(seed));
      assertThat(NominalPeriod.ofSensors(periods.stream().mapToLong(Long::longValue).toArray()))
          .isEqualTo(11);
    }
    assertThat(NominalPeriod.ofSensors(new long[] {20, 10})).isEqualTo(20);
  }
}
