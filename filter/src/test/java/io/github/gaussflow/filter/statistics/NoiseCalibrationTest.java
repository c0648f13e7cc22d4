/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseCalibrationTest {

  private static final KernelSupport SUPPORT = new KernelSupport(4, 7);

  /** Unit variance with correlation phi^k. */
  private static double[] autoregressive(int count, double phi, long seed) {
    Random random = new Random(seed);
    double[] x = new double[count];
    x[0] = random.nextGaussian();
    for (int n = 1; n < count; n++) {
      x[n] = phi * x[n - 1] + Math.sqrt(1 - phi * phi) * random.nextGaussian();
    }
    return x;
  }

  /**
   * The mean over many short windows is the truth, though the mean of each of them took a tenth and
   * more of the noise with it. Five standard errors, so a false alarm in a million seeds.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, .5, -.5})
  void autocovarianceIsUnbiasedForTheLostMean(double phi) {
    NoiseCalibration calibration = NoiseCalibration.of(SUPPORT);
    for (int w = 0; w < 4000; w++) {
      double[] x = autoregressive(100, phi, 1000 + w);
      for (int n = 0; n < x.length; n++) {
        x[n] += 1e3 + w;
      }
      calibration.accept(x, 0, x.length);
    }
    NoiseModel noise = calibration.noise().orElseThrow();
    for (int k = 0; k < SUPPORT.taps(); k++) {
      assertThat(noise.autocovariance(k)).isCloseTo(Math.pow(phi, k), within(.012));
    }
  }

  @Test
  void calibrationsAddUpWhateverTheirOrder() {
    double[] x = autoregressive(3000, .6, 3);
    NoiseCalibration whole = NoiseCalibration.of(SUPPORT);
    NoiseCalibration first = NoiseCalibration.of(SUPPORT);
    NoiseCalibration second = NoiseCalibration.of(SUPPORT);
    for (int w = 0; w < 10; w++) {
      whole.accept(x, w * 300, w * 300 + 300);
      (w < 4 ? first : second).accept(x, w * 300, w * 300 + 300);
    }
    second.combine(first);
    assertThat(second.weight()).isEqualTo(whole.weight());
    double[] r = whole.noise().orElseThrow().autocovariances();
    double[] sum = second.noise().orElseThrow().autocovariances();
    for (int k = 0; k < r.length; k++) {
      assertThat(sum[k]).isCloseTo(r[k], within(1e-13));
    }
  }

  @Test
  void restoredCalibrationGoesOnBitForBit() {
    double[] x = autoregressive(900, .6, 4);
    NoiseCalibration calibration = NoiseCalibration.of(SUPPORT);
    calibration.accept(x, 0, 450);
    NoiseCalibration restored = NoiseCalibration.of(SUPPORT);
    restored.restore(calibration.state());
    calibration.accept(x, 450, 900);
    restored.accept(x, 450, 900);
    assertThat(restored.state()).containsExactly(calibration.state());
    assertThat(restored.noise()).isEqualTo(calibration.noise());
    double[] state = calibration.state();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> restored.restore(Arrays.copyOf(state, 5)))
        .withMessageContaining("5 entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoiseCalibration.of(new KernelSupport(5, 6)).restore(state))
        .withMessageContaining("lookahead=5");
  }

  @Test
  void tooLittleRestGivesNoNoise() {
    NoiseCalibration calibration = NoiseCalibration.of(SUPPORT);
    assertThat(calibration.noise()).isEmpty();
    double[] x = autoregressive(4000, 0, 5);
    calibration.accept(x, 0, 40);
    assertThat(calibration.noise()).isEmpty();
    calibration.accept(x, 40, 400);
    assertThat(calibration.noise()).isPresent();
  }

  @Test
  void whatIsMissingOrInfiniteOrConstantDoesNoHarm() {
    double[] x = autoregressive(1000, .5, 6);
    NoiseCalibration calibration = NoiseCalibration.of(SUPPORT);
    calibration.accept(x, 0, 1000);
    double[] state = calibration.state();
    double[] broken = x.clone();
    broken[500] = Double.POSITIVE_INFINITY;
    calibration.accept(broken, 0, 1000);
    Arrays.fill(broken, Double.NaN);
    calibration.accept(broken, 0, 1000);
    assertThat(calibration.state()).containsExactly(state);
    for (int n = 0; n < 1000; n += 100) {
      x[n] = Double.NaN;
    }
    calibration.accept(x, 0, 1000);
    assertThat(calibration.noise().orElseThrow().variance()).isCloseTo(1, within(.2));
    NoiseCalibration still = NoiseCalibration.of(SUPPORT);
    still.accept(new double[500], 0, 500);
    double[] stuck = new double[500];
    Arrays.fill(stuck, 0.1);
    still.accept(stuck, 0, 500);
    assertThat(still.weight()).as("a stuck sensor says nothing of its noise").isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> still.combine(NoiseCalibration.of(KernelSupport.symmetric(2))))
        .withMessageContaining("lookahead=2");
  }
}
