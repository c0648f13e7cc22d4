/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Samples of a list, one after the other, with watermarks that depend on nothing but them. */
final class TestSource {

  /** No waiting for checkpoints. */
  static final int AT_ONCE = 0;

  private static final Map<String, List<Sample>> LISTS = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestSource() {}

  /**
   * A source of samples.
   *
   * @param delayMillis how far watermarks are behind the newest sample
   * @param samplesPerCheckpoint how many samples it gives before it waits for the next checkpoint
   */
  static DataStream<Sample> of(
      StreamExecutionEnvironment environment,
      String uid,
      List<Sample> samples,
      long delayMillis,
      int samplesPerCheckpoint) {
    return of(
        environment,
        uid,
        samples,
        context -> new EveryFewSamples(delayMillis),
        samplesPerCheckpoint);
  }

  /** The same with other watermarks. */
  static DataStream<Sample> of(
      StreamExecutionEnvironment environment,
      String uid,
      List<Sample> samples,
      WatermarkGeneratorSupplier<Sample> watermarks,
      int samplesPerCheckpoint) {
    String list = uid + NUMBER.incrementAndGet();
    LISTS.put(list, samples);
    GeneratorFunction<Long, Sample> function = index -> LISTS.get(list).get(index.intValue());
    DataGeneratorSource<Sample> source =
        new DataGeneratorSource<>(
            function,
            samples.size(),
            samplesPerCheckpoint == AT_ONCE
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perCheckpoint(samplesPerCheckpoint),
            TypeInformation.of(Sample.class));
    return environment
        .fromSource(
            source,
            WatermarkStrategy.forGenerator(watermarks)
                .withTimestampAssigner((sample, timestamp) -> sample.timestamp()),
            uid)
        .setParallelism(1)
        .uid(uid);
  }
}
