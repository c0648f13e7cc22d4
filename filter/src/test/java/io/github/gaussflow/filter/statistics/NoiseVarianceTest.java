/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseVarianceTest {

  private static LagStatistics of(KernelSupport support, double[] values) {
    LagStatistics statistics = LagStatistics.of(support);
    statistics.accept(values, null, 0, values.length);
    return statistics;
  }

  /**
   * 20,000 samples estimate a variance with a standard error of about 2 %, as D_6 has an efficiency
   * of a third; 8 % is four of them, less than one false alarm in 10,000, and the seed is fixed.
   */
  @Test
  void whiteNoiseOnASlowSineIsFound() {
    Random random = new Random(4);
    double[] x =
        IntStream.range(0, 20_000)
            .mapToDouble(n -> 100 * Math.sin(n / 300.0) + 0.3 * random.nextGaussian())
            .toArray();
    assertThat(NoiseVariance.of(of(KernelSupport.symmetric(8), x))).isCloseTo(.09, within(.0072));
  }

  @Test
  void aCubicHasNoNoise() {
    double[] x = IntStream.range(0, 300).mapToDouble(n -> n + 1e-4 * n * n * n).toArray();
    LagStatistics statistics = of(KernelSupport.symmetric(4), x);
    assertThat(NoiseVariance.of(statistics))
        .isBetween(0.0, 1e-13 * statistics.gram(4, 4) / statistics.weight());
  }

  /** Whole-number differences written out, at the three shifts of the smallest support for D_2. */
  @Test
  void differencesAreTheMeanSquaresOfTheSamples() {
    double[] x = {3, 1, 4, 1, 5, 9, 2, 6};
    LagStatistics statistics = of(new KernelSupport(1, 1), x);
    double sum = 0;
    for (int n = 1; n < 7; n++) {
      sum += Math.pow(x[n - 1] - 2 * x[n] + x[n + 1], 2) / 6;
    }
    assertThat(NoiseVariance.difference(statistics, 2)).isCloseTo(sum / 6, within(1e-13 * sum));
  }

  @Test
  void ordersThatDoNotFitAreLeftOut() {
    double[] x = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    LagStatistics four = of(new KernelSupport(1, 2), x);
    assertThat(NoiseVariance.of(four))
        .isEqualTo(Math.min(NoiseVariance.difference(four, 2), four.gram(1, 1) / four.weight()));
    assertThat(NoiseVariance.of(of(new KernelSupport(1, 0), x))).isZero();
    assertThat(NoiseVariance.of(of(new KernelSupport(0, 0), x))).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoiseVariance.difference(four, 4))
        .withMessageContaining("4");
  }

  @Test
  void emptyStatisticsGiveNan() {
    assertThat(NoiseVariance.of(LagStatistics.of(KernelSupport.symmetric(3)))).isNaN();
    assertThat(NoiseVariance.difference(LagStatistics.of(KernelSupport.symmetric(3)), 2)).isNaN();
  }
}
