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
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseModelTest {

  @Test
  void autocovarianceIsEvenAndZeroBeyondTheLagsGiven() {
    double[] r = {2, -1, .5};
    NoiseModel noise = NoiseModel.correlated(r);
    r[0] = 9;
    noise.autocovariances()[1] = 9;
    assertThat(noise.variance()).isEqualTo(2);
    assertThat(noise.autocovariance(-1)).isEqualTo(-1);
    assertThat(noise.autocovariance(2)).isEqualTo(.5);
    assertThat(noise.autocovariance(3)).isZero();
    assertThat(noise.isEstimated()).isFalse();
    assertThat(noise)
        .isEqualTo(NoiseModel.correlated(2, -1, .5))
        .hasToString("noise of autocovariance [2.0, -1.0, 0.5]");
    assertThat(noise.hashCode()).isEqualTo(NoiseModel.correlated(2, -1, .5).hashCode());
    assertThat(NoiseModel.white(2)).isEqualTo(NoiseModel.correlated(2)).isNotEqualTo(noise);
  }

  /** The variance of a mean of squares of AR(1) noise is that of white times (1+a^2)/(1-a^2). */
  @Test
  void chanceVarianceCountsHowManyValuesAreIndependent() {
    double[] r = new double[60];
    for (int k = 0; k < r.length; k++) {
      r[k] = 3 * Math.pow(.8, k);
    }
    assertThat(NoiseModel.correlated(r).chanceVariance()).isCloseTo(3 * 1.64 / .36, within(1e-10));
    assertThat(NoiseModel.white(3).chanceVariance()).isEqualTo(3);
    assertThat(NoiseModel.correlated(0, 0).chanceVariance()).isZero();
  }

  @Test
  void estimatedNoiseIsWhiteOnceFitted() {
    LagStatistics statistics = LagStatistics.of(KernelSupport.symmetric(4));
    statistics.accept(new Random(1).doubles(200).toArray(), null, 0, 200);
    NoiseModel estimated = NoiseModel.estimated();
    assertThat(estimated.variance()).isNaN();
    assertThat(estimated.chanceVariance()).isNaN();
    assertThat(estimated).hasToString("noise to be estimated");
    assertThat(NoiseModel.estimatedWhite()).hasToString("white noise of estimated variance");
    NoiseModel fitted = estimated.fit(statistics);
    assertThat(fitted.variance()).isEqualTo(NoiseVariance.of(statistics));
    assertThat(fitted.autocovariance(1)).isZero();
    assertThat(fitted.fit(statistics)).isSameAs(fitted);
  }

  @Test
  void aWrongValueIsNamed() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NoiseModel.white(wrong))
          .withMessageContaining("variance")
          .withMessageContaining(String.valueOf(wrong));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoiseModel.correlated(1, .5, -1.5))
        .withMessageContaining("-1.5 at lag 2");
    assertThatIllegalArgumentException()
        .isThrownBy(NoiseModel::correlated)
        .withMessageContaining("empty");
  }
}
