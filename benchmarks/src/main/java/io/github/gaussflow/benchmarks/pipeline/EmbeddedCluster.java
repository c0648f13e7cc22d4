/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process that runs one job after the other. */
final class EmbeddedCluster implements AutoCloseable {

  private final Workload workload;
  private final MiniCluster cluster;

  private EmbeddedCluster(Workload workload, MiniCluster cluster) {
    this.workload = workload;
    this.cluster = cluster;
  }

  /** Starts a cluster with as many slots as a workload needs. */
  static EmbeddedCluster start(Workload workload) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse("512m"));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(workload.parallelism())
                .build());
    cluster.start();
    return new EmbeddedCluster(workload, cluster);
  }

  /** An environment whose jobs this cluster can run. */
  StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, workload.backend());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(workload.parallelism());
    environment.getConfig().enableObjectReuse();
    return environment;
  }

  /**
   * Runs a job to its end and gives its samples a second.
   *
   * @throws IllegalStateException if not every sample came out
   */
  double run(Contender contender) throws Exception {
    long samples = contender.samplesOf(workload);
    StreamExecutionEnvironment environment = environment();
    contender.assemble(environment, workload, samples);
    Stopwatch.reset();
    cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
    if (Stopwatch.outputs() != samples) {
      throw new IllegalStateException(
          "%s: of %d samples %d came out"
              .formatted(contender.label(), samples, Stopwatch.outputs()));
    }
    return samples / Stopwatch.seconds();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
