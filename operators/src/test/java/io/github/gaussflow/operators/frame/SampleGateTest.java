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

  private OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate;

  @BeforeEach
  void open() throws Exception {
    gate = gate(Scope.ALL, MOST);
  }

  private static OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate(
      Scope scope, long most) throws Exception {
    return gate(scope, 0, most);
  }

  private static OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate(
      Scope scope, long linger, long most) throws Exception {
    OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate =
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
    gate.processElement(GatedBundle.unjudged(SampleBundle.of(List.of(samples))), 0);
  }

  private void acceptInTime(Sample... samples) throws Exception {
    gate.processElement(GatedBundle.waiting(SampleBundle.of(List.of(samples))), 0);
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
      held.hold(GatedBundle.unjudged(SampleBundle.of(List.of(at("s" + i, i)))), i - 1);
      if (i % 100 == 99) {
        held.release(i - 50, (bundle, at) -> {});
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
    gate.processWatermark(-1 - LINGER);
    gate.getOutput().clear();
  }

  @Test
  void whatHasLingeredIsHeldUntilAllSourcesLetGoOfIt() throws Exception {
    lingering();
    acceptInTime(at("a", 10), at("a", 30));
    long[] releasedAt = {Long.MIN_VALUE};
    for (long watermark = 0; watermark < 2 * LINGER; watermark++) {
      gate.processWatermark(watermark - LINGER);
      assertThat(gate.getOutput()).last().isEqualTo(new Watermark(watermark - LINGER));
      for (GatedBundle gated : through()) {
        assertThat(gated.isReleased()).isTrue();
        assertThat(gated.releasedAt()).isEqualTo(watermark);
        if (releasedAt[0] == Long.MIN_VALUE) {
          assertThat(watermark).isBetween(10L, 10 + LINGER);
          acceptInTime(at("a", watermark + 40)); // of a source that is ahead
        } else {
          assertThat(watermark).as("a linger later").isEqualTo(releasedAt[0] + LINGER);
          assertThat(samplesOf(List.of(gated))).contains(at("a", releasedAt[0] + 40));
        }
        releasedAt[0] = watermark;
      }
    }
    assertThat(releasedAt[0]).isGreaterThan(LINGER);
  }

  @Test
  void aWatermarkThatPassesTheEndOfAPhaseReleasesWhatIsUpToThatEnd() throws Exception {
    lingering();
    for (int sensor = 0; sensor < 100; sensor++) {
      for (long time = 0; time < 2 * LINGER; time += 10) {
        acceptInTime(at("s" + sensor, time));
      }
    }
    gate.processWatermark(LINGER + 33 - LINGER);
    List<GatedBundle> bundles = through();
    assertThat(bundles).hasSize(100);
    for (GatedBundle gated : bundles) {
      assertThat(gated.releasedAt()).isBetween(34L, LINGER + 33);
      assertThat(gated.samples().size).isEqualTo((int) (gated.releasedAt() / 10 + 1));
    }
    assertThat(bundles.stream().map(GatedBundle::releasedAt).distinct())
        .as("not all at once")
        .hasSizeGreaterThan(10);
  }

  @Test
  void whatIsLateIsToldByTheWatermarkOfTheSamples() throws Exception {
    lingering();
    gate.processWatermark(7 - LINGER);
    gate.getOutput().clear();
    accept(at("a", 7));
    List<GatedBundle> bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 7));
    assertThat(bundles).noneMatch(GatedBundle::isInTime);
    accept(at("a", 8));
    acceptInTime(at("a", 7)); // it came to what let it linger before that watermark
    assertThat(through()).isEmpty();
    gate.prepareSnapshotPreBarrier(1);
    bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 8), at("a", 7));
    assertThat(bundles).allMatch(GatedBundle::isInTime).noneMatch(GatedBundle::isReleased);
    acceptInTime(at("a", 7 - LINGER)); // the watermark that left has passed it
    bundles = through();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 7 - LINGER));
    assertThat(bundles).noneMatch(GatedBundle::isInTime);
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
      gate.processElement(GatedBundle.unjudged(SampleBundle.of(List.of(sample))), 0);
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
