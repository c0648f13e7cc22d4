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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mean is learned to be: the lag of a reference, or a trade for missing lookahead. */
class LearnedMeanTest {

  private static final int WINDOW = 256;

  private static double[] series(int count, double lag, double noise, double drift) {
    Random random = new Random(17);
    double[] x = new double[count];
    for (int n = 0; n < count; n++) {
      double at = n - lag;
      x[n] = Math.sin(at / 11) + .7 * Math.sin(at / 4.3) + drift * at;
      x[n] += noise * random.nextGaussian();
    }
    return x;
  }

  private static GaussianParameters learn(
      LearnerSettings settings, double[] x, double[] t, int windows) {
    WindowLearner learner = settings.newLearner();
    for (int w = 0; w < windows; w++) {
      LagStatistics window = settings.newStatistics();
      window.accept(x, t, w * WINDOW, (w + 1) * WINDOW);
      learner.learn(window);
    }
    return learner.parameters();
  }

  /**
   * A lag anywhere within the taps is found in the first window, by the grid of means. Within half
   * a tap: the weights of a narrow kernel are not linear in its mean, and the support cuts wide
   * ones.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-6.5, -3, 0, 1.5, 7.25, 15, 22.4})
  void lagOfTheReferenceIsFoundInOneWindow(double lag) {
    LearnerSettings settings =
        LearnerSettings.of(new KernelSupport(8, 24)).withObjective(ObjectiveKind.REFERENCE);
    double[] x = series(WINDOW, 0, .1, 0);
    assertThat(learn(settings, x, series(WINDOW, lag, 0, 0), 1).mean()).isCloseTo(lag, within(.5));
  }

  /** A drift through the window moves the means of x(n) and x(n - lag) apart. */
  @ParameterizedTest
  @ValueSource(doubles = {.1, -1, 10})
  void neitherOffsetNorDriftIsTakenForALag(double drift) {
    LearnerSettings settings =
        LearnerSettings.of(new KernelSupport(4, 16)).withObjective(ObjectiveKind.REFERENCE);
    double[] x = series(4 * WINDOW, 0, .1, drift);
    double[] t = series(4 * WINDOW, 5.5, 0, drift);
    for (int n = 0; n < t.length; n++) {
      t[n] += 1000;
    }
    assertThat(learn(settings, x, t, 4).mean()).isCloseTo(5.5, within(.1));
  }

  @Test
  void withoutLookaheadTheMeanMovesAheadOnASlowSignal() {
    LearnerSettings settings = LearnerSettings.of(new KernelSupport(0, 32));
    Random random = new Random(5);
    double[] x = Signals.WALK.noisy(Signals.WALK.clean(20 * WINDOW, random), random);
    assertThat(learn(settings, x, null, 20).mean()).isBetween(-64.0, -1.0);
  }

  /** Centred lookahead leaves nothing to gain, so the mean stays at 0 to the last bit. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void withEqualLookaheadAndLookbackTheMeanStays(long seed) {
    LearnerSettings settings = LearnerSettings.of(KernelSupport.symmetric(16));
    Random random = new Random(seed);
    double[] x = Signals.SINES.noisy(Signals.SINES.clean(20 * WINDOW, random), random);
    assertThat(learn(settings, x, null, 20).mean()).isZero();
  }

  /** After an abrupt change a short memory takes over within five windows. */
  @Test
  void changeIsFollowedWithinFiveWindows() {
    LearnerSettings settings = LearnerSettings.of(KernelSupport.symmetric(16));
    double[] x = series(45 * WINDOW, 0, .3, 0);
    Random random = new Random(2);
    for (int n = 0; n < 40 * WINDOW; n++) {
      x[n] = Math.sin(n / 200.0) + .3 * random.nextGaussian();
    }
    assertThat(learn(settings, x, null, 40).standardDeviation()).isGreaterThan(6);
    double[] fresh = Arrays.copyOfRange(x, 40 * WINDOW, x.length);
    double expected = learn(settings, fresh, null, 5).standardDeviation();
    assertThat(learn(settings, x, null, 45).standardDeviation())
        .isCloseTo(expected, within(.1 * expected));
  }

  /** Ten seeds where the mean has something to gain, two where it has not. */
  @ParameterizedTest
  @EnumSource(Families.class)
  void costsNextToNothingWhereItIsBestHeldAtZero(Families family) {
    assertNoWorseThanHeld(family, new KernelSupport(4, 32), 10);
    assertNoWorseThanHeld(family, new KernelSupport(0, 32), 10);
    assertNoWorseThanHeld(family, KernelSupport.symmetric(16), 2);
  }

  private static void assertNoWorseThanHeld(Families family, KernelSupport support, int seeds) {
    LearnerSettings settings = LearnerSettings.of(support);
    for (int seed = 100; seed < 100 + seeds; seed++) {
      Random random = new Random(seed);
      double[] clean = family.clean(Prequential.samples(support), random);
      double[] noisy = family.noisy(clean, random);
      double learned = Prequential.error(settings, clean, noisy);
      double held = Prequential.error(settings.withFixedMean(0), clean, noisy);
      assertThat(10 * Math.log10(learned / held))
          .as("%s, %s, seed %s, dB", family, support, seed)
          .isLessThan(.05);
    }
  }

  /**
   * A car's gyroscope against the rate of its pose, L = 4, R = 32: where the mean is taken from a
   * grid, about the y axis 0.0095 rad/s are left; where it is held at 0, 0.0039.
   */
  @ParameterizedTest
  @CsvSource({"1, .0029", "2, .0036", "3, .0019"})
  void aGyroscopeIsNoWorseForIt(int axis, double most) throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("..", "conf", "data", "comma2k19", "gyro_vs_pose_rate.csv"));
    double[] x = column(lines, axis);
    double[] t = column(lines, axis + 6);
    LearnerSettings settings = LearnerSettings.of(new KernelSupport(4, 32));
    double learned = spread(settings, x, t);
    assertThat(learned).isLessThan(most);
    assertThat(20 * Math.log10(learned / spread(settings.withFixedMean(0), x, t))).isLessThan(.05);
  }

  private static double[] column(List<String> lines, int column) {
    return lines.stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",")[column]))
        .toArray();
  }

  /** The standard deviation of what is left, window by window with what was learned before. */
  private static double spread(LearnerSettings settings, double[] x, double[] t) {
    KernelSupport support = settings.support();
    WindowLearner learner = settings.newLearner();
    DoubleSummaryStatistics left = new DoubleSummaryStatistics();
    DoubleSummaryStatistics squares = new DoubleSummaryStatistics();
    for (int from = support.taps() - 1; from + WINDOW <= x.length; from += WINDOW) {
      double[] taps = learner.bank().taps(support);
      for (int row = from; row < from + WINDOW; row++) {
        double difference = -t[row - support.lookahead()];
        for (int k = 0; k < taps.length; k++) {
          difference += taps[k] * x[row - k];
        }
        left.accept(difference);
        squares.accept(difference * difference);
      }
      LagStatistics window = settings.newStatistics();
      window.accept(x, null, from, from + WINDOW);
      learner.learn(window);
    }
    return Math.sqrt(squares.getAverage() - left.getAverage() * left.getAverage());
  }
}
