/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HampelIdentifierTest {

  /** The formulas as they stand, from the whole series at every sample. */
  private static double[] byDefinition(double[] x) {
    double[] y = x.clone();
    List<Double> deviations = new ArrayList<>();
    for (int n = 0; n < x.length; n++) {
      List<Double> around = new ArrayList<>();
      for (int k = n - 3; k <= n + 3; k++) {
        if (k >= 0 && k < x.length && !Double.isNaN(x[k])) {
          around.add(x[k]);
        }
      }
      if (Double.isNaN(x[n]) || around.size() < 4) {
        continue;
      }
      double median = median(around);
      double deviation = Math.abs(x[n] - median);
      deviations.add(deviation);
      List<Double> newest =
          deviations.subList(Math.max(0, deviations.size() - 128), deviations.size());
      double local = 1.4826 * median(around.stream().map(v -> Math.abs(v - median)).toList());
      double pooled = 1.4826 * median(newest.stream().filter(d -> d > 0).toList());
      if (deviations.size() >= 32 && deviation > 4 * Math.max(local, pooled)) {
        y[n] = median;
      }
    }
    return y;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Noise with spikes, here and there quantised, constant or missing. */
  private static double[] series(Random random) {
    double step = random.nextInt(3) * 0.5;
    int missing = random.nextInt(3) * 15;
    double[] x = new double[random.nextInt(600)];
    for (int n = 0; n < x.length; n++) {
      x[n] = random.nextGaussian() + (random.nextInt(30) == 0 ? 20 * random.nextGaussian() : 0);
      x[n] = step > 0 ? Math.rint(x[n] / step) * step + 0.0 : x[n]; // no -0
      x[n] = n % 200 > 150 ? 1 : x[n];
      x[n] = random.nextInt(100) < missing ? Double.NaN : x[n];
    }
    return x;
  }

  @Property(seed = "71")
  void followsTheFormulas(@ForAll long seed) {
    double[] x = series(new Random(seed));
    assertThat(new HampelIdentifier().filter(x)).containsExactly(byDefinition(x));
  }

  @Property(seed = "72")
  void goesOnFromItsStateAsIfNothingHadHappened(@ForAll long seed) {
    Random random = new Random(seed);
    double[] x = series(random);
    double[] whole = new HampelIdentifier().filter(x);
    HampelIdentifier identifier = new HampelIdentifier();
    for (int n = 0; n < x.length; n++) {
      if (random.nextInt(20) == 0) {
        double[] state = identifier.state();
        assertThat(state.length).isLessThanOrEqualTo(HampelIdentifier.MEMORY);
        identifier = new HampelIdentifier();
        identifier.restore(state);
        assertThat(identifier.state()).containsExactly(state);
      }
      assertThat(new double[] {identifier.judge(x, x.length, n)}).containsExactly(whole[n]);
    }
  }

  @Test
  void looksAtThreeLaterSamplesAndNoMore() {
    Random random = new Random(5);
    double[] x = random.doubles(300).toArray();
    double[] y = new HampelIdentifier().filter(x);
    for (int end = 0; end < x.length; end++) {
      double[] shorter = new HampelIdentifier().filter(Arrays.copyOf(x, end));
      int settled = Math.max(0, end - HampelIdentifier.REACH);
      assertThat(Arrays.copyOf(shorter, settled)).containsExactly(Arrays.copyOf(y, settled));
    }
  }

  @Test
  void replacesASpikeByTheMedianAndLeavesTheRest() {
    double[] x = new Random(6).doubles(100).toArray();
    x[70] = 50;
    double[] y = new HampelIdentifier().filter(x);
    double[] around = Arrays.copyOfRange(x, 67, 74);
    Arrays.sort(around);
    assertThat(y[70]).isEqualTo(around[3]);
    y[70] = 50;
    assertThat(y).containsExactly(x);
  }

  @Test
  void leavesTheFirstSamplesAsTheyAre() {
    double[] x = new Random(7).doubles(100).toArray();
    x[HampelIdentifier.WARM_UP - 2] = 50;
    x[HampelIdentifier.WARM_UP + 20] = 50;
    double[] y = new HampelIdentifier().filter(x);
    assertThat(y[HampelIdentifier.WARM_UP - 2]).isEqualTo(50);
    assertThat(y[HampelIdentifier.WARM_UP + 20]).isLessThan(1);
  }

  @Test
  void aStuckSensorThatMovesIsLeftAsItIs() {
    double[] x = new double[400];
    Arrays.fill(x, 3);
    x[200] = 4;
    Arrays.fill(x, 300, 400, 5);
    assertThat(new HampelIdentifier().filter(x)).containsExactly(x);
  }

  @Test
  void hugeValuesDoNotOverflowIntoReplacements() {
    double[] x = new double[200];
    Arrays.fill(x, Double.MAX_VALUE);
    for (int n = 1; n < x.length; n += 2) {
      x[n] = -Double.MAX_VALUE;
    }
    assertThat(new HampelIdentifier().filter(x)).containsExactly(x);
  }

  @Test
  void missingSamplesStayMissingAndAreNotInvented() {
    double[] x = new Random(8).doubles(200).toArray();
    x[120] = Double.NaN;
    x[122] = 50;
    double[] y = new HampelIdentifier().filter(x);
    assertThat(y[120]).isNaN();
    assertThat(y[122]).isLessThan(1);
    Arrays.fill(x, 116, 122, Double.NaN);
    Arrays.fill(x, 124, 130, Double.NaN);
    assertThat(new HampelIdentifier().filter(x)[122]).as("with one neighbour").isEqualTo(50);
  }

  @Test
  void forgetsAtAGap() {
    double[] x = new Random(9).doubles(100).toArray();
    x[60] = 50;
    HampelIdentifier identifier = new HampelIdentifier();
    for (int n = 0; n < 50; n++) {
      identifier.judge(x, x.length, n);
    }
    assertThat(identifier.state()).hasSize(50);
    identifier.forget();
    assertThat(identifier.state()).isEmpty();
    for (int n = 50; n < 60; n++) {
      identifier.judge(x, x.length, n);
    }
    assertThat(identifier.judge(x, x.length, 60)).isEqualTo(50);
    assertThat(identifier.filter(new double[0])).isEmpty();
    assertThat(identifier.state()).isEmpty();
  }

  @Test
  void rejectsAStateThatIsNone() {
    assertThatThrownBy(() -> new HampelIdentifier().restore(new double[129]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state must be at most 128 deviations, but is 129");
  }
}
