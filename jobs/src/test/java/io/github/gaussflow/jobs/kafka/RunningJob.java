/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import io.github.gaussflow.jobs.JobAssembly;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** A job file that runs in this process until it is stopped. */
final class RunningJob implements AutoCloseable {

  private static final long PATIENCE_MINUTES = 3;

  private final JobClient client;
  private boolean stopped;

  private RunningJob(JobClient client) {
    this.client = client;
  }

  /** Starts a job file, which must be right. */
  static RunningJob of(Path file) throws Exception {
    Problems problems = new Problems(file.toString());
    JobConfiguration job = JobConfiguration.read(file, problems).orElseThrow();
    JobAssembly assembly =
        JobAssembly.of(job, new Configuration(), List.of(), problems)
            .orElseThrow(() -> new AssertionError(problems.all()));
    return new RunningJob(assembly.complete().executeAsync());
  }

  /**
   * Stops it.
   *
   * @param drain whether all that still waits for its watermark comes out, as at the end of the
   *     input
   * @return the savepoint
   */
  String stop(boolean drain, Path savepoints) throws Exception {
    String savepoint =
        client
            .stopWithSavepoint(drain, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    client.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    stopped = true;
    return savepoint;
  }

  /** Waits for the end of its input. */
  void awaitEnd() throws Exception {
    client.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    stopped = true;
  }

  /** Waits for it to fail, and gives why. */
  Throwable failure() throws InterruptedException {
    try {
      client.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      stopped = true;
      return e;
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for the job to fail", e);
    }
    throw new AssertionError("the job ended, but it should fail");
  }

  @Override
  public void close() {
    if (!stopped) {
      client.cancel().orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    }
  }
}
