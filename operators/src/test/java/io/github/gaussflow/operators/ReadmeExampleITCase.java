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
import io.github.gaussflow.operators.sample.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The library example of the README runs, and the README shows just this code. */
class ReadmeExampleITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static DataStream<DenoisedSample> example(DataStream<Sample> source) {
    // example
    DataStream<Sample> samples =
        source.assignTimestampsAndWatermarks(
            WatermarkStrategy.<Sample>forBoundedOutOfOrderness(Duration.ofSeconds(2))
                .withTimestampAssigner((sample, timestamp) -> sample.timestamp()));

    LearnerSettings learner = LearnerSettings.of(new KernelSupport(16, 16)); // SURE: no reference
    DenoisedStreams streams =
        DenoisingPipeline.builder(learner, Duration.ofMillis(10)) // 100 Hz
            .window(256)
            .scope(Scope.SENSOR)
            .uidPrefix("gyroscope")
            .build()
            .apply(samples);

    DataStream<DenoisedSample> denoised = streams.denoised();
    // end of example
    return denoised;
  }

  @Test
  void denoises() throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    List<Sample> samples = Series.noisySine("s", 2_000, 0.5, 11);
    double before = 0;
    double after = 0;
    int count = 0;
    for (DenoisedSample sample :
        example(environment.fromData(samples)).executeAndCollect(samples.size() + 1)) {
      before += Math.pow(sample.value() - sample.reference(), 2);
      after += Math.pow(sample.denoised() - sample.reference(), 2);
      count++;
    }
    assertThat(count).isEqualTo(samples.size());
    assertThat(after).isLessThan(before / 4);
  }

  @Test
  void isWhatTheReadmeShows() throws Exception {
    Path root = Path.of("").toAbsolutePath().getParent();
    String self =
        Files.readString(
            root.resolve(
                "operators/src/test/java/" + getClass().getName().replace('.', '/') + ".java"));
    String code =
        self.substring(
            self.indexOf("    // example\n") + "    // example\n".length(),
            self.indexOf("    // end of example"));
    String shown =
        code.lines()
            .map(line -> line.isEmpty() ? line : line.substring(4))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(root.resolve("README.md"))).contains(shown.strip());
  }
}
