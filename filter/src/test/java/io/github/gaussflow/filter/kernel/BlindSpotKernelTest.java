/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlindSpotKernelTest {

  private final BlindSpotKernel kernel = new BlindSpotKernel();

  @ParameterizedTest
  @CsvSource({"4, 8, .4, 1.7", "4, 8, 0, .6", "0, 8, -3, 2", "8, 0, 1, 5", "3, 3, -.2, 30"})
  void isTheUnitSumKernelWithoutItsTapAtZero(int ahead, int back, double mean, double deviation) {
    KernelSupport support = new KernelSupport(ahead, back);
    GaussianParameters parameters = new GaussianParameters(mean, deviation);
    double[] whole = GaussianKernel.UNIT_SUM.taps(parameters, support);
    double[] taps = kernel.taps(parameters, support);
    assertThat(taps[ahead]).isZero();
    assertThat(Arrays.stream(taps).sum()).isCloseTo(1, within(1e-14));
    for (int k = 0; k < taps.length; k++) {
      if (k != ahead) {
        assertThat(taps[k]).isCloseTo(whole[k] / (1 - whole[ahead]), within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 8, .4, 1.7", "4, 8, 0, .6", "0, 8, -3, 2", "8, 0, 1, 5", "4, 4, .1, .2"})
  void derivativesAreThoseOfTheTaps(int ahead, int back, double mean, double deviation) {
    KernelSupport support = new KernelSupport(ahead, back);
    KernelDerivatives at = at(support, mean, deviation);
    double h = 1e-6 * deviation;
    KernelDerivatives right = at(support, mean + h, deviation);
    KernelDerivatives left = at(support, mean - h, deviation);
    KernelDerivatives wide = at(support, mean, deviation + h);
    KernelDerivatives narrow = at(support, mean, deviation - h);
    assertSlope(at.dMean(), right.taps(), left.taps(), h);
    assertSlope(at.dStandardDeviation(), wide.taps(), narrow.taps(), h);
    assertSlope(at.dMeanMean(), right.dMean(), left.dMean(), h);
    assertSlope(at.dMeanStandardDeviation(), wide.dMean(), narrow.dMean(), h);
    assertSlope(
        at.dStandardDeviationTwice(), wide.dStandardDeviation(), narrow.dStandardDeviation(), h);
  }

  private KernelDerivatives at(KernelSupport support, double mean, double deviation) {
    KernelDerivatives at = new KernelDerivatives(support);
    kernel.derivatives(new GaussianParameters(mean, deviation), at);
    return at;
  }

  private static void assertSlope(double[] slope, double[] above, double[] below, double h) {
    double largest = Arrays.stream(slope).map(Math::abs).max().orElseThrow();
    for (int k = 0; k < slope.length; k++) {
      assertThat((above[k] - below[k]) / (2 * h))
          .isCloseTo(slope[k], within(1e-7 + 1e-7 * largest));
    }
  }

  /** However narrow, it takes the nearest neighbours, where a quotient would be 0/0. */
  @Test
  void narrowKernelTakesTheNearestNeighbours() {
    double[] centred = kernel.taps(new GaussianParameters(0, 1e-3), KernelSupport.symmetric(2));
    assertThat(centred).containsExactly(0, .5, 0, .5, 0);
    double[] ahead = kernel.taps(new GaussianParameters(-.1, 1e-3), KernelSupport.symmetric(2));
    assertThat(ahead).containsExactly(0, 1, 0, 0, 0);
  }

  @Test
  void aSingleTapIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.taps(new GaussianParameters(0, 1), KernelSupport.symmetric(0)))
        .withMessageContaining("lookahead + lookback");
  }
}
