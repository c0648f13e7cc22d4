/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every baseline filter. */
class BaselineFilterTest {

  static Stream<BaselineFilter> filters() {
    return Stream.of(
        MovingAverage.of(KernelSupport.symmetric(2)),
        MovingAverage.of(new KernelSupport(0, 0)),
        ExponentialAverage.of(0.3),
        SavitzkyGolay.of(KernelSupport.symmetric(5), 3),
        SavitzkyGolay.of(new KernelSupport(0, 10), 3),
        OneEuro.of(0.01, 1, 0.5, 1),
        LocalLevel.of(0.1, 0),
        LocalLevel.of(0.1, 7),
        FixedTaps.of(KernelSupport.symmetric(1), 0.25, 0.5, 0.25));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void keepsConstantsAndGaps(BaselineFilter filter) {
    double[] samples = new double[60];
    Arrays.fill(samples, 1e6 + 0.1);
    for (int missing : new int[] {0, 1, 17, 30, 31, 32, 33, 34, 35, 36, 59}) {
      samples[missing] = Double.NaN;
    }
    double[] before = samples.clone();
    double[] filtered = filter.filter(samples);
    assertThat(samples).isEqualTo(before);
    assertThat(filtered).hasSameSizeAs(samples);
    for (int n = 0; n < samples.length; n++) {
      if (Double.isNaN(samples[n])) {
        assertThat(filtered[n]).isNaN();
      } else {
        assertThat(filtered[n]).isCloseTo(samples[n], within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("filters")
  void takesSeriesOfAnyLengthAndScale(BaselineFilter filter) {
    assertThat(filter.filter(new double[0])).isEmpty();
    assertThat(filter.filter(new double[] {3})).containsExactly(3);
    assertThat(filter.filter(new double[] {Double.NaN})).containsExactly(Double.NaN);
    Random random = new Random(3);
    for (double scale : new double[] {1e-9, 1, 1e9}) {
      double[] samples = random.doubles(200, -scale, scale).toArray();
      samples[5] = Double.NaN;
      double[] filtered = filter.filter(samples);
      for (int n = 0; n < samples.length; n++) {
        assertThat(Double.isFinite(filtered[n])).isEqualTo(n != 5);
      }
    }
  }

  @Test
  void refusesWhatCannotBeRight() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExponentialAverage.of(Double.NaN))
        .withMessage("alpha must be in (0, 1], but is NaN");
    assertThatIllegalArgumentException().isThrownBy(() -> ExponentialAverage.of(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SavitzkyGolay.of(KernelSupport.symmetric(1), 3))
        .withMessage("degree must be at least 0 and below the number of taps, 3, but is 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneEuro.of(0, 1, 0, 1))
        .withMessage("period must be positive and finite, but is 0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> OneEuro.of(1, 1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> LocalLevel.of(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> LocalLevel.of(1, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FixedTaps.of(KernelSupport.symmetric(1), 1, 2))
        .withMessage("taps must be 3, as the support says, but are 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FixedTaps.of(KernelSupport.symmetric(0), 1).about(Double.NaN, 0));
  }

  @Test
  void fixedTapsTakeTheNearestInputForAMissingOne() {
    FixedTaps taps = FixedTaps.of(new KernelSupport(1, 2), 1, 10, 100, 1000);
    // Output at 3: x(4), x(3), x(2), x(1) with x(2) missing, as near to x(1) as to x(3).
    double[] samples = {7, 1, Double.NaN, 2, 3};
    assertThat(taps.filter(samples)[3]).isEqualTo(3 + 20 + 200 + 1000);
    // Output at 4: x(5) is past the end.
    assertThat(taps.filter(samples)[4]).isEqualTo(3 + 30 + 200 + 2000);
    assertThat(taps.about(1, 5).filter(samples)[3]).isEqualTo(5 + 2 + 10 + 100);
    assertThat(taps.taps()).containsExactly(1, 10, 100, 1000);
  }

  @Test
  void goldenSectionFindsTheLowestValley() {
    double found =
        GoldenSection.minimise(x -> Math.cos(x) + 0.1 * Math.abs(x - 9), -10, 10, 21, 1e-9);
    // cos x has its lowest valleys at odd multiples of pi; the slope of 0.1 moves them by asin 0.1.
    assertThat(found).isCloseTo(3 * Math.PI - Math.asin(0.1), within(1e-6));
    assertThat(GoldenSection.minimise(x -> x, -1, 1, 3, 1e-9)).isEqualTo(-1);
    assertThat(GoldenSection.minimise(x -> -x, -1, 1, 3, 1e-9)).isEqualTo(1);
    assertThat(GoldenSection.minimise(x -> Double.NaN, -1, 1, 3, 1e-9)).isEqualTo(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoldenSection.minimise(x -> x, 1, 1, 3, 1e-9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoldenSection.minimise(x -> x, 0, 1, 2, 1e-9));
  }
}
