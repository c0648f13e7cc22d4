/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.learning.WindowMerge;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group of 100,000 sensors, each of two windows, in the 2 GB of a test's virtual machine. */
class LargeGroupITCase {

  private static final int SENSORS = 100_000;
  private static final int WINDOW = 6;
  private static final int WINDOWS = 2;
  private static final int SUBTASKS = 4;
  private static final KernelSupport SUPPORT = new KernelSupport(2, 2);
  private static final LearnerSettings LEARNER = LearnerSettings.of(SUPPORT);

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(SUBTASKS)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  /** The samples of all sensors at one time, then those at the next. */
  private static Sample sample(long index) {
    long sensor = index % SENSORS;
    long n = index / SENSORS;
    return Sample.of("s" + sensor, n * Series.PERIOD, value(sensor, n));
  }

  private static double value(long sensor, long n) {
    double noise = new SplittableRandom(sensor * 1_000 + n).nextDouble() - 0.5;
    return sensor % 100 + Math.sin(n / 3.0 + sensor) + noise;
  }

  /** What a learner makes of all sums, added by sensor: the same but for rounding. */
  private static List<LearningStep> learned() {
    WindowLearner learner = LEARNER.newLearner();
    List<LearningStep> steps = new ArrayList<>();
    for (int window = 0; window < WINDOWS; window++) {
      LagStatistics sums = LEARNER.newStatistics();
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        double[] x = new double[(window + 1) * WINDOW];
        for (int n = 0; n < x.length; n++) {
          x[n] = value(sensor, n);
        }
        sums.accept(LagSums.of(SUPPORT, x, null, window * WINDOW, x.length));
      }
      steps.add(learner.learn(sums));
    }
    return steps;
  }

  /** The records that each subtask of an operator was given. */
  private static List<Long> recordsIn(JobID job, String operator) {
    return METRICS.findOperatorMetricGroups(job, operator).stream()
        .map(METRICS::getMetricsByGroup)
        .map(metrics -> ((Counter) metrics.get("numRecordsIn")).getCount())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAMING", "BATCH"})
  void noSubtaskIsGivenAllRecords(RuntimeExecutionMode mode) throws Exception {
    StreamExecutionEnvironment environment =
        PipelineJob.environment(mode, SUBTASKS, new Configuration());
    DataStream<Sample> samples =
        environment.fromSource(
            new DataGeneratorSource<>(
                LargeGroupITCase::sample,
                (long) SENSORS * WINDOW * WINDOWS,
                TypeInformation.of(Sample.class)),
            WatermarkStrategy.<Sample>forGenerator(context -> new EveryFewSamples(20))
                .withTimestampAssigner((sample, timestamp) -> sample.timestamp()),
            "samples");
    DenoisedStreams streams =
        Settings.of(LEARNER, Series.PERIOD, WINDOW, Scope.ALL).pipeline("p").apply(samples);
    streams.denoised().sinkTo(new DiscardingSink<>());
    streams.late().sinkTo(new DiscardingSink<>());
    CloseableIterator<ParameterUpdate> collected = streams.updates().collectAsync();
    JobID job = environment.execute().getJobID();
    List<ParameterUpdate> updates = new ArrayList<>();
    collected.forEachRemaining(updates::add);
    collected.close();
    updates.sort(Comparator.comparingLong(ParameterUpdate::version));
    assertThat(updates).extracting(ParameterUpdate::sensors).containsExactly(SENSORS, SENSORS);
    List<LearningStep> expected = learned();
    for (int window = 0; window < WINDOWS; window++) {
      ParameterUpdate update = updates.get(window);
      LearningStep step = expected.get(window);
      assertThat(update.count()).isEqualTo(step.count());
      assertThat(update.cost()).isCloseTo(step.cost(), withinPercentage(1e-8));
      assertThat(update.standardDeviation())
          .isCloseTo(step.parameters().standardDeviation(), withinPercentage(1e-5));
    }

    // One record a window and bucket for the learner, whose subtask has all of a group.
    List<Long> learner = recordsIn(job, "parameter learner");
    assertThat(sum(learner)).isEqualTo((long) WINDOWS * WindowMerge.BUCKETS);
    List<Long> merge = recordsIn(job, "window merge");
    assertThat(sum(merge)).isEqualTo((long) WINDOWS * SENSORS);
    if (mode == RuntimeExecutionMode.STREAMING) { // a batch has as many subtasks as it likes
      // 40,644 to 59,402 of the 200,000.
      assertThat(merge).hasSize(SUBTASKS).allMatch(n -> n < WINDOWS * SENSORS / 3);
    }
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(n -> n).sum();
  }
}
