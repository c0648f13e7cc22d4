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
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings that only the reference shows. */
class HindsightTest {

  private static final double SECONDS = RandomSensor.PERIOD / 1e9;
  private static final KernelSupport SUPPORT = new KernelSupport(6, 9);

  private final SlotSeries series = RandomSensor.sine(5, 4_000);
  private final ReferenceScore score = ReferenceScore.of(series);

  private double error(NamedFilter filter) {
    return score.error(filter.filter().filter(series.values()));
  }

  @Test
  void tunedFiltersAreNoWorseThanUsualOnes() {
    List<NamedFilter> usual = UsualFilters.of(series, SUPPORT.lookahead(), SECONDS);
    List<NamedFilter> tuned = new HindsightTuning(series, score, SUPPORT, SECONDS).filters();
    assertThat(tuned).hasSameSizeAs(usual);
    for (int k = 0; k < usual.size(); k++) {
      assertThat(tuned.get(k).name()).isEqualTo(usual.get(k).name());
      assertThat(error(tuned.get(k))).isLessThanOrEqualTo(1.0001 * error(usual.get(k)));
    }
  }

  @Test
  void theBestWindowOfANoisySineReachesAsFarAsItMay() {
    NamedFilter average = new HindsightTuning(series, score, SUPPORT, SECONDS).filters().get(0);
    // White noise asks for all taps, the sine of 100 samples hardly bends over 13 of them.
    double best = Double.POSITIVE_INFINITY;
    for (int ahead = 0; ahead <= SUPPORT.lookahead(); ahead++) {
      for (int back = 0; back <= SUPPORT.lookback(); back++) {
        KernelSupport window = new KernelSupport(ahead, back);
        best = Math.min(best, error(UsualFilters.average(window, NamedFilter.Choice.TUNED)));
      }
    }
    assertThat(error(average)).isEqualTo(best);
  }

  @Test
  void theOracleGaussianIsTheBestOfADenseGrid() {
    NamedFilter oracle = new LinearOracles(series, score, SUPPORT).gaussian();
    double best = Double.POSITIVE_INFINITY;
    for (double mean = -24; mean <= 9; mean += 0.25) {
      for (double log = Math.log(0.2); log <= Math.log(32); log += 0.1) {
        GaussianParameters parameters = GaussianParameters.ofLogarithm(mean, log);
        double[] output = GaussianFilter.of(parameters, SUPPORT).filter(series.values());
        best = Math.min(best, score.error(output));
      }
    }
    assertThat(error(oracle)).isLessThanOrEqualTo(best).isCloseTo(best, within(0.01 * best));
  }

  @Test
  void noTapsAreBetterThanWieners() {
    LinearOracles oracles = new LinearOracles(series, score, SUPPORT);
    NamedFilter wiener = oracles.wiener().orElseThrow();
    assertThat(error(wiener)).isLessThan(error(oracles.gaussian()));
    assertThat(new LinearOracles(RandomSensor.sine(1, 20), score, SUPPORT).wiener())
        .as("fewer rows than taps")
        .isEmpty();
  }

  @Test
  void lookaheadIsNeverMoreThanAllowed() {
    double[] values = series.values().clone();
    double[] changed = series.values().clone();
    changed[2_001] += 100;
    for (NamedFilter filter : UsualFilters.of(series, 0, SECONDS)) {
      double[] before = filter.filter().filter(values);
      double[] after = filter.filter().filter(changed);
      assertThat(after[2_000]).as(filter.name()).isEqualTo(before[2_000]);
      assertThat(after[2_001]).as(filter.name()).isNotEqualTo(before[2_001]);
    }
  }

  @Test
  void solvesSymmetricEquations() {
    double[] matrix = {4, 2, 2, 3};
    assertThat(NormalEquations.solve(matrix, new double[] {8, 8}).orElseThrow())
        .containsExactly(new double[] {1, 2}, within(1e-15));
    assertThat(NormalEquations.solve(new double[] {1, 1, 1, 1}, new double[] {1, 1})).isEmpty();
    assertThat(NormalEquations.solve(new double[] {Double.NaN}, new double[] {1})).isEmpty();
  }
}
