/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GaussianKernelTest {

  @Property(tries = 200, seed = "7101")
  void secondDerivativesAreThoseOfTheFirst(@ForAll GaussianKernel kernel, @ForAll long seed) {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(9), random.nextInt(9));
    double mean = -support.lookahead() - 1 + (support.taps() + 1) * random.nextDouble();
    double deviation = 0.4 + 20 * random.nextDouble() * random.nextDouble();
    double h = 1e-4 * deviation;
    KernelDerivatives at = derivatives(kernel, mean, deviation, support);
    KernelDerivatives left = derivatives(kernel, mean - h, deviation, support);
    KernelDerivatives right = derivatives(kernel, mean + h, deviation, support);
    KernelDerivatives narrow = derivatives(kernel, mean, deviation - h, support);
    KernelDerivatives wide = derivatives(kernel, mean, deviation + h, support);
    // A difference quotient errs by h^2 times the third derivative.
    double tolerance =
        1e-6
            * (largest(at.taps()) / (deviation * deviation)
                + largest(at.dMeanMean())
                + largest(at.dStandardDeviationTwice()));
    for (int k = 0; k < support.taps(); k++) {
      assertThat(at.dMeanMean()[k])
          .isCloseTo((right.dMean()[k] - left.dMean()[k]) / (2 * h), offset(tolerance));
      assertThat(at.dMeanStandardDeviation()[k])
          .isCloseTo((wide.dMean()[k] - narrow.dMean()[k]) / (2 * h), offset(tolerance))
          .isCloseTo(
              (right.dStandardDeviation()[k] - left.dStandardDeviation()[k]) / (2 * h),
              offset(tolerance));
      assertThat(at.dStandardDeviationTwice()[k])
          .isCloseTo(
              (wide.dStandardDeviation()[k] - narrow.dStandardDeviation()[k]) / (2 * h),
              offset(tolerance));
    }
  }

  @Property(tries = 200, seed = "7102")
  void firstDerivativesAreThoseOfTheTaps(@ForAll GaussianKernel kernel, @ForAll long seed) {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(9), random.nextInt(9));
    double mean = -support.lookahead() - 1 + (support.taps() + 1) * random.nextDouble();
    double deviation = 0.4 + 20 * random.nextDouble() * random.nextDouble();
    double h = 1e-4 * deviation;
    KernelDerivatives at = derivatives(kernel, mean, deviation, support);
    double[] left = derivatives(kernel, mean - h, deviation, support).taps();
    double[] right = derivatives(kernel, mean + h, deviation, support).taps();
    double[] narrow = derivatives(kernel, mean, deviation - h, support).taps();
    double[] wide = derivatives(kernel, mean, deviation + h, support).taps();
    double tolerance =
        1e-6
            * (largest(at.taps()) / deviation
                + largest(at.dMean())
                + largest(at.dStandardDeviation()));
    for (int k = 0; k < support.taps(); k++) {
      assertThat(at.dMean()[k]).isCloseTo((right[k] - left[k]) / (2 * h), offset(tolerance));
      assertThat(at.dStandardDeviation()[k])
          .isCloseTo((wide[k] - narrow[k]) / (2 * h), offset(tolerance));
    }
  }

  @Property(tries = 300, seed = "7103")
  void unitSumTapsAreWeightsWhateverTheParameters(@ForAll long seed) {
    Random random = new Random(seed);
    double mean = random.nextGaussian() * Math.pow(10, -300 + random.nextInt(600));
    double deviation = random.nextDouble(0.1, 1) * Math.pow(10, -300 + random.nextInt(600));
    int lookahead = random.nextInt(20);
    int lookback = random.nextInt(20);
    double[] taps =
        GaussianKernel.UNIT_SUM.taps(
            new GaussianParameters(mean, deviation), new KernelSupport(lookahead, lookback));
    assertThat(Arrays.stream(taps).sum()).isCloseTo(1, offset(1e-14));
    assertThat(Arrays.stream(taps).allMatch(tap -> tap >= 0 && tap <= 1)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void extremeParametersGiveNoNaN(GaussianKernel kernel) {
    KernelSupport support = new KernelSupport(3, 4);
    double[] means = {0, 0.5, 1, -3, 4, 0.1, 1e3, -1e9, 1e300, -Double.MAX_VALUE, 5e-324};
    double[] deviations = {
      Double.MIN_VALUE, 1e-300, 1e-200, 1e-160, 1e-100, 0.01, 0.05, 1e10, 1e200, Double.MAX_VALUE
    };
    for (double mean : means) {
      for (double deviation : deviations) {
        KernelDerivatives d = derivatives(kernel, mean, deviation, support);
        for (double[] array :
            new double[][] {
              d.taps(),
              d.dMean(),
              d.dStandardDeviation(),
              d.dOffset(),
              d.dMeanMean(),
              d.dMeanStandardDeviation(),
              d.dStandardDeviationTwice()
            }) {
          assertThat(array)
              .as("%s, mean %s, standard deviation %s", kernel, mean, deviation)
              .doesNotContain(Double.NaN);
        }
      }
    }
  }

  @Test
  void aVanishingDeviationLeavesTheTapNearestToTheMean() {
    KernelSupport support = new KernelSupport(1, 2);
    assertThat(taps(0.3, 1e-300, support)).containsExactly(0, 1, 0, 0);
    assertThat(taps(0.5, 1e-300, support)).containsExactly(0, 0.5, 0.5, 0);
    assertThat(taps(-9, 1e-300, support)).containsExactly(1, 0, 0, 0);
    assertThat(taps(1e300, 1e-3, support)).containsExactly(0, 0, 0, 1);
  }

  @Test
  void aVastMeanAndDeviationGiveABox() {
    double[] taps = taps(1e308, 1e300, new KernelSupport(1, 2));
    assertThat(taps).containsOnly(0.25);
  }

  @Test
  void theSumOfTapsIsNotOneForTheScaledKernel() {
    // Cut off at one sigma, and too narrow for the samples: the paper's kernel in both cases.
    GaussianParameters wide = new GaussianParameters(0, 4);
    GaussianParameters narrow = new GaussianParameters(0, 0.2);
    KernelSupport support = KernelSupport.symmetric(4);
    assertThat(Arrays.stream(GaussianKernel.SCALED.taps(wide, support)).sum())
        .isCloseTo(0.740, offset(1e-3));
    assertThat(Arrays.stream(GaussianKernel.SCALED.taps(narrow, support)).sum())
        .isCloseTo(1.995, offset(1e-3));
    assertThat(Arrays.stream(GaussianKernel.UNIT_SUM.taps(wide, support)).sum())
        .isCloseTo(1, offset(1e-15));
  }

  @Test
  void parametersOutsideTheirRangeAreRefusedByNameAndValue() {
    refuses("mean must be finite, but is NaN", Double.NaN, 1);
    refuses("mean must be finite, but is -Infinity", Double.NEGATIVE_INFINITY, 1);
    refuses("standard deviation must be positive and finite, but is NaN", 0, Double.NaN);
    refuses("standard deviation must be positive and finite, but is 0.0", 0, 0);
    refuses("standard deviation must be positive and finite, but is -1.0", 0, -1);
    refuses(
        "standard deviation must be positive and finite, but is Infinity",
        0,
        Double.POSITIVE_INFINITY);
    for (double rho : new double[] {Double.NaN, 710, -746}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GaussianParameters.ofLogarithm(0, rho))
          .withMessageContaining("log standard deviation")
          .withMessageContaining("is " + rho);
    }
  }

  @Test
  void supportsOutsideTheirRangeAreRefusedByNameAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelSupport(-1, 2))
        .withMessage("lookahead must be at least 0, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelSupport(1, -2))
        .withMessage("lookback must be at least 0, but is -2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelSupport(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .withMessageContaining("must be at most 8192");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GaussianKernel.SCALED.taps(
                    new GaussianParameters(0, 1), new KernelSupport(1, 1), new double[4]))
        .withMessage("taps must have 3 entries, one for each tap, but has 4");
  }

  private static void refuses(String message, double mean, double deviation) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussianParameters(mean, deviation))
        .withMessage(message);
  }

  private static double[] taps(double mean, double deviation, KernelSupport support) {
    return GaussianKernel.UNIT_SUM.taps(new GaussianParameters(mean, deviation), support);
  }

  private static KernelDerivatives derivatives(
      GaussianKernel kernel, double mean, double deviation, KernelSupport support) {
    KernelDerivatives derivatives = new KernelDerivatives(support);
    kernel.derivatives(new GaussianParameters(mean, deviation), derivatives);
    return derivatives;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }
}
