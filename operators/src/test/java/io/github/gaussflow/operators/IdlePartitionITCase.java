/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Partitions of a source that fall silent, as the strategy of their watermarks declares. */
class IdlePartitionITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  /**
   * A partition that gives so many samples and then nothing, without ending: a generator that waits
   * for a checkpoint, of a job that takes none.
   */
  private static DataStream<Sample> partition(
      StreamExecutionEnvironment environment,
      String sensor,
      int samples,
      WatermarkStrategy<Sample> watermarks) {
    GeneratorFunction<Long, Sample> function =
        index -> Sample.of(sensor, index * Series.PERIOD, Math.sin(index / 9.0));
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                function,
                Long.MAX_VALUE,
                RateLimiterStrategy.perCheckpoint(samples),
                TypeInformation.of(Sample.class)),
            watermarks.withTimestampAssigner((sample, timestamp) -> sample.timestamp()),
            sensor)
        .setParallelism(1);
  }

  @Test
  @Timeout(120) // without idleness it would wait for ever
  void doNotHoldTheOthersBack() throws Exception {
    int few = 20;
    int many = 2_000;
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, new Configuration());
    WatermarkStrategy<Sample> ordered =
        WatermarkStrategy.forGenerator(context -> new EveryFewSamples(0));
    DataStream<Sample> samples =
        partition(environment, "idle", few, ordered.withIdleness(Duration.ofMillis(50)))
            .union(partition(environment, "busy", many, ordered));
    KernelSupport support = new KernelSupport(4, 4);
    Settings settings = Settings.of(LearnerSettings.of(support), Series.PERIOD, 64, Scope.SENSOR);
    DataStream<DenoisedSample> denoised = settings.pipeline("idle").apply(samples).denoised();
    CloseableIterator<DenoisedSample> outputs = denoised.collectAsync();
    JobClient job = environment.executeAsync();
    try {
      long busy = 0;
      long idle = 0;
      // The watermark comes with every few samples; the lookahead of the newest is not there.
      while (busy < many - 100 || idle < few) {
        DenoisedSample output = outputs.next();
        if (output.sensor().equals("busy")) {
          assertThat(output.time()).isEqualTo(busy++ * Series.PERIOD);
        } else {
          assertThat(output.time()).isEqualTo(idle++ * Series.PERIOD);
        }
      }
      assertThat(job.getJobStatus().get().isTerminalState()).as("no partition has ended").isFalse();
    } finally {
      job.cancel().get();
      outputs.close();
    }
  }
}
