/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CancelOnExitTest {

  /** A job that ends at once when it is cancelled. */
  private static final class Job implements JobClient {

    private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();

    @Override
    public JobID getJobID() {
      return new JobID(1, 2);
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
      return CompletableFuture.completedFuture(JobStatus.RUNNING);
    }

    @Override
    public CompletableFuture<Void> cancel() {
      result.completeExceptionally(new IllegalStateException("cancelled"));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
        boolean advance, String directory, SavepointFormatType format) {
      throw new AssertionError("nothing but the end of the job is of interest");
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
        String directory, SavepointFormatType format) {
      throw new AssertionError("nothing but the end of the job is of interest");
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
      throw new AssertionError("nothing but the end of the job is of interest");
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
      return result;
    }
  }

  @Test
  @Timeout(30)
  void theProcessWaitsUntilTheEndOfTheJobHasBeenTold() throws Exception {
    Job job = new Job();
    CancelOnExit cancel = CancelOnExit.of(job);
    assertThat(cancel.asked()).isFalse();
    Thread ending = new Thread(() -> cancel.cancel(job));
    ending.start();
    while (ending.getState() != Thread.State.TIMED_WAITING) {
      assertThat(ending.getState()).as("still there").isNotEqualTo(Thread.State.TERMINATED);
      Thread.onSpinWait();
    }
    assertThat(cancel.asked()).isTrue();
    assertThat(job.getJobExecutionResult()).isCompletedExceptionally();
    cancel.close();
    ending.join();
  }
}
