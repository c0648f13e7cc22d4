/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParameterTimelineTest {

  private static ParameterUpdate update(long version, long validFrom) {
    GaussianBank bank = GaussianBank.of(new GaussianParameters(version, 1));
    double variance = 2 * version;
    return new ParameterUpdate(
        "g",
        version,
        validFrom,
        version,
        1,
        bank,
        0,
        0,
        0,
        NoiseKind.CALIBRATED,
        List.of(variance, 0.5),
        variance,
        0,
        "",
        1,
        1,
        true,
        Double.NaN,
        1,
        Long.MIN_VALUE);
  }

  @Test
  void holdsFromItsTimeUntilTheNext() {
    ParameterTimeline timeline = new ParameterTimeline();
    assertThat(timeline.entryAt(0)).isEqualTo(-1);
    assertThat(timeline.endOf(-1)).isEqualTo(Long.MAX_VALUE);
    timeline.insert(update(2, 20));
    timeline.insert(update(1, 10));
    assertThat(timeline.endOf(-1)).isEqualTo(10);
    assertThat(timeline.entryAt(9)).isEqualTo(-1);
    assertThat(timeline.entryAt(10)).isZero();
    assertThat(timeline.entryAt(19)).isZero();
    assertThat(timeline.entryAt(20)).isEqualTo(1);
    assertThat(timeline.entryAt(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(timeline.endOf(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void oneForTheSameTimeReplacesTheOther() {
    ParameterTimeline timeline = new ParameterTimeline();
    timeline.insert(update(1, 10));
    timeline.insert(update(7, 10));
    assertThat(timeline.size).isEqualTo(1);
    assertThat(timeline.version[0]).isEqualTo(7);
    assertThat(timeline.bank[0].components().get(0).parameters().mean()).isEqualTo(7);
    assertThat(timeline.noise[0]).containsExactly(14, 0.5);
  }

  @Test
  void forgettingKeepsTheEntryThatHolds() {
    ParameterTimeline timeline = new ParameterTimeline();
    timeline.insert(update(1, 10));
    timeline.insert(update(2, 20));
    timeline.forgetBefore(5);
    timeline.forgetBefore(19);
    assertThat(timeline.size).isEqualTo(2);
    timeline.forgetBefore(20);
    assertThat(timeline.size).isEqualTo(1);
    assertThat(timeline.version[timeline.entryAt(20)]).isEqualTo(2);
  }

  @Property(seed = "51")
  void isASortedMapFromTheTimeOn(@ForAll long seed) {
    Random random = new Random(seed);
    ParameterTimeline timeline = new ParameterTimeline();
    NavigableMap<Long, Long> expected = new TreeMap<>();
    for (long version = 1; version < 40; version++) {
      long validFrom = random.nextInt(100) - 50;
      timeline.insert(update(version, validFrom));
      expected.put(validFrom, version);
      if (random.nextInt(4) == 0) {
        long time = random.nextInt(100) - 50;
        timeline.forgetBefore(time);
        Long held = expected.floorKey(time);
        if (held != null) {
          expected.headMap(held).clear();
        }
      }
      assertThat(timeline.size).isEqualTo(expected.size());
      for (long time = -51; time <= 51; time++) {
        int entry = timeline.entryAt(time);
        Long holds = expected.floorKey(time);
        assertThat(entry < 0 ? null : (Long) timeline.version[entry])
            .isEqualTo(holds == null ? null : expected.get(holds));
        Long next = expected.higherKey(time);
        assertThat(timeline.endOf(entry)).isEqualTo(next == null ? Long.MAX_VALUE : next);
      }
    }
  }
}
