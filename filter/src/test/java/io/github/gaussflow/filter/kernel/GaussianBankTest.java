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
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianBankTest {

  private static final KernelSupport SUPPORT = new KernelSupport(3, 6);
  private static final GaussianParameters NARROW = new GaussianParameters(0, 1.2);
  private static final GaussianParameters WIDE = new GaussianParameters(-1, 4);

  private static GaussianBank bank(double first, double second) {
    return new GaussianBank(
        List.of(
            new GaussianBank.Component(first, NARROW), new GaussianBank.Component(second, WIDE)));
  }

  @Test
  void tapsAreTheWeightedSumAndSumToOne() {
    double[] narrow = GaussianKernel.UNIT_SUM.taps(NARROW, SUPPORT);
    double[] wide = GaussianKernel.UNIT_SUM.taps(WIDE, SUPPORT);
    double[] taps = bank(1.75, -.75).taps(SUPPORT);
    for (int k = 0; k < taps.length; k++) {
      assertThat(taps[k]).isCloseTo(1.75 * narrow[k] - .75 * wide[k], within(1e-15));
    }
    assertThat(Arrays.stream(taps).sum()).isCloseTo(1, within(1e-14));
    assertThat(Arrays.stream(taps).min().orElseThrow()).isNegative();
  }

  @Test
  void aSingleGaussianIsTheKernelToTheLastBit() {
    assertThat(GaussianBank.of(WIDE).taps(SUPPORT))
        .containsExactly(GaussianKernel.UNIT_SUM.taps(WIDE, SUPPORT));
    assertThat(GaussianBank.of(WIDE).components()).hasSize(1);
  }

  @Test
  void aWrongValueIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bank(1, .25))
        .withMessageContaining("sum to 1.25");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussianBank(List.of()))
        .withMessageContaining("sum to 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bank(Double.NaN, 1))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bank(.5, .5).taps(SUPPORT, new double[4]))
        .withMessageContaining("10");
  }
}
