/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseIdentificationTest {

  private static final KernelSupport SUPPORT = new KernelSupport(16, 16);

  private static LagStatistics statistics(KernelSupport support, int rows, IntToDoubleFunction x) {
    double[] values = new double[rows + support.taps() - 1];
    for (int n = 0; n < values.length; n++) {
      values[n] = x.applyAsDouble(n);
    }
    LagStatistics statistics = LagStatistics.of(support);
    for (int from = support.taps() - 1; from < values.length; from += 256) {
      statistics.accept(values, null, from, Math.min(from + 256, values.length));
    }
    return statistics;
  }

  /** A slow sine of 10 dB above the noise e(n) = a e(n-1) + b e(n-2) + white of unit variance. */
  private static IntToDoubleFunction sine(double scale, double a, double b) {
    Random random = new Random(7);
    double[] e = new double[2];
    double variance = (1 - b) / ((1 + b) * (Math.pow(1 - b, 2) - a * a));
    return n -> {
      double next = a * e[0] + b * e[1] + random.nextGaussian();
      e[1] = e[0];
      e[0] = next;
      return scale * (4.5 * Math.sqrt(variance) * Math.sin(2 * Math.PI * n / 90) + next);
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1, 1e9})
  void findsVibration(double scale) {
    LagStatistics statistics = statistics(SUPPORT, 6400, sine(scale, 1.2728, -.81));
    NoiseShape shape = NoiseIdentification.of(statistics).orElseThrow();
    assertThat(shape.first()).isCloseTo(1.2728 / 1.81, within(.02));
    assertThat(shape.second()).isCloseTo(-.81, within(.03));
    double variance = 1.81 / (.19 * (1.81 * 1.81 - 1.2728 * 1.2728));
    NoiseModel model = shape.model(statistics);
    assertThat(model.variance() / scale / scale).isCloseTo(variance, within(.1 * variance));
    assertThat(model.autocovariance(1)).isCloseTo(shape.first() * model.variance(), within(1e-9));
  }

  @Test
  void findsAutoregression() {
    NoiseShape shape =
        NoiseIdentification.of(statistics(SUPPORT, 12800, sine(1, .5, 0))).orElseThrow();
    assertThat(shape.first()).isCloseTo(.5, within(.05));
    assertThat(shape.second()).isZero();
  }

  @Test
  void findsThatNoiseIsWhite() {
    LagStatistics statistics = statistics(SUPPORT, 12800, sine(1, 0, 0));
    NoiseShape shape = NoiseIdentification.of(statistics).orElseThrow();
    assertThat(shape.first()).isZero();
    assertThat(shape.model(statistics).autocovariances()).hasSize(1);
    assertThat(shape.model(statistics).variance()).isCloseTo(1, within(.05));
  }

  @Test
  void leavesAloneWhatItCannotTell() {
    Random random = new Random(3);
    IntToDoubleFunction chirp =
        n ->
            Math.sin(2 * Math.PI * n % 4000 * (.01 + n % 4000 * .00003))
                + random.nextGaussian() / 4;
    assertThat(NoiseIdentification.of(statistics(SUPPORT, 12800, chirp))).isEmpty();
    assertThat(NoiseIdentification.of(statistics(SUPPORT, 900, sine(1, 1.2728, -.81)))).isEmpty();
    KernelSupport short15 = new KernelSupport(7, 7);
    assertThat(NoiseIdentification.of(statistics(short15, 6400, sine(1, .5, 0)))).isEmpty();
  }

  @Test
  void saysNothingOfDegenerateStatistics() {
    assertThat(NoiseIdentification.of(LagStatistics.of(SUPPORT))).isEmpty();
    assertThat(NoiseIdentification.of(statistics(SUPPORT, 6400, n -> 5))).isEmpty();
    assertThat(NoiseIdentification.of(statistics(SUPPORT, 6400, n -> 3.0 * n))).isEmpty();
    assertThat(NoiseIdentification.of(statistics(SUPPORT, 6400, n -> n % 2))).isEmpty();
    Optional<NoiseShape> sine =
        NoiseIdentification.of(statistics(SUPPORT, 6400, n -> Math.sin(n / 20.0)));
    assertThat(sine).isEmpty();
  }

  @Test
  void refusesShapesThatNoNoiseHas() {
    assertThatThrownBy(() -> new NoiseShape(1, 0, 1)).hasMessageContaining("1.0 and 0.0");
    assertThatThrownBy(() -> new NoiseShape(0, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new NoiseShape(0, 0, 0)).hasMessageContaining("ratio");
  }
}
