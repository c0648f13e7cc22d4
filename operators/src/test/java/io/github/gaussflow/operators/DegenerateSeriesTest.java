/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Series at the edge of what a number can hold, and with nothing to learn, through all operators:
 * no exception, no NaN, parameters within their bounds, and outputs among the samples.
 */
class DegenerateSeriesTest {

  private static final int WINDOW = 64;
  private static final int COUNT = 12 * WINDOW;

  static Stream<Settings> settings() {
    LearnerSettings sure = LearnerSettings.of(new KernelSupport(4, 8));
    Settings regular = Settings.of(sure, Series.PERIOD, WINDOW, Scope.SENSOR);
    return Stream.of(
        regular,
        regular.withGapFill(GapFill.ESTIMATE),
        regular.irregular(),
        Settings.of(sure.withKernels(2), Series.PERIOD, WINDOW, Scope.ALL),
        Settings.of(sure.withObjective(ObjectiveKind.REFERENCE), Series.PERIOD, WINDOW, Scope.ALL),
        Settings.of(sure.withObjective(ObjectiveKind.GCV), Series.PERIOD, WINDOW, Scope.SENSOR));
  }

  private static Outcome run(Settings settings, double[] values, double[] references)
      throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    for (int n = 0; n < values.length; n++) {
      long time = n * Series.PERIOD;
      arrivals.add(new Arrival.OfSample(new Sample("s", "", time, values[n], references[n])));
      if (n % 50 == 49) {
        arrivals.add(new Arrival.OfWatermark(time / Sample.NANOS_PER_MILLI));
      }
    }
    Outcome outcome;
    try (OperatorChain chain = new OperatorChain(settings, 1, new Random(2))) {
      outcome = chain.run(arrivals);
    }
    assertThat(outcome.samples()).isEqualTo(values.length);
    requireSensible(settings, values, outcome);
    return outcome;
  }

  private static void requireSensible(Settings settings, double[] values, Outcome outcome) {
    double taps = settings.learner().support().taps();
    for (ParameterUpdate update : outcome.updates()) {
      assertThat(update.mean()).isBetween(-taps, taps);
      assertThat(update.standardDeviation()).isBetween(0.2, 2 * taps);
      if (update.learned()) {
        assertThat(update.cost()).isFinite();
        assertThat(update.noiseVariance()).isFinite().isNotNegative();
      }
    }
    double lowest = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    double highest = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    double margin = (highest - lowest) / 2 + 1e-9 * Math.abs(highest); // two kernels may overshoot
    for (DenoisedSample sample : outcome.denoised()) {
      assertThat(sample.denoised()).isBetween(lowest - margin, highest + margin);
      if (sample.version() > 0 && outcome.updates().get((int) sample.version() - 1).learned()) {
        assertThat(sample.standardError()).isFinite().isNotNegative();
      }
    }
  }

  private static double[] linear(double[] x, double scale, double offset) {
    return Arrays.stream(x).map(value -> scale * value + offset).toArray();
  }

  private static double[] clean() {
    double[] x = new double[COUNT];
    Arrays.setAll(x, n -> .4 * Math.sin(2 * Math.PI * n / 90));
    return x;
  }

  private static double[] noisy() {
    Random random = new Random(9);
    return Arrays.stream(clean()).map(value -> value + .1 * random.nextGaussian()).toArray();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void neitherScaleNorOffsetMatters(Settings settings) throws Exception {
    List<DenoisedSample> expected = run(settings, noisy(), clean()).denoised();
    for (double[] change : new double[][] {{1e-9, 0}, {1e9, 0}, {1, 1e6}, {1, -1e6}}) {
      List<DenoisedSample> moved =
          run(
                  settings,
                  linear(noisy(), change[0], change[1]),
                  linear(clean(), change[0], change[1]))
              .denoised();
      assertThat(moved).hasSameSizeAs(expected);
      for (int n = 0; n < moved.size(); n++) {
        assertThat((moved.get(n).denoised() - change[1]) / change[0])
            .as("times %s plus %s", change[0], change[1])
            .isCloseTo(expected.get(n).denoised(), within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void constantsComeOutAsTheyWere(Settings settings) throws Exception {
    for (double constant : new double[] {0, 5, -1e6, 1e9, 1e-9}) {
      double[] x = new double[COUNT];
      Arrays.fill(x, constant);
      Outcome outcome = run(settings, x, x);
      assertThat(outcome.updates()).noneMatch(ParameterUpdate::learned);
      assertThat(outcome.denoised())
          .allSatisfy(
              sample ->
                  assertThat(sample.denoised())
                      .isCloseTo(constant, within(1e-14 * Math.abs(constant))));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void rampsAreFollowed(Settings settings) throws Exception {
    for (double slope : new double[] {1e-9, -3, 1e6}) {
      double[] ramp = new double[COUNT];
      Arrays.setAll(ramp, n -> slope * n);
      for (double[] x : List.of(ramp, linear(ramp, 1, 1e6 * slope))) {
        List<DenoisedSample> outputs = run(settings, x, x).denoised();
        for (DenoisedSample sample : outputs.subList(COUNT / 2, COUNT - 8)) {
          assertThat(sample.denoised())
              .isCloseTo(sample.value(), within(Math.abs(slope) * 8)); // within the taps
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void oneSampleComesOutAsItWasAndNoneAsNone(Settings settings) throws Exception {
    Outcome one = run(settings, new double[] {21.5}, new double[] {21});
    assertThat(one.updates()).isEmpty();
    assertThat(one.denoised()).hasSize(1);
    assertThat(one.denoised().get(0).denoised()).isCloseTo(21.5, within(1e-14));
    double[] missing = new double[300];
    Arrays.fill(missing, Double.NaN);
    Outcome none = run(settings, missing, missing);
    assertThat(none.invalid()).hasSize(300);
    assertThat(none.updates()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void extremesOfSignalAndNoiseComeOut(Settings settings) throws Exception {
    double[] alternating = new double[COUNT];
    double[] white = new Random(4).doubles(COUNT).toArray();
    double[] waking = new double[COUNT];
    double[] gaps = white.clone();
    double[] rounded = new double[COUNT];
    for (int n = 0; n < COUNT; n++) {
      alternating[n] = n % 2;
      waking[n] = n < COUNT / 2 ? 1e6 : 1e6 + white[n];
      gaps[n] = n % 40 == 39 ? Double.NaN : white[n];
      rounded[n] = n % 300 == 0 ? 1 : 0;
    }
    for (double[] x : List.of(clean(), alternating, white, waking, gaps, rounded)) {
      run(settings, x, clean());
      run(settings, noisy(), x);
    }
  }
}
