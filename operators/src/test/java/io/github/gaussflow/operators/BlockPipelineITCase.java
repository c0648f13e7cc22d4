/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks through a cluster: however the job is run, it gives what the reference gives. */
class BlockPipelineITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final long MILLI = Sample.NANOS_PER_MILLI;
  private static final long PERIOD = MILLI / 4;
  private static final long DISORDER = 100;

  /**
   * Five sensors of 4 kHz, whose blocks come out of order, overlap here and there, and have gaps.
   */
  private static List<SampleBlock> blocks() {
    Random random = new Random(23);
    List<SampleBlock> blocks = new ArrayList<>();
    for (int sensor = 0; sensor < 5; sensor++) {
      long time = 0;
      while (time < 1_500 * MILLI) {
        double[] values = new double[1 + random.nextInt(100)];
        for (int i = 0; i < values.length; i++) {
          double clean = Math.sin((time + i * PERIOD) / (12.0 * PERIOD));
          values[i] = random.nextInt(200) == 0 ? Double.NaN : clean + 0.4 * random.nextGaussian();
        }
        blocks.add(
            SampleBlock.of(Series.SENSORS.get(sensor), time, PERIOD, values)
                .withGroup("g" + sensor % 2));
        time += (values.length + (random.nextInt(8) == 0 ? random.nextInt(40) - 20 : 0)) * PERIOD;
      }
    }
    long most = DISORDER * MILLI;
    List<Long> moments = new ArrayList<>();
    blocks.sort(Comparator.comparingLong(SampleBlock::time));
    blocks.forEach(block -> moments.add(block.time() + (long) (random.nextDouble() * most)));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(moments::get));
    return order.stream().map(blocks::get).toList();
  }

  /** A watermark after each block; where asked for, the source is idle until the next one. */
  private static final class AfterEachBlock implements WatermarkGenerator<SampleBlock> {

    private final boolean idleBetween;
    private long newest = Long.MIN_VALUE + DISORDER + 1;

    AfterEachBlock(boolean idleBetween) {
      this.idleBetween = idleBetween;
    }

    @Override
    public void onEvent(SampleBlock block, long timestamp, WatermarkOutput output) {
      newest = Math.max(newest, timestamp);
      output.emitWatermark(new Watermark(newest - DISORDER - 1));
      if (idleBetween) {
        output.markIdle();
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // Nothing that depends on the machine's clock.
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SENSOR, STREAMING, 1, hashmap",
    "GROUP, STREAMING, 2, rocksdb",
    "ALL, BATCH, 1, hashmap",
    "SENSOR, BATCH, 2, hashmap"
  })
  void givesTheSameBytes(
      Scope scope, RuntimeExecutionMode mode, int parallelism, String stateBackend)
      throws Exception {
    Settings settings =
        Settings.of(LearnerSettings.of(new KernelSupport(4, 6)), PERIOD, 512, scope);
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    StreamExecutionEnvironment environment =
        PipelineJob.environment(mode, parallelism, configuration);
    List<SampleBlock> blocks = blocks();
    DataStream<SampleBlock> source =
        environment
            .fromData(blocks)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<SampleBlock>forGenerator(
                        context -> new AfterEachBlock(parallelism > 1))
                    .withTimestampAssigner((block, timestamp) -> block.timestamp()));
    String run = "blocks " + scope + mode;
    PipelineJob.add(settings.pipeline("p").applyBlocks(source).rows(), "p", run, Outcome::line);
    environment.execute();

    Outcome expected =
        ReferencePipeline.of(settings, blocks.stream().<Arrival>map(Arrival.OfBlock::new).toList());
    assertThat(expected.updates().size()).isGreaterThan(10);
    assertThat(expected.duplicates().size()).isGreaterThan(100);
    assertThat(expected.invalid().size()).isGreaterThan(50);
    assertThat(expected.samples()).isEqualTo(blocks.stream().mapToInt(SampleBlock::size).sum());
    assertThat(Outcome.difference(CollectedLines.takeSorted(run), expected.lines())).isEmpty();
  }

  private record Example(DataStream<DenoisedBlock> denoised, DataStream<DenoisedSample> rows) {}

  private static Example example(DataStream<SampleBlock> source) {
    // example
    DataStream<SampleBlock> blocks = // SampleBlock.of(sensor, start, period, values), in ns
        source.assignTimestampsAndWatermarks(
            WatermarkStrategy.<SampleBlock>forBoundedOutOfOrderness(Duration.ofMillis(50))
                .withTimestampAssigner((block, timestamp) -> block.timestamp()));

    LearnerSettings learner = LearnerSettings.of(new KernelSupport(16, 16));
    DenoisedBlockStreams streams =
        DenoisingPipeline.builder(learner, Duration.ofNanos(250_000)) // 4 kHz
            .window(4_096)
            .scope(Scope.SENSOR)
            .build()
            .applyBlocks(blocks);

    DataStream<DenoisedBlock> denoised = streams.denoised(); // arrays
    DataStream<DenoisedSample> rows = streams.rows().denoised(); // one by one
    // end of example
    return new Example(denoised, rows);
  }

  @Test
  void theExampleOfTheGuideDenoises() throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    double[] values = new Random(1).doubles(20_000).toArray();
    Example example = example(environment.fromData(SampleBlock.of("s", 0, PERIOD, values)));
    int samples = 0;
    for (DenoisedBlock block : example.denoised.executeAndCollect(values.length)) {
      samples += block.size();
    }
    assertThat(samples).isEqualTo(values.length);
  }

  @Test
  void isWhatTheGuideShows() throws Exception {
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
    assertThat(Files.readString(root.resolve("src/site/markdown/blocks.md")))
        .contains(shown.strip());
  }
}
