/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.objective.PredictionObjective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {

  private static final int WINDOW = 256;

  private static LearnerSettings settings(int lookback, int horizon) {
    return LearnerSettings.of(new KernelSupport(0, lookback))
        .withObjective(ObjectiveKind.PREDICTION)
        .withHorizon(horizon);
  }

  /** Mean of (sum g(m) x(n - m) - x(n + h))^2 over n = from..x.length - 1 - h. */
  private static double error(double[] x, double[] g, int horizon, int from) {
    double sum = 0;
    for (int n = from; n < x.length - horizon; n++) {
      double error = -x[n + horizon];
      for (int m = 0; m < g.length; m++) {
        error += g[m] * x[n - m];
      }
      sum += error * error / (x.length - horizon - from);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void costIsTheErrorOfThePrediction(int horizon) {
    double[] x = new Random(4).doubles(90).toArray();
    LearnerSettings settings = settings(6, horizon);
    LagStatistics statistics = settings.newStatistics();
    statistics.accept(x, null, 0, x.length);
    QuadraticCost cost = new QuadraticCost(settings.support());
    new PredictionObjective(horizon).prepare(statistics, NoiseModel.estimated(), cost);
    double[] g = GaussianKernel.UNIT_SUM.taps(new GaussianParameters(1.3, 2), settings.support());
    assertThat(cost.value(g)).isCloseTo(error(x, g, horizon, 6), within(1e-13));
  }

  /** The best sample to repeat is the one a period before, however far ahead. */
  @Test
  void periodicSignalIsPredictedFromAPeriodBefore() {
    Random random = new Random(6);
    double[] x = new double[40 * WINDOW];
    for (int n = 0; n < x.length; n++) {
      x[n] = Math.sin(2 * Math.PI * n / 20) + .1 * random.nextGaussian();
    }
    WindowLearner learner = learn(settings(40, 5), x);
    // 15 or 35 samples back is one or two periods before; the noise is averaged where it is flat.
    assertThat(Math.abs((learner.parameters().mean() - 15) % 20)).isLessThan(.5);
  }

  /**
   * Learned online, it is near the best kernel of hindsight; the walk has a new course in every
   * window.
   */
  @ParameterizedTest
  @CsvSource({"SINES, 1", "SINES, 8", "WALK, 1", "WALK, 8", "ECG, 1", "TEMPERATURE, 4"})
  void comesNearTheBestPrediction(Signals signal, int horizon) {
    Random random = new Random(9);
    double[] x = signal.noisy(signal.clean(60 * WINDOW, random), random);
    LearnerSettings settings = settings(32, horizon);
    GaussianParameters learned = learn(settings, x).parameters();
    double best = Double.POSITIVE_INFINITY;
    for (double mean = -64; mean <= 32; mean += mean < 0 ? 4 : 1) {
      for (double deviation : settings.bounds().deviations(25)) {
        best = Math.min(best, error(x, taps(settings, mean, deviation), horizon, 32));
      }
    }
    double actual =
        error(x, taps(settings, learned.mean(), learned.standardDeviation()), horizon, 32);
    assertThat(actual).isLessThan(1.05 * best);
  }

  private static double[] taps(LearnerSettings settings, double mean, double deviation) {
    return GaussianKernel.UNIT_SUM.taps(
        new GaussianParameters(mean, deviation), settings.support());
  }

  private static WindowLearner learn(LearnerSettings settings, double[] x) {
    WindowLearner learner = settings.newLearner();
    for (int from = 0; from < x.length; from += WINDOW) {
      LagStatistics window = settings.newStatistics();
      window.accept(x, null, from, from + WINDOW);
      learner.learn(window);
    }
    return learner;
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(8, 0))
        .withMessageContaining("horizon")
        .withMessageContaining("0");
    LearnerSettings ahead =
        LearnerSettings.of(new KernelSupport(3, 8)).withObjective(ObjectiveKind.PREDICTION);
    assertThatIllegalArgumentException()
        .isThrownBy(ahead::newLearner)
        .withMessageContaining("lookahead")
        .withMessageContaining("3");
    LearnerSettings alone =
        LearnerSettings.of(KernelSupport.symmetric(0)).withObjective(ObjectiveKind.GCV);
    assertThatIllegalArgumentException()
        .isThrownBy(alone::newLearner)
        .withMessageContaining("lookahead + lookback");
    double[] state = settings(8, 2).newLearner().state();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(8, 3).newLearner().restore(state))
        .withMessageContaining("horizon");
  }
}
