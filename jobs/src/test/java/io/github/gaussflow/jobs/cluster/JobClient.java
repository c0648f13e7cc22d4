/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import java.nio.file.Path;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/**
 * Does with the job jar and the REST port of a cluster what {@code flink run} and {@code flink
 * stop} do, by the same classes but without a process for each.
 */
final class JobClient implements AutoCloseable {

  private final Configuration configuration;
  private final Function<String, RunningJob> jobs;
  private final RestClusterClient<StandaloneClusterId> client;

  /**
   * A client.
   *
   * @param configuration that of the cluster
   * @param jobs gives the job of an identifier
   */
  JobClient(Configuration configuration, Function<String, RunningJob> jobs) throws Exception {
    this.configuration = configuration;
    this.jobs = jobs;
    this.client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
  }

  /** {@code flink run -d -p PARALLELISM gaussflow-jobs.jar FILE}. */
  RunningJob run(int parallelism, Path file) throws Exception {
    return run(parallelism, file, SavepointRestoreSettings.none());
  }

  /** {@code flink run -d -p PARALLELISM -s SAVEPOINT -n gaussflow-jobs.jar FILE}. */
  RunningJob resume(int parallelism, Path file, String savepoint) throws Exception {
    return run(parallelism, file, SavepointRestoreSettings.forPath(savepoint, true));
  }

  private RunningJob run(int parallelism, Path file, SavepointRestoreSettings savepoint)
      throws Exception {
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(FlinkCluster.JAR.toFile())
            .setArguments(file.toString())
            .setConfiguration(configuration)
            .setSavepointRestoreSettings(savepoint)
            .build()) {
      JobGraph graph =
          PackagedProgramUtils.createJobGraph(program, configuration, parallelism, false);
      return jobs.apply(client.submitJob(graph).get().toHexString());
    }
  }

  /** {@code flink stop -p SAVEPOINTS JOB}; gives the path of the savepoint. */
  String stop(Path savepoints, RunningJob job) throws Exception {
    return client
        .stopWithSavepoint(
            JobID.fromHexString(job.id()),
            false,
            savepoints.toUri().toString(),
            SavepointFormatType.CANONICAL)
        .get();
  }

  /** Cancels all jobs of the cluster that have not ended. */
  void cancelAll() throws Exception {
    for (JobStatusMessage job : client.listJobs().get()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        client.cancel(job.getJobId()).get();
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
