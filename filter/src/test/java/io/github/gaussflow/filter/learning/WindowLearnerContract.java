/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every learner must do, whatever its objective and optimizer. */
abstract class WindowLearnerContract {

  static final KernelSupport SUPPORT = new KernelSupport(6, 9);
  private static final int WINDOW = 256;

  /** The settings of the learner under test. */
  abstract LearnerSettings settings();

  private LagStatistics window(double[] x, double[] t, int from, int to) {
    LagStatistics window = settings().newStatistics();
    window.accept(x, window.hasTarget() ? t : null, from, to);
    return window;
  }

  private List<LagStatistics> windows(Signals signal, int count, DoubleUnaryOperator change) {
    Random random = new Random(11);
    double[] t = signal.clean(WINDOW * count, random);
    double[] x = signal.noisy(t, random);
    return windows(
        Arrays.stream(x).map(change).toArray(), Arrays.stream(t).map(change).toArray(), count);
  }

  private List<LagStatistics> windows(double[] x, double[] t, int count) {
    List<LagStatistics> windows = new ArrayList<>();
    for (int w = 0; w < count; w++) {
      windows.add(window(x, t, w * WINDOW, (w + 1) * WINDOW));
    }
    return windows;
  }

  private static List<LearningStep> learnAll(WindowLearner learner, List<LagStatistics> windows) {
    return windows.stream().map(learner::learn).toList();
  }

  private List<LearningStep> learn(List<LagStatistics> windows) {
    return learnAll(settings().newLearner(), windows);
  }

  private static void assertWithinBounds(LearnerSettings settings, GaussianParameters actual) {
    ParameterBounds bounds = settings.bounds();
    assertThat(actual.mean()).isBetween(bounds.lowestMean(), bounds.highestMean());
    assertThat(actual.standardDeviation())
        .isBetween(bounds.lowestDeviation(), bounds.highestDeviation());
  }

  @Test
  void comesNearTheBestParameters() {
    List<LagStatistics> windows = windows(Signals.SINES, 80, v -> v);
    List<LearningStep> steps = learn(windows);
    Objective objective = settings().newObjective();
    LagStatistics all = settings().newStatistics();
    windows.forEach(all::combine);
    QuadraticCost cost = new QuadraticCost(settings().support());
    objective.prepare(all, NoiseModel.estimated().fit(all), cost);
    double best = Double.POSITIVE_INFINITY;
    for (double deviation = .5; deviation < 8; deviation += .1) {
      GaussianParameters still = new GaussianParameters(0, deviation);
      best = Math.min(best, cost.value(objective.kernel().taps(still, cost.support())));
    }
    GaussianParameters last = steps.get(79).parameters();
    assertThat(cost.value(objective.kernel().taps(last, cost.support())) - best)
        .isLessThan(.05 * best);
  }

  @Test
  void costIsThatOfTheWindowAtTheParametersBeforeIt() {
    WindowLearner learner = settings().newLearner();
    LagStatistics window = windows(Signals.SINES, 2, v -> v).get(1);
    GaussianParameters before = learner.parameters();
    LearningStep step = learner.learn(window);
    Objective objective = settings().newObjective();
    QuadraticCost cost = new QuadraticCost(settings().support());
    objective.prepare(window, NoiseModel.estimated().fit(window), cost);
    assertThat(step.learned()).isTrue();
    assertThat(step.count()).isEqualTo(WINDOW);
    assertThat(step.parameters()).isEqualTo(learner.parameters()).isNotEqualTo(before);
    assertThat(step.cost()).isEqualTo(at(cost, before.mean(), before.standardDeviation()));
    double h = 1e-5;
    assertThat(step.gradientMean())
        .isCloseTo(
            (at(cost, before.mean() + h, before.standardDeviation())
                    - at(cost, before.mean() - h, before.standardDeviation()))
                / (2 * h),
            within(1e-8));
    assertThat(step.gradientLogStandardDeviation())
        .isCloseTo(
            (at(cost, before.mean(), before.standardDeviation() * Math.exp(h))
                    - at(cost, before.mean(), before.standardDeviation() * Math.exp(-h)))
                / (2 * h),
            within(1e-8));
  }

