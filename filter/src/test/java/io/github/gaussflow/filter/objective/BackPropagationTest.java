/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * The gradient from statistics against back-propagation through the convolution written out: O(n) =
 * sum g(m) x(n - m), C = mean (O - t)^2, dC/dtheta = mean 2 (O - t) sum dg/dtheta(m) x(n - m).
 */
class BackPropagationTest {

  private static final int COUNT = 160;

  private final double[] x = new double[COUNT];
  private final double[] t = new double[COUNT];
  private double value;
  private double byMean;
  private double byDeviation;

  private void signal(long seed) {
    Random random = new Random(seed);
    for (int n = 0; n < COUNT; n++) {
      t[n] = Math.sin(n / (3 + random.nextDouble())) + .01 * n;
      x[n] = t[n] + random.nextGaussian();
    }
  }

  private void propagate(KernelSupport support, KernelDerivatives kernel, double offset) {
    value = 0;
    byMean = 0;
    byDeviation = 0;
    int rows = COUNT - support.taps() + 1;
    for (int n = support.lookback(); n < COUNT - support.lookahead(); n++) {
      double output = 0;
      double outputByMean = 0;
      double outputByDeviation = 0;
      for (int k = 0; k < support.taps(); k++) {
        double input = x[n - support.offset(k)];
        output += kernel.taps()[k] * input;
        outputByMean += kernel.dMean()[k] * input;
        outputByDeviation += kernel.dStandardDeviation()[k] * input;
      }
      double error = output - t[n] - offset;
      value += error * error / rows;
      byMean += 2 * error * outputByMean / rows;
      byDeviation += 2 * error * outputByDeviation / rows;
    }
  }

