/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.CostDerivatives;
import io.github.gaussflow.filter.objective.GcvObjective;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.objective.ReferenceObjective;
import io.github.gaussflow.filter.objective.SureObjective;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.filter.statistics.NoiseVariance;
import org.junit.jupiter.api.Test;

/**
 * A worked example without random numbers: L = 4, R = 8, mu = .4, sigma = 1.7, 200 samples of two
 * sines with a quadratic residue for noise. The numbers are those of a NumPy 2.4.6 prototype, which
 * forms the lag matrix in full.
 */
class WorkedExampleTest {

  private static final KernelSupport SUPPORT = new KernelSupport(4, 8);
  private static final double DEVIATION = 1.7;

  private final double[] t = new double[200];
  private final double[] x = new double[200];
  private final LagSums window;

  WorkedExampleTest() {
    for (int n = 0; n < 200; n++) {
      t[n] = 20 + Math.sin(2 * Math.PI * n / 25) + .5 * Math.cos(2 * Math.PI * n / 7.3);
      x[n] = t[n] + ((7 * n * n + 13 * n) % 17 - 8) / 20.0;
    }
    double centre = 0;
    for (int n = 8; n < 196; n++) {
      centre += x[n] / 188;
    }
    window = LagSums.of(SUPPORT, x, t, 0, 200, centre, centre);
  }

  private LagStatistics statistics(LagStatistics empty) {
    empty.accept(window);
    return empty;
  }

  @Test
  void gramMatrixAndTargetAreThoseOfTheLagMatrix() {
    LagStatistics statistics = statistics(LagStatistics.withTarget(SUPPORT));
    assertThat(statistics.weight()).isEqualTo(188);
    assertMean(statistics, statistics.gram(0, 0), 0.666130478053666);
    assertMean(statistics, statistics.gram(4, 4), 0.679831040003886);
    assertMean(statistics, statistics.gram(0, 12), -0.586602247667155);
    assertMean(statistics, statistics.gram(12, 0), -0.586602247667155);
    assertMean(statistics, statistics.cross(4), 0.635531376222553);
    assertMean(statistics, statistics.targetSquares(), 0.640965754994411);
  }

  private static void assertMean(LagStatistics statistics, double sum, double expected) {
    assertRelative(sum / statistics.weight(), expected, 1e-13);
  }

  @Test
  void noiseVarianceIsTheLeastOfThreeDifferences() {
    LagStatistics statistics = statistics(LagStatistics.of(SUPPORT));
    assertRelative(NoiseVariance.difference(statistics, 2), 0.0705468086727514, 1e-11);
    assertRelative(NoiseVariance.difference(statistics, 4), 0.0660071699378824, 1e-11);
    assertRelative(NoiseVariance.difference(statistics, 6), 0.0668994825446447, 1e-11);
    assertThat(NoiseVariance.of(statistics)).isEqualTo(NoiseVariance.difference(statistics, 4));
  }

  @Test
  void referenceCostHasItsDerivativesAndOptimum() {
    LagStatistics statistics = statistics(LagStatistics.withTarget(SUPPORT));
    double[] expected = {
      0.0812342636637269,
      0.0461798384541233,
      0.116014719038562,
      0.116761973979,
      -0.0528284576306,
      0.1609234843
    };
    check(new ReferenceObjective(), statistics, GaussianKernel.UNIT_SUM, expected);
    checkOptimum(new ReferenceObjective(), statistics, 0.011404437, 0.721255094);
  }

  @Test
  void scaledAndUnscaledKernelsHaveTheirDerivatives() {
    LagStatistics statistics = statistics(LagStatistics.withTarget(SUPPORT));
    double[] scaled = {
      0.0814245316787429,
      0.0457307780899746,
      0.1180430593437,
      0.117523771803,
      -0.0567283400118,
      0.17865738683
    };
    check(new ReferenceObjective(), statistics, GaussianKernel.SCALED, scaled);
    double[] unscaled = {
      4.49414964805784,
      0.256639283516176,
      9.26838205708129,
      0.446007565021,
      0.10737557652,
      13.3528654223
    };
    check(new ReferenceObjective(), statistics, GaussianKernel.UNSCALED, unscaled);
  }

  @Test
  void sureCostHasItsDerivativesAndOptimum() {
    LagStatistics statistics = statistics(LagStatistics.of(SUPPORT));
    double[] expected = {
      0.062569851803658,
      0.0458165939384018,
      0.0977190158288525,
      0.110433687402,
      -0.0428562629793,
      0.191551289191
    };
    check(new SureObjective(), statistics, GaussianKernel.UNIT_SUM, expected);
    checkOptimum(new SureObjective(), statistics, 0.001076525, 0.930359726);
  }

  @Test
  void gcvCostHasItsDerivativesAndOptimum() {
    LagStatistics statistics = statistics(LagStatistics.of(SUPPORT));
    double[] expected = {
      0.165372008761859,
      0.0703021899292028,
      0.120342687008821,
      0.158069510479,
      -0.10654245612,
      0.206140186776
    };
    GcvObjective gcv = new GcvObjective();
    check(gcv, statistics, gcv.kernel(), expected);
    checkOptimum(gcv, statistics, 0.000580013, 0.780734057);
  }

  private static void check(
      Objective objective, LagStatistics statistics, Kernel kernel, double[] expected) {
    QuadraticCost cost = new QuadraticCost(SUPPORT);
    objective.prepare(statistics, NoiseModel.estimated().fit(statistics), cost);
    KernelDerivatives taps = new KernelDerivatives(SUPPORT);
    kernel.derivatives(new GaussianParameters(.4, DEVIATION), taps);
    CostDerivatives actual = new CostDerivatives();
    cost.derivatives(taps, DEVIATION, actual);
    assertRelative(actual.value(), expected[0], 1e-10);
    assertRelative(cost.value(taps.taps()), expected[0], 1e-10);
    assertRelative(actual.mean(), expected[1], 1e-10);
    assertRelative(actual.logDeviation(), expected[2], 1e-10);
    assertRelative(actual.meanMean(), expected[3], 1e-10);
    assertRelative(actual.meanLogDeviation(), expected[4], 1e-10);
    assertRelative(actual.logDeviationTwice(), expected[5], 1e-10);
  }

  /** The prototype prints the optimum with nine decimals. */
  private static void checkOptimum(
      Objective objective, LagStatistics statistics, double mean, double deviation) {
    QuadraticCost cost = new QuadraticCost(SUPPORT);
    objective.prepare(statistics, NoiseModel.estimated().fit(statistics), cost);
    ParameterBounds bounds = new ParameterBounds(-4, 4, .2, 26);
    DampedNewton newton = new DampedNewton(SUPPORT, objective.kernel());
    Candidate point = new Candidate();
    point.set(0, .9, Double.NaN);
    newton.minimise(cost, bounds, true, point);
    assertThat(point.mean).isCloseTo(mean, within(1e-8));
    assertThat(point.deviation).isCloseTo(deviation, within(1e-8));
  }

  private static void assertRelative(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * Math.abs(expected)));
  }
}
