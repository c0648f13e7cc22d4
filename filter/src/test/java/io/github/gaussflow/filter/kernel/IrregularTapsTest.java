/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IrregularTapsTest {

  private static final long PERIOD = 1_000;
  private static final KernelSupport SUPPORT = new KernelSupport(4, 7);
  private static final GaussianParameters PARAMETERS = new GaussianParameters(-.7, 1.9);

  private static double[] noise(int count, Random random) {
    return random.doubles(count, -1, 1).toArray();
  }

  private static long[] jittered(int count, double jitter, Random random) {
    long[] times = new long[count];
    for (int n = 0; n < count; n++) {
      times[n] = Math.round((n + jitter * (random.nextDouble() - .5)) * PERIOD);
    }
    return times;
  }

  @Test
  void equalsTheRegularTapsAtWholePeriods() {
    Random random = new Random(11);
    double[] x = noise(200, random);
    for (int n = 0; n < x.length; n++) {
      x[n] = random.nextInt(7) == 0 ? Double.NaN : x[n];
    }
    long[] times = jittered(x.length, 0, random);
    for (double deviation : new double[] {.01, .2, 1.9, 30}) {
      for (double mean : new double[] {-9, 0, .4, 5.5}) {
        GaussianParameters parameters = new GaussianParameters(mean, deviation);
        IrregularTaps irregular = IrregularTaps.of(parameters, SUPPORT, PERIOD);
        RenormalisedTaps regular = RenormalisedTaps.of(parameters, SUPPORT);
        for (int n = 0; n < x.length; n++) {
          double expected = regular.filter(x, 0, x.length, n);
          double actual = irregular.filter(times, x, 0, x.length, n);
          if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
            assertThat(irregular.weights()).isEmpty();
            continue;
          }
          assertThat(actual).isEqualTo(expected, within(1e-12));
          double squares = 0;
          for (double weight : regular.taps()) {
            squares += weight * weight;
          }
          assertThat(irregular.sumOfSquares()).isEqualTo(squares, within(1e-12));
        }
      }
    }
  }

  @Test
  void weighsByTheTrueOffsets() {
    Random random = new Random(12);
    double[] x = noise(60, random);
    long[] times = jittered(x.length, 1.6, random);
    Arrays.sort(times);
    IrregularTaps taps = IrregularTaps.of(PARAMETERS, SUPPORT, PERIOD);
    for (int n = 0; n < x.length; n++) {
      double sum = 0;
      double total = 0;
      for (int j = 0; j < x.length; j++) {
        double tau = (times[n] - times[j]) / (double) PERIOD;
        if (tau >= -4.5 && tau <= 7.5) {
          double w = Math.exp(-.5 * Math.pow((tau - PARAMETERS.mean()) / 1.9, 2));
          total += w;
          sum += w * x[j];
        }
      }
      assertThat(taps.filter(times, x, 0, x.length, n)).isEqualTo(sum / total, within(1e-12));
    }
  }

  @Test
  void derivativesAgreeWithDifferences() {
    Random random = new Random(13);
    double[] x = noise(40, random);
    long[] times = jittered(x.length, .9, random);
    x[18] = Double.NaN;
    int n = 20;
    IrregularTaps taps = IrregularTaps.of(PARAMETERS, SUPPORT, PERIOD);
    taps.filter(times, x, 0, x.length, n);
    double h = 1e-6;
    double[] byMean =
        slope(
            at(PARAMETERS.mean() + h, 1.9, times, x, n),
            at(PARAMETERS.mean() - h, 1.9, times, x, n),
            h);
    double[] byLog =
        slope(
            at(PARAMETERS.mean(), 1.9 * Math.exp(h), times, x, n),
            at(PARAMETERS.mean(), 1.9 * Math.exp(-h), times, x, n),
            h);
    assertThat(taps.dMean()).containsExactly(byMean, within(1e-9));
    assertThat(taps.dLogStandardDeviation()).containsExactly(byLog, within(1e-9));
  }

  private static double[] at(double mean, double deviation, long[] times, double[] x, int n) {
    IrregularTaps taps = IrregularTaps.of(new GaussianParameters(mean, deviation), SUPPORT, PERIOD);
    taps.filter(times, x, 0, x.length, n);
    return taps.weights();
  }

  private static double[] slope(double[] above, double[] below, double h) {
    double[] slope = new double[above.length];
    for (int k = 0; k < slope.length; k++) {
      slope[k] = (above[k] - below[k]) / (2 * h);
    }
    return slope;
  }

  @Test
  void holdsManySamplesWithinTheReach() {
    int count = 500;
    long[] times = new long[count];
    double[] x = new double[count];
    for (int n = 0; n < count; n++) {
      times[n] = n;
      x[n] = 3;
    }
    IrregularTaps taps = IrregularTaps.of(PARAMETERS, SUPPORT, PERIOD);
    assertThat(taps.filter(times, x, 0, count, 250)).isEqualTo(3, within(1e-12));
    assertThat(taps.weights()).hasSize(count);
    assertThat(taps.first()).isZero();
  }

  @Test
  void refusesAPeriodThatIsNone() {
    assertThatThrownBy(() -> IrregularTaps.of(PARAMETERS, SUPPORT, 0))
        .hasMessage("period must be positive, but is 0");
    assertThatThrownBy(() -> IrregularTaps.of(PARAMETERS, SUPPORT, Long.MAX_VALUE / 2))
        .hasMessageContaining("must fit into a long");
  }
}
