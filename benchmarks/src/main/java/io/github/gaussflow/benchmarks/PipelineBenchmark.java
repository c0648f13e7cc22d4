/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.DenoisedStreams;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Samples a second through the whole pipeline on a local cluster, beside a job that only moves the
 * samples to their sensors.
 *
 * <p>Arguments: samples, sensors, parallelism, mode (streaming or batch), what to run (pipeline or
 * identity). One line on standard output; quote ratios of paired runs only.
 */
public final class PipelineBenchmark {

  private static final long PERIOD = 1_000_000;

  private PipelineBenchmark() {}

  /** Runs one job. */
  public static void main(String[] arguments) throws Exception {
    long samples = Long.parseLong(argument(arguments, 0, "2000000"));
    int sensors = Integer.parseInt(argument(arguments, 1, "16"));
    int parallelism = Integer.parseInt(argument(arguments, 2, "2"));
    RuntimeExecutionMode mode =
        RuntimeExecutionMode.valueOf(argument(arguments, 3, "streaming").toUpperCase(Locale.ROOT));
    boolean identity = argument(arguments, 4, "pipeline").equals("identity");

    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.getConfig().enableObjectReuse();
    GeneratorFunction<Long, Sample> generator = index -> sample(index, sensors);
    // One reader, as two would each take one half of the time.
    DataStream<Sample> source =
        environment
            .fromSource(
                new DataGeneratorSource<>(generator, samples, TypeInformation.of(Sample.class)),
                WatermarkStrategy.<Sample>forBoundedOutOfOrderness(Duration.ofSeconds(2))
                    .withTimestampAssigner((sample, timestamp) -> sample.timestamp()),
                "samples")
            .setParallelism(1);
    if (identity) {
      source.keyBy(Sample::sensor).map(sample -> sample).sinkTo(new DiscardingSink<>());
    } else {
      DenoisedStreams streams =
          DenoisingPipeline.builder(
                  LearnerSettings.of(KernelSupport.symmetric(16)), Duration.ofNanos(PERIOD))
              .scope(Scope.SENSOR)
              .build()
              .apply(source);
      streams.denoised().sinkTo(new DiscardingSink<>());
    }
    long start = System.nanoTime();
    environment.execute();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s %s: %d samples of %d sensors at parallelism %d, %.0f samples/s%n",
        mode,
        identity ? "identity" : "pipeline",
        samples,
        sensors,
        parallelism,
        samples / seconds);
  }

  private static Sample sample(long index, int sensors) {
    long n = index / sensors;
    // A cheap hash in place of noise: the generator is not what is measured.
    double noise = ((index * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24)) - 0.5;
    return Sample.of("s" + index % sensors, n * PERIOD, Math.sin(n / 30.0) + noise);
  }

  private static String argument(String[] arguments, int index, String otherwise) {
    return index < arguments.length ? arguments[index] : otherwise;
  }
}
