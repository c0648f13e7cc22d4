/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleGateTest {

  private static final long MILLI = Sample.NANOS_PER_MILLI;
  private static final int MOST = 100;

  private OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate;

  @BeforeEach
  void open() throws Exception {
    gate = gate(Scope.ALL, MOST);
  }

  private static OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate(
      Scope scope, long most) throws Exception {
    return gate(scope, 0, most);
  }

  private static OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate(
      Scope scope, long linger, long most) throws Exception {
    OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate =
        new OneInputStreamOperatorTestHarness<>(new SampleGate(scope, linger, most));
    gate.open();
    return gate;
  }

  @AfterEach
  void close() throws Exception {
    gate.close();
  }

  private static Sample at(String sensor, long millis) {
    return Sample.of(sensor, millis * MILLI, millis);
  }

  private void accept(Sample... samples) throws Exception {
    gate.processElement(SampleBundle.of(List.of(samples)), 0);
  }

  /** Takes what is through, the watermarks left out. */
  private List<GatedBundle> through() {
    List<GatedBundle> bundles = gate.extractOutputValues();
    gate.getOutput().clear();
    return bundles;
  }

  private static List<Sample> samplesOf(List<GatedBundle> bundles) {
    List<Sample> samples = new ArrayList<>();
    for (GatedBundle gated : bundles) {
      for (int i = 0; i < gated.samples().size; i++) {
        samples.add(gated.samples().sample(i));
      }
    }
    return samples;
  }

  @Test
  void samplesPassAsTheyComeUntilThereIsAWatermark() throws Exception {
    accept(at("a", 5));
    List<GatedBundle> bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 5));
    assertThat(bundles).noneMatch(GatedBundle::isReleased);
  }

  @Test
  void theSamplesOfASensorLeaveTogetherBeforeTheWatermarkThatPassesThem() throws Exception {
    gate.processWatermark(0);
    gate.getOutput().clear();
    accept(at("a", 5), at("a", 3));
    accept(at("b", 7));
    accept(at("a", 9), at("a", 4));
    gate.processWatermark(2);
    assertThat(through()).isEmpty();
    gate.processWatermark(5);
    assertThat(gate.getOutput()).last().isEqualTo(new Watermark(5));
    List<GatedBundle> bundles = through();
    assertThat(bundles).hasSize(1);
    assertThat(bundles.get(0).releasedAt()).isEqualTo(5);
    assertThat(samplesOf(bundles)).containsExactly(at("a", 5), at("a", 3), at("a", 4));
    accept(at("b", 6));
    gate.processWatermark(20);
    assertThat(samplesOf(through()))
        .containsExactlyInAnyOrder(at("b", 7), at("b", 6), at("a", 9))
        .containsSubsequence(at("b", 7), at("b", 6));
  }

  @Test
  void aNanosecondAfterTheMillisecondOfAWatermarkWaits() throws Exception {
    gate.processWatermark(-10);
    gate.getOutput().clear();
    Sample last = Sample.of("a", -MILLI - 1, 1);
    Sample next = Sample.of("a", -MILLI, 2);
    accept(last, next);
    gate.processWatermark(-2);
    assertThat(samplesOf(through())).containsExactly(last);
    gate.processWatermark(-1);
    assertThat(samplesOf(through())).containsExactly(next);
  }

  @Test
  void whatHasMissedItsWatermarkOrIsNotFiniteOrOfAnotherGroupPassesAsItComes() throws Exception {
    gate.processWatermark(10);
    gate.getOutput().clear();
    accept(at("a", 12));
    assertThat(through()).isEmpty();
    List<Sample> strays =
        List.of(
            at("a", 10), Sample.of("a", 13 * MILLI, Double.NaN), at("a", 14).withGroup("other"));
    for (Sample stray : strays) {
      accept(stray);
      gate.processWatermark(10);
      List<GatedBundle> bundles = through();
      assertThat(samplesOf(bundles)).containsExactly(stray);
      assertThat(bundles).noneMatch(GatedBundle::isReleased);
    }
  }

  @Test
  void allPassBeforeACheckpointAndAtTheEndAndWaitBehindTheGate() throws Exception {
    gate.processWatermark(0);
    gate.getOutput().clear();
    accept(at("a", 5));
    gate.prepareSnapshotPreBarrier(1);
    List<GatedBundle> bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 5));
    assertThat(bundles).noneMatch(GatedBundle::isReleased);
    accept(at("a", 6));
    gate.processWatermark(Long.MAX_VALUE);
    bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 6));
    assertThat(bundles).noneMatch(GatedBundle::isReleased);
  }

  @Test
  void holdsNoMoreThanItMay() throws Exception {
    gate.processWatermark(0);
    gate.getOutput().clear();
    for (int i = 1; i <= MOST; i++) {
      accept(at("s" + i % 7, i));
    }
    assertThat(through()).isEmpty();
    accept(at("s", 3));
    assertThat(through()).hasSize(1);
    gate.processWatermark(MOST / 2);
    assertThat(samplesOf(through())).hasSize(MOST / 2);
    accept(at("s", MOST));
    assertThat(through()).isEmpty();
  }

  @Test
  void forgetsSensorsThatStayAway() {
    HeldSamples held = new HeldSamples(Scope.ALL, new KeyOrder(128), 1 << 20, 0, bundle -> {});
    int most = 0;
    for (int i = 0; i < 400_000; i++) {
      held.hold(SampleBundle.of(List.of(at("s" + i, i))), i - 1);
      if (i % 100 == 99) {
        held.release(i - 50, bundle -> {});
        most = Math.max(most, held.sensors());
      }
    }
    assertThat(most).isLessThan(100_000);
  }

  /** So many milliseconds samples linger. */
  private static final long LINGER = 160;

  private void lingering() throws Exception {
    gate.close();
    gate = gate(Scope.ALL, LINGER, 1 << 20);
    gate.processWatermark(-1);
    gate.getOutput().clear();
  }

  @Test
  void samplesLingerAndThoseOfASensorLeaveTogetherWhileTheWatermarkIsBehindThem() throws Exception {
    lingering();
    int sensors = 200;
    long[] left = new long[sensors]; // samples before it have left
    Map<Long, Integer> leaving = new TreeMap<>();
    int touches = 0;
    for (long watermark = 0; watermark < 10 * LINGER; watermark += 10) {
      for (int sensor = 0; sensor < sensors; sensor++) {
        accept(at("s" + sensor, watermark + 8), at("s" + sensor, watermark + 5));
      }
      assertThat(through()).isEmpty();
      gate.processWatermark(watermark);
      assertThat(gate.getOutput()).last().isEqualTo(new Watermark(watermark - LINGER));
      for (GatedBundle gated : through()) {
        assertThat(gated.releasedAt()).isEqualTo(watermark);
        String name = gated.samples().sensor;
        int sensor = Integer.parseInt(name.substring(1));
        List<Sample> expected = new ArrayList<>();
        for (; left[sensor] < watermark; left[sensor] += 10) {
          expected.add(at(name, left[sensor] + 8));
          expected.add(at(name, left[sensor] + 5));
        }
        assertThat(samplesOf(List.of(gated))).as("all up to it").isEqualTo(expected);
        leaving.merge(watermark % LINGER, 1, Integer::sum);
        touches++;
      }
      for (long first : left) {
        assertThat(watermark - LINGER).as("what may stay").isLessThan(first + 5);
      }
    }
    assertThat(touches).as("once a linger").isBetween(9 * sensors, 11 * sensors);
    assertThat(leaving).as("not all at once").hasSizeGreaterThan(10);
  }

  @Test
  void whatHasLingeredIsInTimeBehindACheckpointAndAtTheEnd() throws Exception {
    lingering();
    accept(at("a", 5));
    gate.processWatermark(7);
    accept(at("a", 7)); // late, though the watermark behind the gate has not passed it
    List<GatedBundle> bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 7));
    assertThat(bundles).noneMatch(GatedBundle::isInTime);
    accept(at("a", 8));
    gate.prepareSnapshotPreBarrier(1);
    bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 5), at("a", 8));
    assertThat(bundles).allMatch(GatedBundle::isInTime).noneMatch(GatedBundle::isReleased);
    accept(at("a", 9));
    gate.processWatermark(9 + LINGER);
    bundles = through();
    assertThat(bundles).as("still due in time").allMatch(GatedBundle::isReleased);
    assertThat(samplesOf(bundles)).containsExactly(at("a", 9));
    accept(at("a", 500));
    gate.processWatermark(Long.MAX_VALUE);
    assertThat(gate.getOutput()).last().isEqualTo(new Watermark(Long.MAX_VALUE));
    bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 500));
    assertThat(bundles).allMatch(GatedBundle::isInTime).noneMatch(GatedBundle::isReleased);
  }

  @Test
  void namesOfAnyCharactersAndLengthsAreToldApart() throws Exception {
    String longest = "n".repeat(256);
    List<String> names =
        List.of("", "a", "b", "ab", "\u00e4", "\u4e00", "\u4e01", "\u0100", longest, longest + "n");
    gate.processWatermark(0);
    gate.getOutput().clear();
    for (int round = 1; round <= 2; round++) {
      for (String name : names) {
        accept(at(name, round));
      }
    }
    gate.processWatermark(2);
    List<GatedBundle> bundles = through();
    assertThat(bundles).hasSameSizeAs(names).allMatch(gated -> gated.samples().size == 2);
    assertThat(bundles.stream().map(gated -> gated.samples().sensor))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static Map<Sample, Long> counted(List<Sample> samples) {
    return samples.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void allComeThroughOnceWhateverTheColumns(Scope scope) throws Exception {
    gate.close();
    gate = gate(scope, 10_000);
    Random random = new Random(5);
    List<Sample> samples = new ArrayList<>();
    long watermark = 0;
    gate.processWatermark(watermark);
    for (int i = 0; i < 20_000; i++) {
      int sensor = random.nextInt(3_000);
      Sample sample =
          new Sample(
              "s" + sensor,
              "g" + sensor % 3,
              (i / 3_000 + random.nextInt(8)) * MILLI,
              random.nextDouble(),
              random.nextInt(300) == 0 ? random.nextDouble() : Double.NaN,
              random.nextInt(300) == 0);
      samples.add(sample);
      gate.processElement(SampleBundle.of(List.of(sample)), 0);
      if (random.nextInt(1_000) == 0) {
        watermark = Math.max(watermark, i / 3_000 + random.nextInt(5));
        gate.processWatermark(watermark);
      }
    }
    gate.processWatermark(Long.MAX_VALUE);
    List<GatedBundle> bundles = gate.extractOutputValues();
    assertThat(bundles).anyMatch(GatedBundle::isReleased);
    for (GatedBundle gated : bundles) {
      for (int i = 0; i < gated.samples().size; i++) {
        assertThat(!gated.isReleased() || gated.samples().timestampOf(i) <= gated.releasedAt())
            .isTrue();
      }
    }
    assertThat(counted(samplesOf(bundles))).isEqualTo(counted(samples));
  }
}
