/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Option;

/**
 * What a job is given, and how it denoises. The period of the sensors is such that all of them give
 * a million samples in a second of event time, so one sensor is a fast one and a million are slow.
 */
final class Workload {

  private static final long SAMPLES_A_SECOND = 1_000_000;
  private static final long NANOS_A_SECOND = 1_000_000_000;
  private static final int PERIODS_OF_DISORDER = 10;

  /** More records than a job is let run for. */
  private static final long SILENCE = 1_000_000;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "30000000",
      description = "Samples of all sensors together (${DEFAULT-VALUE}), rounded to whole periods.")
  private long samples;

  @Option(
      names = "--sensors",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Sensors (${DEFAULT-VALUE}), rounded to as many for each reader of the source.")
  private int sensors;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Subtasks of each operator (${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "hashmap",
      description = "State backend, hashmap or rocksdb (${DEFAULT-VALUE}).")
  private String backend;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "all",
      description =
          "Which sensors learn together: all, group (100 sensors each) or sensor"
              + " (${DEFAULT-VALUE}).")
  private Scope scope;

  @Option(
      names = "--taps",
      paramLabel = "K",
      defaultValue = "33",
      description = "Taps of the filter, an odd number: L = R (${DEFAULT-VALUE}).")
  private int taps;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "256",
      description = "Samples in a window (${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Samples in a block; 0 for one sample a record (${DEFAULT-VALUE}). Not for SQL OVER.")
  private int blocks;

  /**
   * Checks the options and rounds the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  void check() {
    requireAtLeast("--samples", samples, 1);
    requireAtLeast("--sensors", sensors, 1);
    requireAtLeast("--parallelism", parallelism, 1);
    if (!backend.equals("hashmap") && !backend.equals("rocksdb")) {
      throw new IllegalArgumentException(
          "--backend must be hashmap or rocksdb, but is '%s'".formatted(backend));
    }
    if (taps % 2 == 0) {
      throw new IllegalArgumentException("--taps must be odd, but is " + taps);
    }
    requireAtLeast("--blocks", blocks, 0);
    sensors -= sensors % readers();
    long rounded = sensors * Math.max(1L, blocks);
    samples = Math.max(1, samples / rounded) * rounded;
    pipeline(); // checks the taps and the window
  }

  private static void requireAtLeast(String option, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but is %d".formatted(option, least, value));
    }
  }

  long samples() {
    return samples;
  }

  int sensors() {
    return sensors;
  }

  int parallelism() {
    return parallelism;
  }

  String backend() {
    return backend;
  }

  Scope scope() {
    return scope;
  }

  int taps() {
    return taps;
  }

  int window() {
    return window;
  }

  /** The samples in a block, 0 for one sample a record. */
  int blocks() {
    return blocks;
  }

  private int readers() {
    return Math.min(parallelism, sensors);
  }

  /** The nanoseconds between two samples of a sensor. */
  long period() {
    return NANOS_A_SECOND / SAMPLES_A_SECOND * sensors;
  }

  /** The source of the first samples of every sensor. */
  DataStream<Sample> source(StreamExecutionEnvironment environment, long count) {
    long ofReader = samplesOfReader(count);
    return source(environment, generator(ofReader), ofReader, PERIODS_OF_DISORDER);
  }

  /** The same samples, after which all sensors are silent while the job goes on. */
  DataStream<Sample> sourceThatFallsSilent(StreamExecutionEnvironment environment) {
    long ofReader = samplesOfReader(samples);
    long withSilence = ofReader + SILENCE;
    FallingSilent generator =
        new FallingSilent(generator(ofReader), ofReader, withSilence, window * period());
    return source(environment, generator, withSilence, PERIODS_OF_DISORDER);
  }

  /** Samples at the times of this machine's clock, so many a second, without disorder. */
  DataStream<Sample> liveSource(
      StreamExecutionEnvironment environment, double samplesASecond, long count) {
    long ofReader = samplesOfReader(count);
    double interval = NANOS_A_SECOND / samplesASecond * readers();
    return source(
        environment, new LiveGenerator(interval, ofReader, sensors / readers()), ofReader, 0);
  }

  private long samplesOfReader(long count) {
    return Math.max(1, count / sensors) * sensors / readers();
  }

  private SensorGenerator generator(long ofReader) {
    return new SensorGenerator(period(), ofReader, sensors / readers());
  }

  private DataStream<Sample> source(
      StreamExecutionEnvironment environment,
      GeneratorFunction<Long, Sample> generator,
      long ofReader,
      int periodsOfDisorder) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                generator, ofReader * readers(), TypeInformation.of(Sample.class)),
            WatermarkStrategy.<Sample>forBoundedOutOfOrderness(
                    Duration.ofNanos(periodsOfDisorder * period()))
                .withTimestampAssigner((sample, timestamp) -> sample.timestamp()),
            "samples")
        .setParallelism(readers());
  }

  /** The same in blocks. */
  DataStream<SampleBlock> blockSource(StreamExecutionEnvironment environment, long count) {
    long ofReader = count / blocks / readers();
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                new BlockGenerator(period(), blocks, ofReader, sensors / readers()),
                ofReader * readers(),
                TypeInformation.of(SampleBlock.class)),
            WatermarkStrategy.<SampleBlock>forBoundedOutOfOrderness(
                    Duration.ofNanos(PERIODS_OF_DISORDER * period()))
                .withTimestampAssigner((block, timestamp) -> block.timestamp()),
            "blocks")
        .setParallelism(readers());
  }

  /** The pipeline with learning on. */
  DenoisingPipeline pipeline() {
    return builder(period()).build();
  }

  /** The same for sensors of a period in nanoseconds. */
  DenoisingPipelineBuilder builder(long ofPeriod) {
    return DenoisingPipeline.builder(
            LearnerSettings.of(KernelSupport.symmetric(taps / 2)), Duration.ofNanos(ofPeriod))
        .scope(scope)
        .window(window);
  }

  /** A workload with these in place of what the options say. */
  Workload with(int newSensors, int newTaps, int newWindow, long newSamples) {
    Workload other = new Workload();
    other.parallelism = parallelism;
    other.backend = backend;
    other.scope = scope;
    other.sensors = newSensors;
    other.taps = newTaps;
    other.window = newWindow;
    other.samples = newSamples;
    other.check();
    return other;
  }
}