  private double meanError(KernelSupport support, KernelDerivatives kernel) {
    double sum = 0;
    for (int n = support.lookback(); n < COUNT - support.lookahead(); n++) {
      for (int k = 0; k < support.taps(); k++) {
        sum += kernel.taps()[k] * x[n - support.offset(k)];
      }
      sum -= t[n];
    }
    return sum / (COUNT - support.taps() + 1);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void gradientIsThatOfBackPropagation(
      @ForAll long seed,
      @ForAll @IntRange(max = 12) int lookahead,
      @ForAll @IntRange(max = 12) int lookback,
      @ForAll @DoubleRange(min = -14, max = 14) double mean,
      @ForAll @DoubleRange(min = .4, max = 20) double deviation,
      @ForAll GaussianKernel shape) {
    signal(seed);
    KernelSupport support = new KernelSupport(lookahead, lookback);
    KernelDerivatives kernel = new KernelDerivatives(support);
    shape.derivatives(new GaussianParameters(mean, deviation), kernel);
    propagate(support, kernel, 0);
    LagStatistics statistics = LagStatistics.withTarget(support);
    statistics.accept(LagSums.of(support, x, t, 0, COUNT, 0, 0));
    check(support, statistics, kernel, deviation);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void withoutGivenCentresTheOffsetIsTheBestOne(
      @ForAll long seed,
      @ForAll @IntRange(max = 12) int lookahead,
      @ForAll @IntRange(max = 12) int lookback,
      @ForAll @DoubleRange(min = -5, max = 5) double mean,
      @ForAll @DoubleRange(min = .4, max = 20) double deviation) {
    signal(seed);
    KernelSupport support = new KernelSupport(lookahead, lookback);
    KernelDerivatives kernel = new KernelDerivatives(support);
    GaussianKernel.UNIT_SUM.derivatives(new GaussianParameters(mean, deviation), kernel);
    propagate(support, kernel, meanError(support, kernel));
    LagStatistics statistics = LagStatistics.withTarget(support);
    statistics.accept(x, t, 0, COUNT);
    check(support, statistics, kernel, deviation);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void windowsSplitAnywhereGiveTheSameGradient(
      @ForAll long seed, @ForAll @IntRange(max = COUNT) int split, @ForAll boolean swap) {
    signal(seed);
    KernelSupport support = new KernelSupport(4, 7);
    KernelDerivatives kernel = new KernelDerivatives(support);
    GaussianKernel.UNIT_SUM.derivatives(new GaussianParameters(.3, 2), kernel);
    propagate(support, kernel, 0);
    LagStatistics one = LagStatistics.withTarget(support);
    one.accept(LagSums.of(support, x, t, 0, split, 1.5, 1.5));
    LagStatistics two = LagStatistics.withTarget(support);
    two.accept(LagSums.of(support, x, t, split, COUNT, -.5, -.5));
    LagStatistics sum = swap ? two : one;
    sum.combine(swap ? one : two);
    check(support, sum, kernel, 2);
  }

  private void check(
      KernelSupport support, LagStatistics statistics, KernelDerivatives kernel, double deviation) {
    QuadraticCost cost = new QuadraticCost(support);
    new ReferenceObjective().prepare(statistics, NoiseModel.white(0), cost);
    CostDerivatives actual = new CostDerivatives();
    cost.derivatives(kernel, deviation, actual);
    // Relative to the terms that cancel: the output's power and the target's.
    double weights = 0;
    double steep = 0;
    for (int k = 0; k < support.taps(); k++) {
      weights += kernel.taps()[k];
      steep += Math.abs(kernel.dMean()[k]) + Math.abs(kernel.dStandardDeviation()[k]) * deviation;
    }
    double scale = cost.power() * (1 + weights * weights) + 4;
    double slope = scale * (1 + steep) * (1 + steep);
    assertThat(actual.value()).isCloseTo(value, within(1e-12 * scale));
    assertThat(actual.mean()).isCloseTo(byMean, within(1e-11 * slope));
    assertThat(actual.logDeviation()).isCloseTo(deviation * byDeviation, within(1e-11 * slope));
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void sureWithKnownNoiseIsTheErrorOfTheOutputPlusTheNoisePassed(
      @ForAll long seed, @ForAll @DoubleRange(min = .3, max = 9) double deviation) {
    signal(seed);
    KernelSupport support = new KernelSupport(5, 6);
    KernelDerivatives kernel = new KernelDerivatives(support);
    GaussianKernel.UNIT_SUM.derivatives(new GaussianParameters(-.7, deviation), kernel);
    System.arraycopy(x, 0, t, 0, COUNT);
    propagate(support, kernel, 0);
    LagStatistics statistics = LagStatistics.of(support);
    statistics.accept(x, null, 0, COUNT);
    QuadraticCost cost = new QuadraticCost(support);
    new SureObjective().prepare(statistics, NoiseModel.white(.8), cost);
    double centre = kernel.taps()[support.centre()];
    assertThat(cost.value(kernel.taps()))
        .isCloseTo(value + .8 * (2 * centre - 1), within(1e-12 * (1 + cost.power())));
  }

  /** With noise of autocovariance r, the error of the output plus twice the noise that passes. */
  @Property(seed = "2", edgeCases = EdgeCasesMode.NONE, tries = 100)
  void sureChargesTheNoisePassedAtEveryLag(
      @ForAll long seed, @ForAll @DoubleRange(min = .3, max = 9) double deviation) {
    signal(seed);
    KernelSupport support = new KernelSupport(5, 6);
    KernelDerivatives kernel = new KernelDerivatives(support);
    GaussianKernel.UNIT_SUM.derivatives(new GaussianParameters(-.7, deviation), kernel);
    System.arraycopy(x, 0, t, 0, COUNT);
    propagate(support, kernel, 0);
    LagStatistics statistics = LagStatistics.of(support);
    statistics.accept(x, null, 0, COUNT);
    QuadraticCost cost = new QuadraticCost(support);
    double[] r = {.8, -.3, .25, .1};
    new SureObjective().prepare(statistics, NoiseModel.correlated(r), cost);
    double passed = 0;
    for (int k = 0; k < support.taps(); k++) {
      int lag = Math.abs(support.offset(k));
      passed += lag < r.length ? r[lag] * kernel.taps()[k] : 0;
    }
    assertThat(cost.value(kernel.taps()))
        .isCloseTo(value + 2 * passed - r[0], within(1e-12 * (1 + cost.power())));
  }

  @Example
  void objectivesRefuseStatisticsOfTheOtherKind() {
    KernelSupport support = KernelSupport.symmetric(2);
    QuadraticCost cost = new QuadraticCost(support);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ReferenceObjective()
                    .prepare(LagStatistics.of(support), NoiseModel.white(0), cost))
        .withMessageContaining("must have targets");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SureObjective()
                    .prepare(LagStatistics.withTarget(support), NoiseModel.white(0), cost))
        .withMessageContaining("without targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cost.value(new double[4]))
        .withMessageContaining("4");
  }
}
