/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseUnderWalkTest {

  private static final KernelSupport SUPPORT = new KernelSupport(16, 16);
  private static final int ROWS = 10_000;

  private static LagStatistics statistics(KernelSupport support, int rows, IntToDoubleFunction x) {
    double[] values = new double[rows + support.taps() - 1];
    for (int n = 0; n < values.length; n++) {
      values[n] = x.applyAsDouble(n);
    }
    LagStatistics statistics = LagStatistics.of(support);
    statistics.accept(values, null, support.taps() - 1, values.length);
    return statistics;
  }

  /** s(n) = a s(n-1) + white noise of variance q, without noise on it. */
  private static IntToDoubleFunction autoregression(double a, double q, long seed) {
    Random random = new Random(seed);
    double[] state = {0};
    return n -> state[0] = a * state[0] + Math.sqrt(q) * random.nextGaussian();
  }

  /** Levels of unit variance that last for 64 samples in the mean. */
  private static IntToDoubleFunction steps(long seed) {
    Random random = new Random(seed);
    double[] level = {random.nextGaussian()};
    return n -> level[0] = random.nextInt(64) == 0 ? random.nextGaussian() : level[0];
  }

  private static IntToDoubleFunction noisy(IntToDoubleFunction signal, double variance, long seed) {
    Random random = new Random(1000 + seed);
    return n -> signal.applyAsDouble(n) + Math.sqrt(variance) * random.nextGaussian();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void differencesOfAWalkAreAsTheFormulaSays(int order) {
    LagStatistics walk = statistics(SUPPORT, 200_000, autoregression(1, 1, 5));
    assertThat(NoiseVariance.difference(walk, order))
        .isCloseTo(order / (4.0 * order - 2), within(.005));
  }

  @Test
  void chanceIsAsTheConstantSays() {
    int rows = 1000;
    int draws = 2000;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      LagStatistics noise = statistics(SUPPORT, rows, autoregression(0, 1, draw));
      squares +=
          Math.pow(NoiseVariance.difference(noise, 2) - NoiseVariance.difference(noise, 6), 2);
    }
    assertThat(squares / draws * rows).isCloseTo(NoiseUnderWalk.CHANCE, within(.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1, 1e9})
  void findsTheNoiseUnderAWalk(double scale) {
    for (long seed = 0; seed < 10; seed++) {
      IntToDoubleFunction samples = noisy(autoregression(1, 2, seed), 1, seed);
      LagStatistics statistics = statistics(SUPPORT, ROWS, n -> scale * samples.applyAsDouble(n));
      NoiseModel noise = NoiseUnderWalk.of(statistics).orElseThrow().model(statistics);
      assertThat(noise.autocovariances()).hasSize(1);
      assertThat(noise.variance() / scale / scale).isCloseTo(1, within(.15));
      assertThat(NoiseVariance.of(statistics) / scale / scale).isGreaterThan(1.4);
    }
  }

  @Test
  void findsTheNoiseUnderSteps() {
    for (long seed = 0; seed < 10; seed++) {
      LagStatistics statistics = statistics(SUPPORT, ROWS, noisy(steps(seed), .01, seed));
      assertThat(NoiseUnderWalk.of(statistics).orElseThrow().model(statistics).variance())
          .isCloseTo(.01, within(.002));
      assertThat(NoiseVariance.of(statistics)).isGreaterThan(.015);
    }
  }

  /** All of the noise is correlated, under slow waves of 10 dB above it. */
  @ParameterizedTest
  @CsvSource({"-.6", "0", ".3", ".5", ".65", ".8"})
  void leavesAloneWhatIsNoWalk(double a) {
    for (int rows : new int[] {1000, 3000, ROWS}) {
      for (long seed = 0; seed < 20; seed++) {
        double amplitude = Math.sqrt(20 / (1 - a * a));
        IntToDoubleFunction noise = autoregression(a, 1, seed);
        IntToDoubleFunction samples =
            n -> amplitude * Math.sin(2 * Math.PI * n / 90) + noise.applyAsDouble(n);
        assertThat(NoiseUnderWalk.of(statistics(SUPPORT, rows, samples)))
            .as("%d rows, seed %d", rows, seed)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 4, 6.6, 10, 25, 90})
  void leavesOscillationsAlone(double samplesAPeriod) {
    for (double amplitude : new double[] {.3, 1, 3, 30}) {
      IntToDoubleFunction tone = n -> amplitude * Math.sin(2 * Math.PI * n / samplesAPeriod);
      assertThat(NoiseUnderWalk.of(statistics(SUPPORT, ROWS, noisy(tone, 1, 3)))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 1, 20, 10", "7, 1, 40, 10", "5, .3, 16, 3", "4, .1, 16, 3"})
  void leavesTwoOscillationsAlone(double period, double power, double longer, double more) {
    IntToDoubleFunction tones =
        n ->
            Math.sqrt(2 * power) * Math.sin(2 * Math.PI * n / period)
                + Math.sqrt(2 * more) * Math.sin(2 * Math.PI * n / longer);
    for (long seed = 0; seed < 10; seed++) {
      assertThat(NoiseUnderWalk.of(statistics(SUPPORT, ROWS, noisy(tones, 1, seed)))).isEmpty();
    }
  }

  @Test
  void saysNothingOfDegenerateStatistics() {
    assertThat(NoiseUnderWalk.of(LagStatistics.of(SUPPORT))).isEmpty();
    assertThat(NoiseUnderWalk.of(statistics(SUPPORT, 1000, n -> 5))).isEmpty();
    assertThat(NoiseUnderWalk.of(statistics(SUPPORT, 1000, n -> 3.0 * n))).isEmpty();
    assertThat(NoiseUnderWalk.of(statistics(SUPPORT, 1000, n -> n % 2))).isEmpty();
    assertThat(NoiseUnderWalk.of(statistics(SUPPORT, 1000, n -> n < 500 ? 0 : 1))).isEmpty();
    assertThat(NoiseUnderWalk.of(statistics(SUPPORT, 1000, autoregression(1, 1, 1)))).isEmpty();
    KernelSupport of16 = new KernelSupport(8, 7);
    assertThat(NoiseUnderWalk.of(statistics(of16, ROWS, noisy(autoregression(1, 2, 1), 1, 1))))
        .isEmpty();
    KernelSupport of17 = new KernelSupport(8, 8);
    assertThat(NoiseUnderWalk.of(statistics(of17, ROWS, noisy(autoregression(1, 2, 1), 1, 1))))
        .isPresent();
  }
}
