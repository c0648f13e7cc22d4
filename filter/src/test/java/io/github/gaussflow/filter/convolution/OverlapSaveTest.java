/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Against the direct sums. */
class OverlapSaveTest {

  @Property(tries = 100, seed = "3301")
  void agreesWithTheDirectSums(@ForAll long seed) {
    Random random = new Random(seed);
    KernelSupport s = new KernelSupport(random.nextInt(200), random.nextInt(200));
    int outputs = 1 + random.nextInt(2_000);
    check(s, outputs, random.nextInt(2 * outputs), random);
  }

  @Test
  void agreesForTheLongestKernels() {
    Random random = new Random(8);
    check(KernelSupport.symmetric(4_095), 40_000, 40_000, random);
    check(KernelSupport.symmetric(256), 5_000, 5_000, random);
  }

  private static void check(KernelSupport s, int usual, int outputs, Random random) {
    double[] taps =
        GaussianKernel.UNSCALED.taps(new GaussianParameters(0.3, 0.5 + s.taps() / 6.0), s);
    int from = s.lookback() + random.nextInt(5);
    double[] x = random.doubles(from + outputs + s.lookahead() + 3, -1, 1).toArray();
    int outFrom = random.nextInt(5);
    double[] out = random.doubles(outFrom + outputs + 5).toArray();
    double[] expected = out.clone();
    InteriorConvolution.convolve(x, from, from + outputs, taps, s, expected, outFrom);

    OverlapSave.of(taps, s, usual).convolve(x, from, from + outputs, out, outFrom);

    double sum = 0;
    for (double tap : taps) {
      sum += Math.abs(tap);
    }
    assertThat(out).containsExactly(expected, offset(1e-12 * sum));
    for (int i = 0; i < out.length; i++) {
      if (i < outFrom || i >= outFrom + outputs) {
        assertThat(out[i]).isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void whatIsNotFiniteStaysWithinTheSupport() {
    KernelSupport s = new KernelSupport(10, 30);
    double[] taps = GaussianKernel.UNIT_SUM.taps(new GaussianParameters(2, 8), s);
    double[] x = new Random(4).doubles(1_000).toArray();
    x[500] = Double.NaN;
    x[700] = Double.POSITIVE_INFINITY;
    double[] out = new double[x.length];

    OverlapSave.of(taps, s, x.length).convolve(x, 30, 990, out, 30);

    for (int n = 30; n < 990; n++) {
      boolean reached = n >= 490 && n <= 530 || n >= 690 && n <= 730;
      assertThat(Double.isFinite(out[n])).as("output %d", n).isEqualTo(!reached);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    KernelSupport s = new KernelSupport(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OverlapSave.of(new double[3], s, 10))
        .withMessage("taps must have 4 entries, one for each tap, but has 3");
    OverlapSave filter = OverlapSave.of(new double[4], s, 10);
    double[] ten = new double[10];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filter.convolve(ten, 1, 5, new double[10], 0))
        .withMessageContaining("x must have the entries [-1, 6)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filter.convolve(ten, 2, 6, new double[10], 8))
        .withMessageContaining("out must have the entries [8, 12)");
  }

  @Test
  void itIsForLongKernelsOnLongSeries() {
    assertThat(OverlapSave.pays(511, 100_000)).isFalse();
    assertThat(OverlapSave.pays(512, 1_023)).isFalse();
    assertThat(OverlapSave.pays(512, 1_024)).isTrue();
  }
}