  private double at(QuadraticCost cost, double mean, double deviation) {
    Kernel kernel = settings().newObjective().kernel();
    return cost.value(kernel.taps(new GaussianParameters(mean, deviation), cost.support()));
  }

  @Test
  void restoredLearnerGoesOnBitForBit() {
    List<LagStatistics> windows = windows(Signals.STEPS, 24, v -> v);
    List<LearningStep> expected = learn(windows);
    WindowLearner used = settings().newLearner();
    learnAll(used, windows(Signals.ECG, 3, v -> v));
    for (int split = 0; split < 24; split += 5) {
      WindowLearner first = settings().newLearner();
      learnAll(first, windows.subList(0, split));
      double[] state = first.state();
      used.restore(state);
      assertThat(used.state()).containsExactly(state);
      Arrays.fill(state, 99); // nobody may look at it any more
      assertThat(learnAll(used, windows.subList(split, 24))).isEqualTo(expected.subList(split, 24));
      assertThat(learnAll(first, windows.subList(split, 24)))
          .isEqualTo(expected.subList(split, 24));
    }
  }

  /** Until another is given, or the state of a learner that was given one is restored. */
  @Test
  void noiseThatWasGivenIsKept() {
    List<LagStatistics> windows = windows(Signals.SINES, 6, v -> v);
    NoiseModel noise = NoiseModel.correlated(.1, .05, .02);
    WindowLearner learner = settings().withNoise(noise).newLearner();
    List<LearningStep> expected = learnAll(learner, windows);
    assertThat(expected.get(0).noiseVariance()).isEqualTo(.1);
    WindowLearner given = settings().newLearner();
    assertThat(given.learn(windows.get(0), noise)).isEqualTo(expected.get(0));
    WindowLearner restored = settings().newLearner();
    restored.restore(given.state());
    assertThat(restored.state()).containsExactly(given.state());
    assertThat(learnAll(restored, windows.subList(1, 6))).isEqualTo(expected.subList(1, 6));
    LagStatistics none = settings().newStatistics();
    assertThat(restored.learn(none, NoiseModel.white(.3)).noiseVariance()).isEqualTo(.1);
    assertThat(restored.learn(windows.get(0)).noiseVariance()).isEqualTo(.1);
    assertThat(restored.learn(windows.get(1), NoiseModel.white(.3)).noiseVariance()).isEqualTo(.3);
    assertThat(restored.learn(windows.get(1), NoiseModel.estimated()).noiseVariance())
        .isNotIn(.1, .3);
    double[] state = restored.state();
    given.restore(state);
    assertThat(given.state()).containsExactly(state);
  }

  @Test
  void windowsAreNotKept() {
    List<LagStatistics> windows = windows(Signals.STEPS, 6, v -> v);
    List<LearningStep> expected = learn(windows);
    WindowLearner learner = settings().newLearner();
    for (int w = 0; w < 6; w++) {
      assertThat(learner.learn(windows.get(w))).isEqualTo(expected.get(w));
      windows.get(w).clear();
    }
  }

