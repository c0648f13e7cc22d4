/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process that runs one job after the other. */
final class EmbeddedCluster implements AutoCloseable {

  private static final long A_DAY = 86_400_000;
  private static final long LOOK = 10_000_000;

  private final MiniCluster cluster;

  private EmbeddedCluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts a cluster with as many slots as subtasks of an operator. */
  static EmbeddedCluster start(int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse("512m"));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    cluster.start();
    return new EmbeddedCluster(cluster);
  }

  /** An environment whose jobs this cluster can run. */
  static StreamExecutionEnvironment environment(Workload workload) {
    return environment(workload, new Configuration());
  }

  private static StreamExecutionEnvironment environment(
      Workload workload, Configuration configuration) {
    configuration.set(StateBackendOptions.STATE_BACKEND, workload.backend());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(workload.parallelism());
    environment.getConfig().enableObjectReuse();
    return environment;
  }

  /** An environment whose jobs take a checkpoint in a folder whenever they are told to. */
  static StreamExecutionEnvironment environment(Workload workload, Path checkpoints) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment environment = environment(workload, configuration);
    environment.enableCheckpointing(A_DAY);
    return environment;
  }

  /** Runs a job to its end. */
  void run(StreamExecutionEnvironment environment) throws Exception {
    Stopwatch.reset();
    cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
  }

  /**
   * Runs one of the jobs that are compared to its end and gives its samples a second.
   *
   * @throws IllegalStateException if not every sample came out
   */
  double run(Contender contender, Workload workload) throws Exception {
    long samples = contender.samplesOf(workload);
    StreamExecutionEnvironment environment = environment(workload);
    contender.assemble(environment, workload, samples);
    run(environment);
    if (Stopwatch.outputs() != samples) {
      throw new IllegalStateException(
          "%s: of %d samples %d came out"
              .formatted(contender.label(), samples, Stopwatch.outputs()));
    }
    return samples / Stopwatch.seconds();
  }

  /** Starts a job that does not end. */
  JobID start(StreamExecutionEnvironment environment) throws Exception {
    Stopwatch.reset();
    JobGraph job = environment.getStreamGraph().getJobGraph();
    cluster.submitJob(job).get();
    return job.getJobID();
  }

  /** Waits until a job is so far. */
  void await(JobID job, BooleanSupplier isSoFar) throws Exception {
    while (!isSoFar.getAsBoolean()) {
      if (cluster.getJobStatus(job).get().isTerminalState()) {
        cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
        throw new IllegalStateException("the job has ended before it was told to");
      }
      LockSupport.parkNanos(LOOK);
    }
  }

  /** Takes a checkpoint of a job that is running. */
  AbstractCheckpointStats checkpoint(JobID job) throws Exception {
    cluster.triggerCheckpoint(job, CheckpointType.FULL).get();
    return cluster
        .getExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getLatestCompletedCheckpoint();
  }

  /** Ends a job. */
  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
