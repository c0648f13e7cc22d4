/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.operators.sample.DenoisedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SensorScoreTest {

  @Test
  void agreesWithTheDefinitionFarFromZeroHoweverItIsSplit() {
    Random random = new Random(11);
    List<DenoisedSample> samples = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      double clean = Math.sin(n / 20.0);
      double raw = 1e6 + clean + random.nextGaussian();
      double denoised = 1e6 + 0.1 + clean + 0.2 * random.nextGaussian();
      samples.add(new DenoisedSample("s", "s", n, raw, clean, denoised, 0.2, 1, false, false));
    }
    double bias = samples.stream().mapToDouble(s -> s.value() - s.reference()).average().orElse(0);
    double before = rms(samples.stream().mapToDouble(s -> s.value() - s.reference() - bias));
    double after = rms(samples.stream().mapToDouble(s -> s.denoised() - s.reference() - bias));

    SensorScore whole = score(samples);
    SensorScore split = score(samples.subList(300, 1_000)).with(score(samples.subList(0, 300)));
    for (SensorScore score : List.of(whole, split)) {
      assertThat(score.count()).isEqualTo(1_000);
      // Doubles near 1e6 are 1.2e-10 apart.
      assertThat(score.before()).isCloseTo(before, within(1e-9));
      assertThat(score.after()).isCloseTo(after, within(1e-9));
      assertThat(score.gain()).isCloseTo(20 * Math.log10(before / after), within(1e-7));
    }
  }

  @Test
  void withoutAReferenceThereIsNoScore() {
    SensorScore score =
        SensorScore.of(new DenoisedSample("s", "s", 1, 2, Double.NaN, 2, 0.2, 1, false, false))
            .with(
                SensorScore.of(
                    new DenoisedSample("s", "s", 2, 2, Double.NaN, 2, 0.2, 1, false, false)));
    assertThat(score.count()).isEqualTo(2);
    assertThat(score.before()).isNaN();
    assertThat(score.gain()).isNaN();
  }

  @Test
  void aTallyKeepsTheFirstNamesWhateverTheOrder() {
    NavigableMap<String, SensorCount> up = new TreeMap<>();
    NavigableMap<String, SensorCount> down = new TreeMap<>();
    int names = 2 * Tallied.MOST;
    for (int i = 0; i < names; i++) {
      Tallied.put(up, SensorCount.one("s%05d".formatted(i)));
      Tallied.put(down, SensorCount.one("s%05d".formatted(names - 1 - i)));
    }
    assertThat(up).hasSize(Tallied.MOST).isEqualTo(down);
    assertThat(up.lastKey()).isEqualTo("s%05d".formatted(Tallied.MOST - 1));
    assertThat(new Tallied<>(up, names).with(new Tallied<>(down, names)).total())
        .isEqualTo(2L * names);
  }

  private static SensorScore score(List<DenoisedSample> samples) {
    return samples.stream().map(SensorScore::of).reduce(SensorScore::with).orElseThrow();
  }

  private static double rms(DoubleStream errors) {
    return Math.sqrt(errors.map(e -> e * e).average().orElse(Double.NaN));
  }
}
