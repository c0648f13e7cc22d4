/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole pipeline on a mini-cluster. */
class DenoisingPipelineITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  private static final KernelSupport SUPPORT = new KernelSupport(8, 8);
  private static final int MAX_PARALLELISM = 128;
  private static final int WINDOW = 128;

  /** More than two frames of the longest kind. */
  private static final int COUNT = 9_000;

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int sensor = 0; sensor < 5; sensor++) {
      for (Sample sample : Series.noisySine("s" + sensor, COUNT, 0.3, 7 + sensor)) {
        samples.add(sample.withGroup(sensor % 2 == 0 ? "even" : "odd"));
      }
    }
    samples.sort(Comparator.comparingLong(Sample::time).thenComparing(Sample::sensor));
    // A few samples are missing, a long silence, a copy and a conflict.
    samples.removeIf(s -> s.sensor().equals("s1") && s.time() / Series.PERIOD % 97 == 5);
    samples.removeIf(
        s -> s.sensor().equals("s2") && Math.abs(s.time() / Series.PERIOD - 1_500) < 40);
    samples.add(2_000, samples.get(1_999));
    Sample conflict = samples.get(4_000);
    samples.add(
        4_001,
        new Sample(conflict.sensor(), conflict.group(), conflict.time(), 5, conflict.reference()));
    return samples;
  }

  private record Outcome(List<DenoisedSample> denoised, List<ParameterUpdate> updates) {}

  private static Outcome run(
      List<Sample> samples,
      Scope scope,
      RuntimeExecutionMode mode,
      int parallelism,
      int rejectedSamples)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setMaxParallelism(MAX_PARALLELISM);
    DataStream<Sample> source =
        environment
            .fromData(samples)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Sample>forGenerator(context -> new EveryFewSamples(200))
                    .withTimestampAssigner((sample, timestamp) -> sample.timestamp()));
    DenoisedStreams streams =
        DenoisingPipeline.builder(LearnerSettings.of(SUPPORT), Duration.ofNanos(Series.PERIOD))
            .window(WINDOW)
            .scope(scope)
            .build()
            .apply(source);
    CloseableIterator<ParameterUpdate> updates = streams.updates().collectAsync();
    CloseableIterator<Sample> rejected =
        streams.late().union(streams.invalid(), streams.duplicates()).collectAsync();
    CloseableIterator<DenoisedSample> denoised = streams.denoised().collectAsync();
    environment.execute();
    List<DenoisedSample> outputs = new ArrayList<>();
    denoised.forEachRemaining(outputs::add);
    List<ParameterUpdate> learned = new ArrayList<>();
    updates.forEachRemaining(learned::add);
    List<Sample> aside = new ArrayList<>();
    rejected.forEachRemaining(aside::add);
    assertThat(outputs.size() + aside.size()).as("conservation").isEqualTo(samples.size());
    assertThat(aside).hasSize(rejectedSamples);
    return new Outcome(outputs, learned);
  }

  @Test
  void keepsTheOrderWithinASensor() throws Exception {
    for (RuntimeExecutionMode mode :
        List.of(RuntimeExecutionMode.STREAMING, RuntimeExecutionMode.BATCH)) {
      Map<String, Long> last = new HashMap<>();
      for (DenoisedSample sample : run(samples(), Scope.ALL, mode, 2, 2).denoised()) {
        Long before = last.put(sample.sensor(), sample.time());
        assertThat(before == null || before < sample.time()).isTrue();
      }
    }
  }

  @Test
  void appliesAnUpdateExactlyFromItsTimeOnEverySubtask() throws Exception {
    int parallelism = 4;
    List<Sample> samples = new ArrayList<>();
    Set<Integer> subtasks = new HashSet<>();
    for (int sensor = 0; sensor < 24; sensor++) {
      String name = "s" + sensor;
      samples.addAll(Series.noisySine(name, 700, 0.3, 50 + sensor));
      subtasks.add(
          KeyGroupRangeAssignment.assignKeyToParallelOperator(name, MAX_PARALLELISM, parallelism));
    }
    assertThat(subtasks).as("subtasks that have a sensor").hasSize(parallelism);
    samples.sort(Comparator.comparingLong(Sample::time).thenComparing(Sample::sensor));

    Outcome outcome = run(samples, Scope.ALL, RuntimeExecutionMode.STREAMING, parallelism, 0);
    List<ParameterUpdate> updates =
        outcome.updates().stream()
            .sorted(Comparator.comparingLong(ParameterUpdate::validFrom))
            .toList();
    assertThat(updates).hasSizeGreaterThan(4);
    for (DenoisedSample sample : outcome.denoised()) {
      long expected =
          updates.stream()
              .filter(update -> update.validFrom() <= sample.time())
              .mapToLong(ParameterUpdate::version)
              .max()
              .orElse(0);
      assertThat(sample.version())
          .as("version for %s at %d", sample.sensor(), sample.time())
          .isEqualTo(expected);
    }
  }

  @Test
  void denoises() throws Exception {
    Outcome outcome = run(samples(), Scope.SENSOR, RuntimeExecutionMode.STREAMING, 2, 2);
    double before = 0;
    double after = 0;
    for (DenoisedSample sample : outcome.denoised()) {
      before += Math.pow(sample.value() - sample.reference(), 2);
      after += Math.pow(sample.denoised() - sample.reference(), 2);
    }
    // The best Gaussian of these 17 taps leaves about a ninth of the noise power.
    assertThat(after / before).isLessThan(0.15);
  }
}
