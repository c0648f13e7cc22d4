/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Series at the edge of what a number can hold, and with nothing to learn, by every objective and
 * optimizer, with one kernel and two: no exception, no NaN, and parameters that make sense. There
 * are taps and windows enough for the noise to be identified.
 */
class DegenerateSeriesTest {

  private static final int WINDOW = 256;
  private static final int WINDOWS = 34;
  private static final int COUNT = WINDOW * WINDOWS;

  static Stream<LearnerSettings> settings() {
    List<LearnerSettings> all = new ArrayList<>();
    for (ObjectiveKind objective : ObjectiveKind.values()) {
      boolean ahead = objective != ObjectiveKind.PREDICTION;
      KernelSupport support = new KernelSupport(ahead ? 8 : 0, 16);
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        LearnerSettings settings =
            LearnerSettings.of(support).withObjective(objective).withOptimizer(optimizer);
        all.add(settings);
        if (optimizer == OptimizerKind.NEWTON && objective != ObjectiveKind.GCV) {
          all.add(settings.withKernels(2));
        }
      }
    }
    return all.stream();
  }

  private static String name(LearnerSettings settings) {
    return "%s, %s, %d kernels"
        .formatted(settings.objective(), settings.optimizer(), settings.kernels());
  }

  /** A slow sine under noise of a tenth, white or of a first-order autoregression of .5. */
  private static double[] sine(boolean noisy, double correlation) {
    Random random = new Random(9);
    double[] x =
        CalibratedNoiseTest.noise(COUNT, correlation, 0, noisy ? .1 : Double.MIN_NORMAL, random);
    for (int n = 0; n < COUNT; n++) {
      x[n] += .4 * Math.sin(2 * Math.PI * n / 90);
    }
    return x;
  }

  private static double[] linear(double[] x, double scale, double offset) {
    return Arrays.stream(x).map(v -> scale * v + offset).toArray();
  }

  private static LearningStep learn(LearnerSettings settings, double[] x, double[] t) {
    WindowLearner learner = settings.newLearner();
    LearningStep step = null;
    for (int from = 0; from < x.length; from += WINDOW) {
      LagStatistics window = settings.newStatistics();
      window.accept(x, window.hasTarget() ? t : null, from, Math.min(from + WINDOW, x.length));
      step = learner.learn(window);
      assertSensible(settings, step);
      WindowLearner restored = settings.newLearner();
      restored.restore(learner.state());
      assertThat(restored.bank()).isEqualTo(learner.bank());
    }
    return step;
  }

  private static void assertSensible(LearnerSettings settings, LearningStep step) {
    ParameterBounds bounds = settings.bounds();
    GaussianParameters parameters = step.parameters();
    assertThat(parameters)
        .as(name(settings))
        .isEqualTo(bounds.clip(parameters.mean(), parameters.standardDeviation()));
    double sum = 0;
    for (double tap : step.bank().taps(settings.support())) {
      assertThat(tap).as(name(settings)).isBetween(-10.0, 10.0);
      sum += tap;
    }
    assertThat(sum).as(name(settings)).isCloseTo(1, within(1e-9));
    if (step.learned()) {
      assertThat(step.cost()).as(name(settings)).isFinite();
      assertThat(step.gradientMean()).as(name(settings)).isFinite();
      assertThat(step.gradientLogStandardDeviation()).as(name(settings)).isFinite();
      assertThat(step.noiseVariance()).as(name(settings)).isNotNegative().isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void neitherScaleNorOffsetMatters(LearnerSettings settings) {
    for (double correlation : new double[] {0, .5}) {
      double[] x = sine(true, correlation);
      double[] t = sine(false, 0);
      double[] expected = learn(settings, x, t).bank().taps(settings.support());
      for (double[] change : new double[][] {{1e-9, 0}, {1e9, 0}, {1, 1e6}, {1, -1e6}}) {
        double[] moved = linear(x, change[0], change[1]);
        LearningStep step = learn(settings, moved, linear(t, change[0], change[1]));
        assertThat(step.learned()).isTrue();
        assertThat(step.bank().taps(settings.support()))
            .as("%s, times %s plus %s", name(settings), change[0], change[1])
            .containsExactly(expected, within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void nothingIsLearnedFromNothing(LearnerSettings settings) {
    double[] missing = new double[4 * WINDOW];
    Arrays.fill(missing, Double.NaN);
    assertUnchanged(settings, missing, SkipReason.NO_COMPLETE_ROW);
    assertUnchanged(settings, new double[] {21.5}, SkipReason.NO_COMPLETE_ROW);
    for (double constant : new double[] {0, 5, -1e6, 1e9, 1e-9}) {
      double[] x = new double[6 * WINDOW];
      Arrays.fill(x, constant);
      assertUnchanged(settings, x, SkipReason.CONSTANT);
    }
  }

  private static void assertUnchanged(LearnerSettings settings, double[] x, SkipReason reason) {
    LearningStep step = learn(settings, x, x);
    assertThat(step.skipped()).as(name(settings)).isEqualTo(Optional.of(reason));
    assertThat(step.bank()).as(name(settings)).isEqualTo(settings.initialBank());
  }

  /** Without noise hardly anything is changed where the sample itself is among the inputs. */
  @ParameterizedTest
  @MethodSource("settings")
  void rampsAreLearnedFrom(LearnerSettings settings) {
    for (double slope : new double[] {1e-9, -3, 1e6}) {
      for (double offset : new double[] {0, 1e6 * slope}) {
        double[] ramp = new double[COUNT];
        Arrays.setAll(ramp, n -> offset + slope * n);
        LearningStep step = learn(settings, ramp, ramp);
        assertThat(step.learned()).as(name(settings)).isTrue();
      }
    }
  }

  /** What has no noise at all, noise without a signal, and a sensor that wakes up. */
  @ParameterizedTest
  @MethodSource("settings")
  void extremesOfSignalAndNoiseAreLearnedFrom(LearnerSettings settings) {
    double[] alternating = new double[COUNT];
    double[] white = new Random(4).doubles(COUNT).toArray();
    double[] waking = new double[COUNT];
    double[] gaps = white.clone();
    double[] rounded = new double[COUNT];
    for (int n = 0; n < COUNT; n++) {
      alternating[n] = n % 2;
      waking[n] = n < COUNT / 2 ? 1e6 : 1e6 + white[n];
      gaps[n] = n % 40 == 39 ? Double.NaN : white[n];
      rounded[n] = n % 3000 == 0 ? 1 : 0;
    }
    for (double[] x :
        List.of(sine(false, 0), alternating, white, waking, gaps, rounded, linear(white, 0, 1))) {
      learn(settings, x, sine(false, 0));
      learn(settings, sine(true, 0), x);
    }
  }
}
