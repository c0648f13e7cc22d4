/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.IrregularWindow;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IrregularLearnerTest {

  private static final long PERIOD = 1_000_000;
  private static final int WINDOW = 256;

  /** Samples of a signal at jittered times. */
  private static final class Series {
    final long[] times;
    final double[] clean;
    final double[] x;
    final double[] late;

    Series(int count, double jitter, double lag, double noise) {
      Random random = new Random(3);
      times = new long[count];
      clean = new double[count];
      x = new double[count];
      late = new double[count];
      for (int n = 0; n < count; n++) {
        times[n] = Math.round((n + jitter * (random.nextDouble() - .5)) * PERIOD);
        double t = times[n] / (double) PERIOD;
        clean[n] = signal(t);
        x[n] = clean[n] + noise * random.nextGaussian();
        late[n] = 7 + signal(t - lag);
      }
    }

    private static double signal(double t) {
      return Math.sin(t / 30) + .6 * Math.sin(t / 14) + .4 * Math.sin(1 + t / 6);
    }

    double error(KernelSupport support, GaussianParameters parameters) {
      IrregularTaps taps = IrregularTaps.of(parameters, support, PERIOD);
      double sum = 0;
      for (int n = 100; n < x.length - 100; n++) {
        sum += Math.pow(taps.filter(times, x, 0, x.length, n) - clean[n], 2);
      }
      return sum / (x.length - 200);
    }
  }

  private static LearningStep learn(
      IrregularLearner learner, LearnerSettings settings, Series series, int from, int to) {
    LearningStep step = null;
    boolean target = settings.objective() == ObjectiveKind.REFERENCE;
    IrregularWindow sums =
        new IrregularWindow(settings.support(), PERIOD, settings.irregularGrid(), target);
    for (int k = from; k < to; k++) {
      IrregularStatistics window = settings.newIrregularStatistics();
      window.accept(
          sums.sums(
              series.times, series.x, target ? series.late : null, k * WINDOW, (k + 1) * WINDOW));
      step = learner.learn(window);
    }
    return step;
  }

  @Test
  void learnsAtWholePeriodsWhatLaggedProductsLearn() {
    for (KernelSupport support :
        new KernelSupport[] {KernelSupport.symmetric(16), new KernelSupport(0, 16)}) {
      Series series = new Series(20 * WINDOW, 0, 0, .3);
      LearnerSettings settings = LearnerSettings.of(support).withNoise(NoiseModel.white(.09));
      LearningStep step = learn(settings.newIrregularLearner(), settings, series, 0, 20);
      WindowLearner regular = settings.newLearner();
      LearningStep expected = null;
      for (int k = 0; k < 20; k++) {
        LagStatistics window = settings.newStatistics();
        window.accept(series.x, null, k * WINDOW, (k + 1) * WINDOW);
        expected = regular.learn(window);
      }
      assertThat(step.count()).isEqualTo(expected.count());
      double error = series.error(support, step.parameters());
      double wanted = series.error(support, regular.parameters());
      assertThat(error).isLessThan(1.002 * wanted);
      assertThat(step.forgettingFactor()).isEqualTo(expected.forgettingFactor());
      assertThat(step.parameters().standardDeviation())
          .isEqualTo(expected.parameters().standardDeviation(), within(.02));
      assertThat(step.parameters().mean()).isEqualTo(expected.parameters().mean(), within(.02));
    }
  }

  @Test
  void comesNearTheBestPairUnderJitter() {
    KernelSupport support = KernelSupport.symmetric(16);
    Series series = new Series(30 * WINDOW, .9, 0, .3);
    LearnerSettings settings = LearnerSettings.of(support);
    LearningStep step = learn(settings.newIrregularLearner(), settings, series, 0, 30);
    double best = Double.POSITIVE_INFINITY;
    for (double deviation = .5; deviation < 8; deviation *= 1.05) {
      best = Math.min(best, series.error(support, new GaussianParameters(0, deviation)));
    }
    assertThat(series.error(support, step.parameters())).isLessThan(1.02 * best);
    assertThat(step.noiseVariance()).isEqualTo(.09, within(.01));
  }

  @Test
  void findsTheLagOfAReference() {
    KernelSupport support = KernelSupport.symmetric(16);
    LearnerSettings settings = LearnerSettings.of(support).withObjective(ObjectiveKind.REFERENCE);
    for (double lag : new double[] {-7.3, -.4, 5.5}) {
      Series series = new Series(10 * WINDOW, .9, lag, .1);
      LearningStep step = learn(settings.newIrregularLearner(), settings, series, 0, 10);
      assertThat(step.parameters().mean()).isEqualTo(lag, within(.1));
    }
  }

  @Test
  void keepsWhatIsFixed() {
    Series series = new Series(4 * WINDOW, .9, 0, .3);
    LearnerSettings settings = LearnerSettings.of(KernelSupport.symmetric(8)).withFixedMean(-1.5);
    LearningStep step = learn(settings.newIrregularLearner(), settings, series, 0, 4);
    assertThat(step.parameters().mean()).isEqualTo(-1.5);
    assertThat(step.parameters().standardDeviation()).isNotEqualTo(17 / 16.0);
    settings = LearnerSettings.of(KernelSupport.symmetric(8)).withFixedStandardDeviation(2.5);
    step = learn(settings.newIrregularLearner(), settings, series, 0, 4);
    assertThat(step.parameters().standardDeviation()).isEqualTo(2.5);
  }

  @Test
  void goesOnFromItsState() {
    Series series = new Series(8 * WINDOW, .9, 0, .3);
    LearnerSettings settings = LearnerSettings.of(KernelSupport.symmetric(8));
    IrregularLearner whole = settings.newIrregularLearner();
    learn(whole, settings, series, 0, 8);
    IrregularLearner first = settings.newIrregularLearner();
    learn(first, settings, series, 0, 5);
    IrregularLearner second = settings.newIrregularLearner();
    second.restore(first.state());
    learn(second, settings, series, 5, 8);
    assertThat(second.state()).containsExactly(whole.state());
    assertThat(second.parameters()).isEqualTo(whole.parameters());
    double[] regular = settings.newLearner().state();
    assertThatThrownBy(() -> second.restore(regular))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learner state must have");
    assertThat(second.state()).containsExactly(whole.state());
  }

  @Test
  void skipsWindowsThatSayNothing() {
    LearnerSettings settings = LearnerSettings.of(KernelSupport.symmetric(8));
    IrregularLearner learner = settings.newIrregularLearner();
    double[] before = learner.state();
    assertThat(learner.learn(settings.newIrregularStatistics()).skipped())
        .contains(SkipReason.NO_COMPLETE_ROW);
    Series stuck = new Series(WINDOW, .9, 0, 0);
    Arrays.fill(stuck.x, 21.3);
    assertThat(learn(learner, settings, stuck, 0, 1).skipped()).contains(SkipReason.CONSTANT);
    Arrays.fill(stuck.x, 1e200);
    stuck.x[100] = 0;
    assertThat(learn(learner, settings, stuck, 0, 1).skipped()).contains(SkipReason.NOT_FINITE);
    assertThat(learner.state()).containsExactly(before);
  }

  @Test
  void refusesWhatItCannotLearn() {
    LearnerSettings settings = LearnerSettings.of(KernelSupport.symmetric(8));
    assertThatThrownBy(() -> settings.withObjective(ObjectiveKind.GCV).newIrregularLearner())
        .hasMessageContaining("but the objective is GCV");
    assertThatThrownBy(() -> settings.withKernels(2).newIrregularLearner())
        .hasMessageContaining("but the number of kernels is 2");
    assertThatThrownBy(() -> settings.withNoise(NoiseModel.correlated(1, .5)).newIrregularLearner())
        .hasMessageContaining("but the noise is");
    assertThatThrownBy(() -> settings.withOptimizer(OptimizerKind.ADAM).newIrregularLearner())
        .hasMessageContaining("but the optimizer is ADAM");
  }
}
