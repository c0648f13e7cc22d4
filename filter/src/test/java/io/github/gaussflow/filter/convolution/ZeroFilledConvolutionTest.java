/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.filter.kernel.KernelSupport;
import org.junit.jupiter.api.Test;

class ZeroFilledConvolutionTest {

  private static final KernelSupport SUPPORT = new KernelSupport(1, 2);
  private static final double[] TAPS = {1, 10, 100, 1000};
  private static final double[] X = {7, 1, 2, Double.NaN, 4, 5, 9};

  @Test
  void absentSamplesAreZero() {
    // O(n) = x(n + 1) + 10 x(n) + 100 x(n - 1) + 1000 x(n - 2), the 7 and the 9 outside the range.
    assertThat(filter(1)).isEqualTo(2 + 10);
    assertThat(filter(2)).isEqualTo(20 + 100);
    assertThat(filter(3)).isNaN();
    assertThat(filter(4)).isEqualTo(5 + 40 + 2000);
    assertThat(filter(5)).isEqualTo(50 + 400);
  }

  @Test
  void aSampleOutsideTheRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filter(6))
        .withMessageContaining("n is 6, from is 1, to is 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ZeroFilledConvolution.filter(X, 0, 7, 2, new double[3], SUPPORT))
        .withMessageContaining("taps must have 4 entries");
  }

  private static double filter(int n) {
    return ZeroFilledConvolution.filter(X, 1, 6, n, TAPS, SUPPORT);
  }
}
