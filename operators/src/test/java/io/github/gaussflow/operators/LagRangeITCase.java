/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** References that are far too early or late, through the whole pipeline. */
class LagRangeITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final KernelSupport SUPPORT = new KernelSupport(8, 8);
  private static final LearnerSettings LEARNER =
      LearnerSettings.of(SUPPORT).withObjective(ObjectiveKind.REFERENCE);
  private static final int COUNT = 5_000;
  private static final int RANGE = 160;

  private static final Map<String, Integer> LAGS =
      new TreeMap<>(Map.of("early", -160, "even", 0, "late", 160));

  /** What each sensor would say without noise. */
  private static double[] clean(String sensor) {
    Random random = new Random(sensor.hashCode());
    double[] s = new double[COUNT + 2 * RANGE];
    double inner = 0;
    for (int n = 1; n < s.length; n++) {
      inner = .9 * inner + .3 * random.nextGaussian();
      s[n] = .9 * s[n - 1] + .3 * inner;
    }
    return s;
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    LAGS.forEach(
        (sensor, lag) -> {
          double[] s = clean(sensor);
          Random random = new Random(lag);
          for (int n = 0; n < COUNT; n++) {
            samples.add(
                Sample.of(sensor, n * Series.PERIOD, s[n + RANGE] + .3 * random.nextGaussian())
                    .withReference(s[n + RANGE - lag]));
          }
        });
    samples.sort(Comparator.comparingLong(Sample::time).thenComparing(Sample::sensor));
    return samples;
  }

  private record Outcome(List<DenoisedSample> denoised, List<ParameterUpdate> updates) {
    List<String> sorted() {
      return java.util.stream.Stream.concat(denoised.stream(), updates.stream())
          .map(Object::toString)
          .sorted()
          .toList();
    }
  }

  private static Outcome run(Scope scope, RuntimeExecutionMode mode, int parallelism)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    DenoisedStreams streams =
        DenoisingPipeline.builder(LEARNER, Duration.ofNanos(Series.PERIOD))
            .window(128)
            .scope(scope)
            .lagRange(RANGE)
            .build()
            .apply(
                environment
                    .fromData(samples())
                    .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Sample>forGenerator(context -> new EveryFewSamples(200))
                            .withTimestampAssigner((sample, timestamp) -> sample.timestamp())));
    CloseableIterator<ParameterUpdate> updates = streams.updates().collectAsync();
    CloseableIterator<DenoisedSample> denoised = streams.denoised().collectAsync();
    environment.execute();
    List<DenoisedSample> outputs = new ArrayList<>();
    denoised.forEachRemaining(outputs::add);
    List<ParameterUpdate> learned = new ArrayList<>();
    updates.forEachRemaining(learned::add);
    return new Outcome(outputs, learned);
  }

  @Test
  void findsTheLagOfEachSensorAndStaysOnItsClock() throws Exception {
    Outcome outcome = run(Scope.SENSOR, RuntimeExecutionMode.STREAMING, 1);
    assertThat(outcome.updates()).hasSizeGreaterThan(60);
    for (ParameterUpdate update : outcome.updates()) {
      assertThat(update.lag())
          .isBetween(LAGS.get(update.group()) - 1.0, LAGS.get(update.group()) + 1.0);
    }
    for (String sensor : LAGS.keySet()) {
      double[] s = clean(sensor);
      double before = 0;
      double after = 0;
      for (DenoisedSample sample : outcome.denoised()) {
        int n = (int) (sample.time() / Series.PERIOD);
        if (sample.sensor().equals(sensor) && n > COUNT / 2) {
          before += Math.pow(sample.value() - s[n + RANGE], 2);
          after += Math.pow(sample.denoised() - s[n + RANGE], 2);
        }
      }
      assertThat(after / before).as(sensor).isLessThan(0.4);
    }
    assertThat(run(Scope.SENSOR, RuntimeExecutionMode.STREAMING, 2).sorted())
        .isEqualTo(outcome.sorted());
    assertThat(run(Scope.SENSOR, RuntimeExecutionMode.BATCH, 2).sorted())
        .isEqualTo(outcome.sorted());
  }

  @Test
  void sensorsOfOneGroupAreEachAlignedAndPublishNoCommonLag() throws Exception {
    Outcome outcome = run(Scope.ALL, RuntimeExecutionMode.STREAMING, 2);
    ParameterUpdate last =
        outcome.updates().stream()
            .max(Comparator.comparingLong(ParameterUpdate::validFrom))
            .orElseThrow();
    assertThat(last.sensors()).isEqualTo(3);
    assertThat(last.lag()).isNaN();
    assertThat(Math.abs(last.mean())).isLessThan(0.5);
  }

  @Test
  void onlyAReferenceHasALag() {
    assertThatThrownBy(
            () ->
                DenoisingPipeline.builder(LearnerSettings.of(SUPPORT), Duration.ofMillis(1))
                    .lagRange(5)
                    .build())
        .hasMessage(
            "range of lags must be 0 for the objective SURE, which has no reference, but is 5");
    assertThatThrownBy(
            () -> DenoisingPipeline.builder(LEARNER, Duration.ofMillis(1)).lagRange(-1).build())
        .hasMessage("range of lags must be from 0 to 10000 samples, but is -1");
  }
}
