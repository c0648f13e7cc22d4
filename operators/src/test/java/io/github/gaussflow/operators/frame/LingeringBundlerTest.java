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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LingeringBundlerTest {

  private static final long MILLI = Sample.NANOS_PER_MILLI;

  /** So many milliseconds samples linger. */
  private static final long LINGER = 160;

  private static final int MOST = 10_000;

  private OneInputStreamOperatorTestHarness<Sample, GatedBundle> bundler;

  private static OneInputStreamOperatorTestHarness<Sample, GatedBundle> bundler() throws Exception {
    OneInputStreamOperatorTestHarness<Sample, GatedBundle> bundler =
        new OneInputStreamOperatorTestHarness<>(new LingeringBundler(Scope.ALL, LINGER, MOST));
    bundler.open();
    return bundler;
  }

  @BeforeEach
  void open() throws Exception {
    bundler = bundler();
    bundler.processWatermark(-1);
    bundler.getOutput().clear();
  }

  @AfterEach
  void close() throws Exception {
    bundler.close();
  }

  private static Sample at(String sensor, long millis) {
    return Sample.of(sensor, millis * MILLI, millis);
  }

  private void accept(Sample... samples) throws Exception {
    for (Sample sample : samples) {
      bundler.processElement(sample, sample.timestamp());
    }
  }

  /** Takes what has left, the watermarks left out. */
  private List<GatedBundle> left() {
    List<GatedBundle> bundles = bundler.extractOutputValues();
    bundler.getOutput().clear();
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
    bundler.close();
    bundler = bundler();
    accept(at("a", 5));
    List<GatedBundle> bundles = left();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 5));
    assertThat(bundles).noneMatch(GatedBundle::isInTime);
  }

  @Test
  void thoseOfASensorLeaveTogetherOnceALingerWhileTheWatermarkIsBehindThem() throws Exception {
    int sensors = 200;
    Map<String, List<Sample>> waiting = new HashMap<>();
    Map<Long, Integer> leaving = new TreeMap<>();
    int bundles = 0;
    for (long watermark = 0; watermark < 10 * LINGER; watermark += 10) {
      for (int sensor = 0; sensor < sensors; sensor++) {
        Sample[] two = {at("s" + sensor, watermark + 8), at("s" + sensor, watermark + 5)};
        accept(two);
        waiting.computeIfAbsent("s" + sensor, name -> new ArrayList<>()).addAll(List.of(two));
      }
      assertThat(left()).isEmpty();
      bundler.processWatermark(watermark);
      assertThat(bundler.getOutput()).last().isEqualTo(new Watermark(watermark - LINGER));
      for (GatedBundle gated : left()) {
        assertThat(gated.isInTime()).isTrue();
        assertThat(gated.isReleased()).isFalse();
        List<Sample> ofSensor = waiting.get(gated.samples().sensor);
        List<Sample> gone = samplesOf(List.of(gated));
        assertThat(ofSensor).as("in the order of arrival").startsWith(gone.get(0));
        assertThat(gone).allMatch(sample -> sample.timestamp() <= bundler.getCurrentWatermark());
        ofSensor.removeAll(gone);
        leaving.merge(watermark % LINGER, 1, Integer::sum);
        bundles++;
      }
      for (List<Sample> ofSensor : waiting.values()) {
        for (Sample sample : ofSensor) {
          assertThat(sample.timestamp()).as("what stays").isGreaterThan(watermark - LINGER);
        }
      }
    }
    assertThat(bundles).as("once a linger").isBetween(9 * sensors, 11 * sensors);
    assertThat(leaving).as("not all at once").hasSizeGreaterThan(10);
  }

  @Test
  void whatCannotWaitPassesAsItComesAndIsNotJudged() throws Exception {
    accept(at("a", 5));
    bundler.processWatermark(7);
    bundler.getOutput().clear();
    accept(at("a", 7), Sample.of("a", 9 * MILLI, Double.NaN));
    List<GatedBundle> bundles = left();
    assertThat(samplesOf(bundles))
        .containsExactly(at("a", 7), Sample.of("a", 9 * MILLI, Double.NaN));
    assertThat(bundles).noneMatch(GatedBundle::isInTime);
    for (int i = 1; i < MOST; i++) {
      accept(at("s" + i % 50, 8 + i % 30));
    }
    assertThat(left()).isEmpty();
    accept(at("b", 8));
    bundles = left();
    assertThat(samplesOf(bundles)).as("one more than are held").containsExactly(at("b", 8));
    assertThat(bundles).noneMatch(GatedBundle::isInTime);
  }

  @Test
  void allLeaveInTimeBeforeACheckpointAndAnIdleSourceAndAtTheEnd() throws Exception {
    accept(at("a", 5), at("a", 300));
    bundler.processWatermark(7);
    bundler.getOutput().clear();
    bundler.prepareSnapshotPreBarrier(1);
    List<GatedBundle> bundles = left();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 5), at("a", 300));
    assertThat(bundles).allMatch(GatedBundle::isInTime);
    accept(at("a", 8));
    bundler.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(bundler.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
    assertThat(samplesOf(left())).containsExactly(at("a", 8));
    bundler.processWatermarkStatus(WatermarkStatus.ACTIVE);
    accept(at("a", 9));
    bundler.processWatermark(Long.MAX_VALUE);
    assertThat(bundler.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
    bundles = left();
    assertThat(samplesOf(bundles)).containsExactly(at("a", 9));
    assertThat(bundles).allMatch(GatedBundle::isInTime);
  }

  /**
   * Samples of the same sensors from three sources, which are at different times: behind the gate
   * each sensor is touched once a linger, with all that is in time.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aGateBringsTogetherWhatSeveralSourcesHaveLetGoOf(long seed) throws Exception {
    Random random = new Random(seed);
    int sensors = 30;
    long end = 20 * LINGER;
    List<OneInputStreamOperatorTestHarness<Sample, GatedBundle>> sources = new ArrayList<>();
    long[] marks = {-1, -1, -1};
    for (int source = 0; source < marks.length; source++) {
      sources.add(bundler());
      sources.get(source).processWatermark(-1);
      sources.get(source).getOutput().clear();
    }
    OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate =
        new OneInputStreamOperatorTestHarness<>(new SampleGate(Scope.ALL, LINGER, MOST));
    gate.open();
    gate.processWatermark(-1 - LINGER);
    Map<String, List<Sample>> sent = new HashMap<>();
    Map<String, Long> releasedAt = new HashMap<>();
    int touches = 0;
    while (Math.min(marks[0], Math.min(marks[1], marks[2])) < end) {
      int source = random.nextInt(marks.length);
      OneInputStreamOperatorTestHarness<Sample, GatedBundle> bundler = sources.get(source);
      for (int i = 0; i < 40; i++) {
        Sample sample = at("s" + random.nextInt(sensors), marks[source] + 1 + random.nextInt(100));
        bundler.processElement(sample, sample.timestamp());
        sent.computeIfAbsent(sample.sensor(), name -> new ArrayList<>()).add(sample);
      }
      marks[source] += random.nextInt(70);
      bundler.processWatermark(marks[source]);
      for (GatedBundle gated : bundler.extractOutputValues()) {
        gate.processElement(gated, 0);
      }
      bundler.getOutput().clear();
      long watermark = Math.min(marks[0], Math.min(marks[1], marks[2]));
      long before = gate.getCurrentWatermark();
      gate.processWatermark(watermark - LINGER);
      for (GatedBundle gated : gate.extractOutputValues()) {
        assertThat(gated.isReleased()).isTrue();
        assertThat(gated.releasedAt()).isBetween(watermark - LINGER + 1, watermark);
        String name = gated.samples().sensor;
        List<Sample> gone = samplesOf(List.of(gated));
        assertThat(gone)
            .as("all up to it, and no other")
            .containsExactlyInAnyOrderElementsOf(
                sent.get(name).stream()
                    .filter(sample -> sample.timestamp() <= gated.releasedAt())
                    .toList())
            .allMatch(sample -> sample.timestamp() > before);
        sent.get(name).removeAll(gone);
        Long last = releasedAt.put(name, gated.releasedAt());
        assertThat(last == null || gated.releasedAt() >= last + LINGER).isTrue();
        touches++;
      }
      gate.getOutput().clear();
    }
    assertThat(touches).as("once a linger").isGreaterThan(15 * sensors);
    for (OneInputStreamOperatorTestHarness<Sample, GatedBundle> source : sources) {
      source.close();
    }
    gate.close();
  }
}
