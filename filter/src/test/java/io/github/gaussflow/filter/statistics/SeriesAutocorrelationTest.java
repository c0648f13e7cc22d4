/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesAutocorrelationTest {

  @Test
  void isThatOfTheDefinition() {
    Random random = new Random(3);
    double[] series = new double[500];
    for (int n = 0; n < series.length; n++) {
      double before = n == 0 || Double.isNaN(series[n - 1]) ? 0 : series[n - 1] - 1e6;
      series[n] = n % 17 == 16 ? Double.NaN : 1e6 + 0.7 * before + random.nextGaussian();
    }
    double[] r = SeriesAutocorrelation.of(series, 20);
    double mean = Arrays.stream(series).filter(x -> !Double.isNaN(x)).average().orElseThrow();
    double power =
        Arrays.stream(series)
            .filter(x -> !Double.isNaN(x))
            .map(x -> (x - mean) * (x - mean))
            .average()
            .orElseThrow();
    for (int lag = 1; lag <= 20; lag++) {
      double sum = 0;
      int pairs = 0;
      for (int n = lag; n < series.length; n++) {
        if (!Double.isNaN(series[n]) && !Double.isNaN(series[n - lag])) {
          sum += (series[n] - mean) * (series[n - lag] - mean);
          pairs++;
        }
      }
      // A mean a million times the spread costs the two passes of the definition six digits.
      assertThat(r[lag - 1]).as("lag %d", lag).isCloseTo(sum / pairs / power, within(1e-8));
    }
  }

  @Test
  void leavesEmptySlotsOut() {
    double[] series = {1, -1, 1, -1, Double.NaN, -1, 1, -1, 1, -1, 1, -1, 1};
    double[] r = SeriesAutocorrelation.of(series, 10);
    assertThat(r[0]).isEqualTo(-1);
    assertThat(r[1]).isEqualTo(1);
    assertThat(Arrays.copyOfRange(SeriesAutocorrelation.of(new double[] {1, 2}, 10), 1, 10))
        .containsOnly(Double.NaN);
  }

  @Test
  void skipsSlotsAsIfTheyHadCome() {
    SeriesAutocorrelation one = new SeriesAutocorrelation(3);
    SeriesAutocorrelation other = new SeriesAutocorrelation(3);
    for (double value : new double[] {1, 4, 2, 8, 5}) {
      one.accept(value);
      other.accept(value);
    }
    one.skip(2);
    other.accept(Double.NaN);
    other.accept(Double.NaN);
    for (double value : new double[] {7, 1, 4}) {
      one.accept(value);
      other.accept(value);
    }
    assertThat(one.autocorrelation()).isEqualTo(other.autocorrelation());
    assertThat(one.values()).isEqualTo(8);
    one.skip(Long.MAX_VALUE);
    one.accept(3);
    assertThat(one.values()).isEqualTo(9);
  }

  @Test
  void saysNothingOfAConstantOrOfNothing() {
    assertThat(SeriesAutocorrelation.of(new double[] {5, 5, 5, 5}, 2)).containsOnly(Double.NaN);
    assertThat(SeriesAutocorrelation.of(new double[0], 2)).containsOnly(Double.NaN);
    assertThatThrownBy(() -> new SeriesAutocorrelation(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lags must be at least 1, but is 0");
  }
}
