/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleBundlerTest {

  private OneInputStreamOperatorTestHarness<Sample, SampleBundle> bundler;

  @BeforeEach
  void open() throws Exception {
    bundler = new OneInputStreamOperatorTestHarness<>(new SampleBundler());
    bundler.open();
  }

  @AfterEach
  void close() throws Exception {
    bundler.close();
  }

  private static Sample sample(String group, String sensor, long time) {
    return new Sample(sensor, group, time, time + 0.5, Double.NaN);
  }

  private void accept(Sample... samples) throws Exception {
    for (Sample sample : samples) {
      bundler.processElement(sample, sample.timestamp());
    }
  }

  /** The samples that left, those of a sensor in order. */
  private List<Sample> left() {
    List<Sample> samples = new ArrayList<>();
    for (SampleBundle bundle : bundler.extractOutputValues()) {
      for (int i = 0; i < bundle.size; i++) {
        samples.add(bundle.sample(i));
      }
    }
    return samples;
  }

  @Test
  void samplesLeaveBeforeAWatermarkByGroupAndSensor() throws Exception {
    Sample[] samples = {
      sample("g", "a", 1), sample("h", "a", 2), sample("g", "b", 3), sample("g", "a", 0)
    };
    accept(samples);
    assertThat(bundler.getOutput()).isEmpty();
    bundler.processWatermark(5);
    assertThat(bundler.extractOutputValues()).hasSize(3);
    assertThat(left()).containsExactlyInAnyOrder(samples);
    assertThat(bundler.getOutput()).last().isNotInstanceOf(StreamRecord.class);
    bundler.processWatermark(6);
    assertThat(left()).hasSize(samples.length);
  }

  @Test
  void samplesLeaveBeforeACheckpointAndBeforeTheSourceIsIdleAndAtTheEnd() throws Exception {
    accept(sample("", "a", 1));
    bundler.prepareSnapshotPreBarrier(1);
    assertThat(left()).hasSize(1);
    accept(sample("", "a", 2));
    bundler.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(left()).hasSize(2);
    assertThat(bundler.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
    accept(sample("", "a", 3));
    bundler.getOperator().finish();
    assertThat(left()).hasSize(3);
  }

  @Test
  void holdsBoundedNumbersOfSamplesWithoutAWatermark() throws Exception {
    for (int i = 0; i < SampleBundler.LONGEST_BUNDLE; i++) {
      assertThat(bundler.getOutput()).isEmpty();
      accept(sample("", "a", i));
    }
    assertThat(bundler.extractOutputValues()).hasSize(1);
    bundler.getOutput().clear();
    for (int i = 0; i < SampleBundler.MOST_SAMPLES; i++) {
      assertThat(bundler.getOutput()).isEmpty();
      accept(sample("", "s" + i, i));
    }
    assertThat(left()).hasSize(SampleBundler.MOST_SAMPLES);
  }

  @Test
  void samplesPassByThemselvesForAWhileWhereHardlyTwoOfASensorComeTogether() throws Exception {
    int sensors = 100;
    for (int i = 0; i < sensors; i++) {
      accept(sample("", "s" + i, i));
    }
    assertThat(bundler.getOutput()).isEmpty();
    bundler.processWatermark(sensors);
    for (int i = 0; i < SampleBundler.ALONE * sensors; i++) {
      bundler.getOutput().clear();
      accept(sample("", "s" + i % sensors, i));
      assertThat(left()).containsExactly(sample("", "s" + i % sensors, i));
    }
    bundler.getOutput().clear();
    accept(sample("", "a", 1), sample("", "a", 2), sample("", "b", 3));
    assertThat(bundler.getOutput()).isEmpty();
    bundler.processWatermark(sensors + 1);
    assertThat(left()).hasSize(3);
    bundler.getOutput().clear();
    accept(sample("", "a", 4)); // three in two bundles are enough to go on
    assertThat(bundler.getOutput()).isEmpty();
  }

  @Test
  void everyBundleIsWhatCameWhateverTheColumns() throws Exception {
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      samples.add(
          new Sample(
              "s" + random.nextInt(5),
              random.nextInt(100) == 0 ? "other" : "",
              random.nextLong(),
              random.nextInt(50) == 0 ? Double.NaN : random.nextDouble(),
              random.nextInt(300) == 0 ? random.nextDouble() : Double.NaN,
              random.nextInt(300) == 0));
    }
    for (int i = 0; i < samples.size(); i++) {
      accept(samples.get(i));
      if (random.nextInt(400) == 0) {
        bundler.processWatermark(i);
      }
    }
    bundler.processWatermark(Long.MAX_VALUE);
    assertThat(left()).containsExactlyInAnyOrderElementsOf(samples);
    for (int sensor = 0; sensor < 5; sensor++) {
      String name = "s" + sensor;
      assertThat(left().stream().filter(s -> s.sensor().equals(name) && s.group().isEmpty()))
          .as("in the order of arrival")
          .containsExactlyElementsOf(
              samples.stream()
                  .filter(s -> s.sensor().equals(name) && s.group().isEmpty())
                  .toList());
    }
  }
}
