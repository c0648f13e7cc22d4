/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.learning.WindowGrid;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualWhitenessTest {

  private static final KernelSupport SUPPORT = KernelSupport.symmetric(8);

  private static ResidualWhiteness of(SlotSeries series, double deviation) {
    LearnerSettings settings =
        LearnerSettings.of(SUPPORT)
            .withInitialParameters(new GaussianParameters(0, deviation))
            .withFixedMean(0)
            .withFixedStandardDeviation(deviation);
    WindowGrid windows = new WindowGrid(256 * RandomSensor.PERIOD);
    return ResidualWhiteness.of(series, PrequentialRun.of(series, settings, windows));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1.5, 4})
  void acceptsWhiteNoiseAsOftenAsItSays(double deviation) {
    int rejected = 0;
    int outside = 0;
    for (int seed = 0; seed < 100; seed++) {
      ResidualWhiteness whiteness = of(RandomSensor.noise(seed, 5_000, 0), deviation);
      rejected += whiteness.statistic() > whiteness.critical() ? 1 : 0;
      double excess = whiteness.autocorrelation()[0] - whiteness.ofWhiteNoise()[0];
      outside += Math.abs(excess) > whiteness.bound()[0] ? 1 : 0;
    }
    // Five each are expected; the binomial law has more than 13 once in two thousand times.
    assertThat(rejected).isLessThanOrEqualTo(13);
    assertThat(outside).isLessThanOrEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1.5, 4})
  void tellsCorrelatedNoise(double deviation) {
    ResidualWhiteness whiteness = of(RandomSensor.noise(1, 5_000, 0.5), deviation);
    assertThat(whiteness.statistic()).isGreaterThan(5 * whiteness.critical());
  }

  @Test
  void theBoundOfWhiteResidualsIsChiSquare() {
    double[] nearlyAll = new double[17];
    nearlyAll[0] = 1;
    SlotSeries series = RandomSensor.noise(1, 1_000, 0);
    PrequentialRun run =
        new PrequentialRun(new double[1_000], List.of(), nearlyAll, OptionalInt.empty());
    ResidualWhiteness whiteness = ResidualWhiteness.of(series, run);
    // The 95 % point of chi-square with ten degrees of freedom is 18.307.
    assertThat(whiteness.critical()).isCloseTo(18.307, within(0.02));
    assertThat(whiteness.bound()).containsOnly(1.96 * Math.sqrt(1.0 / 1_000));
  }

  @Test
  void saysNothingWhereNothingWasRemoved() {
    SlotSeries series = RandomSensor.noise(1, 300, 0);
    double[] constant = new double[300];
    SlotSeries stuck = new SlotSeries(series.times(), constant, series.references(), 300);
    ResidualWhiteness whiteness = of(stuck, 1);
    assertThat(whiteness.autocorrelation()).containsOnly(Double.NaN);
    assertThat(whiteness.statistic()).isNaN();
  }

  @Test
  void leavesMissingSamplesOut() {
    double[] residual = {1, -1, 1, -1, Double.NaN, -1, 1, -1, 1, -1, 1, -1, 1};
    double[] correlation = ResidualWhiteness.autocorrelation(residual);
    assertThat(correlation[0]).isEqualTo(-1);
    assertThat(correlation[1]).isEqualTo(1);
    assertThat(Arrays.stream(ResidualWhiteness.autocorrelation(new double[] {1, 2})).skip(1))
        .containsOnly(Double.NaN);
  }
}
