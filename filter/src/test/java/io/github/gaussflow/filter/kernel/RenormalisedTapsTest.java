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

class RenormalisedTapsTest {

  @Property(tries = 200, seed = "7701")
  void weightsAreTheTapsPresentDividedByTheirSum(@ForAll long seed) {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(6), random.nextInt(6));
    GaussianParameters parameters =
        new GaussianParameters(-3 + 6 * random.nextDouble(), 0.5 + 3 * random.nextDouble());
    double[] g = GaussianKernel.SCALED.taps(parameters, support);
    double[] x = new double[20];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian();
    }
    int from = random.nextInt(5);
    int to = 20 - random.nextInt(5);
    RenormalisedTaps taps = RenormalisedTaps.of(parameters, support);
    for (int n = from; n < to; n++) {
      double filtered = taps.filter(x, from, to, n);
      if (Double.isNaN(x[n])) {
        assertThat(filtered).isNaN();
        assertThat(squares(taps)).isZero();
        filtered = taps.estimate(x, from, to, n);
      } else {
        assertThat(taps.estimate(x, from, to, n)).isEqualTo(filtered);
      }
      double sum = 0;
      double weighted = 0;
      double squares = 0;
      for (int k = 0; k < g.length; k++) {
        int i = n - support.offset(k);
        if (i >= from && i < to && !Double.isNaN(x[i])) {
          sum += g[k];
          weighted += g[k] * x[i];
          squares += g[k] * g[k];
        }
      }
      if (sum == 0) {
        assertThat(filtered).as("nothing within reach").isNaN();
        assertThat(squares(taps)).isZero();
        continue;
      }
      assertThat(filtered).isCloseTo(weighted / sum, offset(1e-12));
      assertThat(squares(taps)).isCloseTo(squares / sum / sum, offset(1e-12));
      assertThat(Arrays.stream(taps.taps()).sum()).isCloseTo(1, offset(1e-14));
    }
  }

  @Test
  void withAllSamplesPresentItIsTheUnitSumKernel() {
    GaussianParameters parameters = new GaussianParameters(0.4, 1.7);
    KernelSupport support = new KernelSupport(3, 5);
    KernelDerivatives expected = new KernelDerivatives(support);
    GaussianKernel.UNIT_SUM.derivatives(parameters, expected);
    RenormalisedTaps taps = RenormalisedTaps.of(parameters, support);
    taps.filter(new double[9], 0, 9, 5);
    taps.differentiate();
    assertThat(taps.taps()).containsExactly(expected.taps(), offset(1e-16));
    assertThat(taps.dMean()).containsExactly(expected.dMean(), offset(1e-16));
    assertThat(taps.dStandardDeviation())
        .containsExactly(expected.dStandardDeviation(), offset(1e-16));
    assertThat(taps.parameters()).isEqualTo(parameters);
    assertThat(taps.support()).isEqualTo(support);
  }

  @Test
  void weightsThatVanishBesideAbsentOnesAreTakenRelativeToThePresent() {
    // The mean lies 16 samples back, which are absent: exp(-3200) and exp(-2812.5).
    RenormalisedTaps taps =
        RenormalisedTaps.of(new GaussianParameters(16, 0.2), KernelSupport.symmetric(16));
    double[] x = {3, 5, 4};
    assertThat(taps.filter(x, 0, 3, 0)).isEqualTo(3);
    taps.differentiate();
    assertThat(taps.dMean()).containsExactly(new double[33], offset(1e-100));
    assertThat(taps.filter(x, 0, 3, 2)).isCloseTo(3, offset(1e-15));
    assertThat(squares(taps)).isCloseTo(1, offset(1e-15));

    // The same with a kernel so wide that the two samples present share the weight.
    RenormalisedTaps wide =
        RenormalisedTaps.of(new GaussianParameters(-200, 8), new KernelSupport(200, 3));
    double e = Math.exp(-0.5 * (201.0 * 201 - 200.0 * 200) / 64);
    assertThat(wide.filter(new double[] {1, 2}, 0, 2, 1))
        .isCloseTo((2 + e) / (1 + e), offset(1e-14));
  }

  @Test
  void aSampleOutsideTheRangeIsRefused() {
    RenormalisedTaps taps =
        RenormalisedTaps.of(new GaussianParameters(0, 1), KernelSupport.symmetric(1));
    double[] x = new double[4];
    for (int[] range : new int[][] {{-1, 3, 0}, {0, 5, 0}, {1, 3, 0}, {1, 3, 3}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> taps.filter(x, range[0], range[1], range[2]))
          .withMessageContaining("n is " + range[2]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> taps.estimate(x, range[0], range[1], range[2]));
    }
  }

  private static double squares(RenormalisedTaps taps) {
    return Arrays.stream(taps.taps()).map(tap -> tap * tap).sum();
  }
}
