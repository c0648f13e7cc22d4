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
import io.github.gaussflow.filter.kernel.RenormalisedTaps;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.learning.WindowGrid;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrequentialRunTest {

  private static final KernelSupport SUPPORT = new KernelSupport(3, 5);
  private static final WindowGrid WINDOWS = new WindowGrid(50 * RandomSensor.PERIOD);

  @Test
  void theGaussianIsRenormalisedWhereSamplesAreMissing() {
    Random random = new Random(1);
    double[] samples = random.doubles(300).toArray();
    for (int n = 100; n < 300; n++) {
      samples[n] = random.nextInt(12) == 0 ? Double.NaN : samples[n];
    }
    GaussianParameters parameters = new GaussianParameters(0.4, 1.7);
    RenormalisedTaps direct = RenormalisedTaps.of(parameters, SUPPORT);
    GaussianFilter filter = GaussianFilter.of(parameters, SUPPORT);
    double[] filtered = filter.filter(samples);
    for (int n = 0; n < samples.length; n++) {
      double expected = direct.filter(samples, 0, samples.length, n);
      if (Double.isNaN(expected)) {
        assertThat(filtered[n]).isNaN();
      } else {
        assertThat(filtered[n]).isCloseTo(expected, within(1e-14));
      }
    }
    double[] part = new double[300];
    filter.filter(samples, 90, 180, part);
    assertThat(Arrays.copyOfRange(part, 90, 180)).isEqualTo(Arrays.copyOfRange(filtered, 90, 180));
    assertThat(part[89]).isZero();
    assertThat(part[180]).isZero();
  }

  @Test
  void laterWindowsDoNotChangeEarlierOutputs() {
    SlotSeries whole = RandomSensor.sine(2, 1_000);
    LearnerSettings settings = LearnerSettings.of(SUPPORT);
    PrequentialRun run = PrequentialRun.of(whole, settings, WINDOWS);
    assertThat(run.windows()).hasSize(20);
    assertThat(run.windows().get(0).end()).isEqualTo(WINDOWS.span());

    SlotSeries first =
        new SlotSeries(
            Arrays.copyOf(whole.times(), 500),
            Arrays.copyOf(whole.values(), 500),
            Arrays.copyOf(whole.references(), 500),
            500);
    PrequentialRun half = PrequentialRun.of(first, settings, WINDOWS);
    assertThat(run.windows().subList(0, 10)).isEqualTo(half.windows());
    int settled = 500 - SUPPORT.lookahead();
    assertThat(Arrays.copyOf(run.output(), settled))
        .isEqualTo(Arrays.copyOf(half.output(), settled));

    // The first window has nothing learned before it.
    double[] initial =
        GaussianFilter.of(settings.initialParameters(), SUPPORT).filter(whole.values());
    assertThat(Arrays.copyOf(run.output(), 50)).isEqualTo(Arrays.copyOf(initial, 50));
    assertThat(run.output()[50]).isNotEqualTo(initial[50]);
  }

  @Test
  void estimatesTheNoiseAndUsesAReferenceIfAsked() {
    SlotSeries series = RandomSensor.sine(3, 20_000);
    KernelSupport wide = KernelSupport.symmetric(16);
    WindowGrid windows = new WindowGrid(256 * RandomSensor.PERIOD);
    PrequentialRun sure = PrequentialRun.of(series, LearnerSettings.of(wide), windows);
    // About 50 windows of 256 samples are in memory: the standard error is 1 % or less.
    assertThat(sure.noise()).isCloseTo(0.5, within(0.03));
    PrequentialRun reference =
        PrequentialRun.of(
            series, LearnerSettings.of(wide).withObjective(ObjectiveKind.REFERENCE), windows);
    ReferenceScore score = ReferenceScore.of(series);
    assertThat(reference.output()).isNotEqualTo(sure.output());
    assertThat(score.error(reference.output())).isLessThan(1.02 * score.error(sure.output()));
  }

  @Test
  void learnsNothingFromWindowsWithoutARow() {
    double[] values = new double[120];
    Arrays.fill(values, Double.NaN);
    for (int n = 0; n < 120; n += 5) {
      values[n] = n;
    }
    SlotSeries sparse =
        new SlotSeries(RandomSensor.sine(1, 120).times(), values, new double[120], 24);
    PrequentialRun run = PrequentialRun.of(sparse, LearnerSettings.of(SUPPORT), WINDOWS);
    assertThat(run.windows()).isEmpty();
    assertThat(run.noise()).isNaN();
    for (int n = 0; n < 120; n++) {
      assertThat(Double.isNaN(run.output()[n])).isEqualTo(n % 5 != 0);
    }
  }
}