  @Test
  void stateThatDoesNotFitIsRefusedAndChangesNothing() {
    WindowLearner learner = settings().newLearner();
    learnAll(learner, windows(Signals.SINES, 2, v -> v));
    double[] state = learner.state();
    double[] version = state.clone();
    version[0] = 7;
    assertRefused(learner, version, "version");
    assertRefused(learner, new double[0], "version");
    assertRefused(learner, Arrays.copyOf(state, state.length - 1), "entries");
    double[] taps = state.clone();
    taps[3] = 7;
    assertRefused(learner, taps, "lookahead");
    OptimizerKind other =
        settings().optimizer() == OptimizerKind.ADAM ? OptimizerKind.NEWTON : OptimizerKind.ADAM;
    assertRefused(
        learner, settings().withKernels(1).withOptimizer(other).newLearner().state(), "optimizer");
    for (int k = 0; k < state.length; k++) {
      double[] broken = state.clone();
      broken[k] = Double.POSITIVE_INFINITY;
      try {
        learner.restore(broken);
        learner.restore(state);
      } catch (IllegalArgumentException e) {
        assertThat(learner.state()).containsExactly(state);
      }
    }
  }

  private static void assertRefused(WindowLearner learner, double[] state, String named) {
    double[] before = learner.state();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learner.restore(state))
        .withMessageContaining(named);
    assertThat(learner.state()).containsExactly(before);
  }

  @Test
  void restoreMovesParametersIntoNewBounds() {
    WindowLearner learner = settings().newLearner();
    learnAll(learner, windows(Signals.SINES, 3, v -> v));
    WindowLearner fixed = settings().withFixedMean(1.25).newLearner();
    fixed.restore(learner.state());
    assertThat(fixed.parameters().mean()).isEqualTo(1.25);
  }

  @Test
  void windowsWithNothingToLearnChangeNothing() {
    WindowLearner learner = settings().newLearner();
    learnAll(learner, windows(Signals.SINES, 3, v -> v));
    double[] x = new double[WINDOW];
    assertSkipped(learner, window(x, x, 9, 9), SkipReason.NO_COMPLETE_ROW);
    assertSkipped(learner, window(new double[1], new double[1], 0, 1), SkipReason.NO_COMPLETE_ROW);
    Arrays.fill(x, Double.NaN);
    assertSkipped(learner, window(x, x, 0, WINDOW), SkipReason.NO_COMPLETE_ROW);
    for (double constant : new double[] {0, 3, -1e6, 1.1e9, 1e-9, 1.0 / 3}) {
      Arrays.fill(x, constant);
      assertSkipped(learner, window(x, x, 0, WINDOW), SkipReason.CONSTANT);
    }
    x[100] = Double.POSITIVE_INFINITY;
    assertSkipped(learner, window(x, x, 0, WINDOW), SkipReason.NOT_FINITE);
    x[100] = 1e200;
    assertSkipped(learner, window(x, x, 0, WINDOW), SkipReason.NOT_FINITE);
  }

  private static void assertSkipped(
      WindowLearner learner, LagStatistics window, SkipReason reason) {
    double[] before = learner.state();
    LearningStep step = learner.learn(window);
    assertThat(step.learned()).isFalse();
    assertThat(step.skipped()).contains(reason);
    assertThat(step.parameters()).isEqualTo(learner.parameters());
    assertThat(step.noiseVariance()).isPositive();
    assertThat(step.cost()).isNaN();
    assertThat(learner.state()).containsExactly(before);
  }

  @Test
  void oneCompleteRowIsEnoughToGoOn() {
    WindowLearner learner = settings().newLearner();
    double[] x = new Random(3).doubles(16).toArray();
    LearningStep step = learner.learn(window(x, x, 0, 16));
    assertWithinBounds(settings(), step.parameters());
    learnAll(learner, windows(Signals.SINES, 40, v -> v));
    assertWithinBounds(settings(), learner.parameters());
  }

  /** Powers of two change no digit, so the path is the same to the last bit. */
  @ParameterizedTest
  @ValueSource(ints = {-60, -30, 30, 60})
  void unitOfTheSignalDoesNotMatter(int exponent) {
    double scale = Math.scalb(1.0, exponent);
    List<LearningStep> expected = learn(windows(Signals.ECG, 20, v -> v));
    List<LearningStep> actual = learn(windows(Signals.ECG, 20, v -> v * scale));
    for (int w = 0; w < 20; w++) {
      assertThat(actual.get(w).parameters()).isEqualTo(expected.get(w).parameters());
      assertThat(actual.get(w).cost()).isEqualTo(expected.get(w).cost() * scale * scale);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e9})
  void tinyAndHugeSignalsAreLearnedAlike(double scale) {
    GaussianParameters expected = learn(windows(Signals.SINES, 20, v -> v)).get(19).parameters();
    GaussianParameters actual =
        learn(windows(Signals.SINES, 20, v -> v * scale)).get(19).parameters();
    assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-5));
    assertThat(actual.standardDeviation()).isCloseTo(expected.standardDeviation(), within(1e-5));
  }

  @Test
  void largeOffsetDoesNotMatter() {
    GaussianParameters expected =
        learn(windows(Signals.SINES, 20, v -> .3 * v)).get(19).parameters();
    GaussianParameters actual =
        learn(windows(Signals.SINES, 20, v -> .3 * v + 1e6)).get(19).parameters();
    assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-5));
    assertThat(actual.standardDeviation()).isCloseTo(expected.standardDeviation(), within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(Signals.class)
  void parametersStayWithinTheirBounds(Signals signal) {
    for (LearningStep step : learn(windows(signal, 40, v -> v))) {
      assertWithinBounds(settings(), step.parameters());
      assertThat(step.noiseVariance()).isNotNegative();
    }
  }

  @Test
  void signalsWithoutNoiseOrWithoutSignalAreLearnedFrom() {
    int count = 10;
    double[] ramp = new double[WINDOW * count];
    double[] alternating = new double[ramp.length];
    double[] spike = new double[ramp.length];
    double[] white = new double[ramp.length];
    Random random = new Random(8);
    for (int n = 0; n < ramp.length; n++) {
      ramp[n] = 1e6 + 3.0 * n;
      alternating[n] = n % 2;
      spike[n] = n % WINDOW == 100 ? 1e6 : 0;
      white[n] = random.nextGaussian();
    }
    for (double[] x : List.of(ramp, alternating, spike, white)) {
      for (LearningStep step : learn(windows(x, ramp, count))) {
        assertThat(step.learned()).isTrue();
        assertWithinBounds(settings(), step.parameters());
      }
    }
  }

  @Test
  void fixedParametersAreKept() {
    List<LagStatistics> windows = windows(Signals.STEPS, 12, v -> v);
    double mean = -1.2345;
    double deviation = 3.3;
    WindowLearner meanFixed = settings().withFixedMean(mean).newLearner();
    WindowLearner deviationFixed = settings().withFixedStandardDeviation(deviation).newLearner();
    WindowLearner bothFixed =
        settings().withFixedMean(mean).withFixedStandardDeviation(deviation).newLearner();
    for (LagStatistics window : windows) {
      assertThat(meanFixed.learn(window).parameters().mean()).isEqualTo(mean);
      assertThat(deviationFixed.learn(window).parameters().standardDeviation())
          .isEqualTo(deviation);
      assertThat(bothFixed.learn(window).parameters())
          .isEqualTo(new GaussianParameters(mean, deviation));
    }
    assertThat(meanFixed.parameters().standardDeviation())
        .isNotEqualTo(settings().initialParameters().standardDeviation());
  }

  @Test
  void statisticsOfAnotherShapeAreRefused() {
    WindowLearner learner = settings().newLearner();
    boolean target = settings().newStatistics().hasTarget();
    LagStatistics otherTarget =
        target ? LagStatistics.of(SUPPORT) : LagStatistics.withTarget(SUPPORT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learner.learn(otherTarget))
        .withMessageContaining("targets " + !target);
    LagStatistics otherSupport = LagStatistics.of(new KernelSupport(6, 10));
    otherSupport.accept(LagSums.of(otherSupport.support(), new double[40], null, 0, 40));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learner.learn(otherSupport))
        .withMessageContaining("lookback=10");
  }
}
