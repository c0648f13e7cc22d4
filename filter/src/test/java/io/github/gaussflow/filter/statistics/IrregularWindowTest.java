/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IrregularWindowTest {

  private static final long PERIOD = 1_000;
  private static final KernelSupport SUPPORT = new KernelSupport(3, 5);
  private static final double NOISE = .04;

  /** A jittered sine under noise, with one cut. */
  private static final class Series {
    final long[] times;
    final double[] x;
    final double[] targets;

    Series(int count, double jitter, int cut) {
      Random random = new Random(6);
      times = new long[count];
      x = new double[count];
      targets = new double[count];
      for (int n = 0; n < count; n++) {
        times[n] = Math.round((n + jitter * (random.nextDouble() - .5)) * PERIOD);
        double t = times[n] / (double) PERIOD;
        targets[n] = 2 + Math.sin(2 * Math.PI * (t - 1.3) / 25);
        x[n] = 20 + Math.sin(2 * Math.PI * t / 25) + .2 * random.nextGaussian();
      }
      if (cut > 0) {
        x[cut] = Double.NaN;
      }
    }
  }

  /** The cost of a filter as its definition has it. */
  private static double cost(
      Series series, boolean target, int from, int to, double mean, double deviation) {
    IrregularTaps taps = IrregularTaps.of(new GaussianParameters(mean, deviation), SUPPORT, PERIOD);
    double squares = 0;
    double errors = 0;
    double own = 0;
    int rows = 0;
    for (int n = 0; n < to; n++) {
      int first = n;
      while (first > 0 && !Double.isNaN(series.x[first - 1])) {
        first--;
      }
      int settling = n;
      while (settling < to
          && !Double.isNaN(series.x[settling])
          && series.times[settling] - series.times[n] < 3.5 * PERIOD) {
        settling++;
      }
      if (Double.isNaN(series.x[n])
          || settling == to
          || Double.isNaN(series.x[settling])
          || settling < from
          || series.times[n] - series.times[first] < 5.5 * PERIOD) {
        continue;
      }
      double output = taps.filter(series.times, series.x, first, to, n);
      double error = output - (target ? series.targets[n] : series.x[n]);
      squares += error * error;
      errors += error;
      own += taps.weights()[n - taps.first()];
      rows++;
    }
    return target
        ? (squares - errors * errors / rows) / rows
        : (squares + 2 * NOISE * own) / rows - NOISE;
  }

  private static IrregularStatistics statistics(
      Series series, ParameterGrid grid, boolean target, int from, int to) {
    IrregularStatistics statistics = new IrregularStatistics(grid, target);
    statistics.accept(
        new IrregularWindow(SUPPORT, PERIOD, grid, target)
            .sums(series.times, series.x, target ? series.targets : null, from, to));
    return statistics;
  }

  private static void assertExactAtPairs(boolean target, ParameterGrid grid) {
    Series series = new Series(150, .9, 60);
    GridCost cost = new GridCost(grid);
    cost.set(statistics(series, grid, target, 20, 140), NOISE);
    double h = 1e-5;
    for (int row = 0; row < grid.rows(); row++) {
      double deviation = grid.deviation(row);
      for (int k = 0; k < grid.means(row); k++) {
        double mean = grid.mean(row, k);
        double expected = cost(series, target, 20, 140, mean, deviation);
        assertThat(cost.at(mean, deviation)).isEqualTo(expected, within(1e-10));
        double byMean =
            cost(series, target, 20, 140, mean + h, deviation)
                - cost(series, target, 20, 140, mean - h, deviation);
        assertThat(cost.byMean()).isEqualTo(byMean / (2 * h), within(1e-7));
        double byLog =
            cost(series, target, 20, 140, mean, deviation * Math.exp(h))
                - cost(series, target, 20, 140, mean, deviation * Math.exp(-h));
        assertThat(cost.byLog()).isEqualTo(byLog / (2 * h), within(1e-7));
      }
    }
  }

  @Test
  void isExactAtThePairsOfTheGrid() {
    assertExactAtPairs(false, ParameterGrid.ahead(-13, .2, 18));
    assertExactAtPairs(true, ParameterGrid.lags(-3, 5, .3, 18));
  }

  @Test
  void isNearTheDefinitionBetweenThem() {
    Series series = new Series(600, .9, 0);
    Random random = new Random(9);
    ParameterGrid ahead = ParameterGrid.ahead(-13, .2, 18);
    ParameterGrid lags = ParameterGrid.lags(-3, 5, .2, 18);
    GridCost cost = new GridCost(ahead);
    cost.set(statistics(series, ahead, false, 0, 600), NOISE);
    GridCost lagCost = new GridCost(lags);
    lagCost.set(statistics(series, lags, true, 0, 600), NOISE);
    for (int k = 0; k < 300; k++) {
      double deviation = .2 * Math.exp(random.nextDouble() * Math.log(18 / .2));
      double mean = Math.max(-13, -4 * deviation * random.nextDouble());
      double exact = cost(series, false, 0, 600, mean, deviation);
      // The signal has a power of .5.
      assertThat(cost.at(mean, deviation)).isEqualTo(exact, within(1e-3));
      double lag = -3 + 8 * random.nextDouble();
      double wide = Math.max(.7, deviation);
      double exactLag = cost(series, true, 0, 600, lag, wide);
      assertThat(lagCost.at(lag, wide)).isEqualTo(exactLag, within(2e-3));
    }
  }

  @Test
  void hasTheRowsAndTheCostOfLaggedProductsAtWholePeriods() {
    Series series = new Series(150, 0, 60);
    ParameterGrid grid = ParameterGrid.ahead(-13, .2, 18);
    IrregularStatistics statistics = statistics(series, grid, false, 20, 140);
    KernelSupport wider = new KernelSupport(4, 6);
    LagSums regular = LagSums.of(wider, series.x, null, 20, 140);
    assertThat(statistics.weight()).isEqualTo(regular.count());
    LagStatistics lags = LagStatistics.of(wider);
    lags.accept(regular);
    GridCost cost = new GridCost(grid);
    cost.set(statistics, NOISE);
    for (double deviation : new double[] {grid.deviation(3), grid.deviation(9)}) {
      double[] g = GaussianKernel.UNIT_SUM.taps(new GaussianParameters(0, deviation), SUPPORT);
      double value = -NOISE + 2 * NOISE * g[3];
      for (int i = 0; i < g.length; i++) {
        for (int j = 0; j < g.length; j++) {
          double own = (i == 3 ? 1 : 0);
          double other = (j == 3 ? 1 : 0);
          value += (g[i] - own) * (g[j] - other) * lags.gram(i + 1, j + 1) / lags.weight();
        }
      }
      assertThat(cost.at(0, deviation)).isEqualTo(value, within(1e-12));
    }
    assertThat(statistics.noiseVariance()).isEqualTo(NoiseVariance.of(lags), within(.01));
  }

  @Test
  void doesNotDependOnSamplesThatNoRowReaches() {
    Series series = new Series(300, .9, 0);
    ParameterGrid grid = ParameterGrid.ahead(-13, .2, 18);
    double[] whole =
        new IrregularWindow(SUPPORT, PERIOD, grid, false)
            .sums(series.times, series.x, null, 100, 180);
    int from = 80;
    double[] part =
        new IrregularWindow(SUPPORT, PERIOD, grid, false)
            .sums(
                Arrays.copyOfRange(series.times, from, 180),
                Arrays.copyOfRange(series.x, from, 180),
                null,
                100 - from,
                180 - from);
    assertThat(part).containsExactly(whole);
  }

  @Test
  void tellsTheNoiseOfASmoothSignalWhateverTheJitter() {
    // Over many seeds the estimate has a mean of .99 and a deviation of .05 of the variance.
    for (double jitter : new double[] {0, .5, .95}) {
      Series series = new Series(2000, jitter, 0);
      double variance =
          statistics(series, ParameterGrid.ahead(-13, .2, 18), false, 0, 2000).noiseVariance();
      assertThat(variance).isEqualTo(.04, within(.006));
    }
  }

  @Test
  void aConstantHasNoPower() {
    Series series = new Series(100, .9, 0);
    Arrays.fill(series.x, 20.1);
    IrregularStatistics statistics =
        statistics(series, ParameterGrid.ahead(-13, .2, 18), false, 0, 100);
    assertThat(statistics.weight()).isPositive();
    assertThat(statistics.power()).isZero();
    assertThat(statistics.noiseVariance()).isZero();
  }
}
