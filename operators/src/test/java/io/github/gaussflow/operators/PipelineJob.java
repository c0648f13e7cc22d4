/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.Sample;
import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of pipelines whose results are collected exactly once, as lines. */
final class PipelineJob {

  private PipelineJob() {}

  static StreamExecutionEnvironment environment(
      RuntimeExecutionMode mode, int parallelism, Configuration more) {
    Configuration configuration = new Configuration(more);
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setMaxParallelism(128);
    return environment;
  }

  /** Adds a pipeline whose results, line by line, are those of {@code run}. */
  static void add(DataStream<Sample> samples, Settings settings, String prefix, String run) {
    add(samples, settings, prefix, run, Outcome::line);
  }

  /** The same with lines in another format. */
  static void add(
      DataStream<Sample> samples,
      Settings settings,
      String prefix,
      String run,
      Outcome.LineFormat format) {
    add(samples, settings.pipeline(prefix), prefix, run, format);
  }

  /** The same of a pipeline with the uid prefix. */
  static void add(
      DataStream<Sample> samples,
      DenoisingPipeline pipeline,
      String prefix,
      String run,
      Outcome.LineFormat format) {
    add(pipeline.apply(samples), prefix, run, format);
  }

  /** Collects what a pipeline gives as lines of {@code run}. */
  static void add(DenoisedStreams streams, String prefix, String run, Outcome.LineFormat format) {
    lines(streams.denoised(), "denoised", format)
        .union(
            lines(streams.updates(), "update", format),
            lines(streams.late(), "late", format),
            lines(streams.invalid(), "invalid", format),
            lines(streams.duplicates(), "duplicate", format),
            lines(streams.withoutPeriod(), "without period", format))
        .process(new CollectedLines(run))
        .returns(Types.VOID)
        .uid(prefix + "-lines");
  }

  private static <T> DataStream<String> lines(
      DataStream<T> results, String kind, Outcome.LineFormat format) {
    return results.map(result -> format.line(kind, result)).returns(Types.STRING);
  }

  /** Stops a running job once the first samples have passed; the path of its savepoint. */
  static String stop(JobClient job, Disturbance.Plan plan, MiniCluster cluster, Path directory)
      throws Exception {
    plan.awaitFirst();
    CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
    return job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }
}
