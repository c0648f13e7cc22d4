/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels a job when the process is asked to end, such as by Ctrl-C, and waits until it has and
 * that has been told: the process ends as soon as this is done, whatever its main thread still
 * does.
 */
final class CancelOnExit {

  private static final Logger LOG = LoggerFactory.getLogger(CancelOnExit.class);
  private static final long PATIENCE_SECONDS = 20;

  private final Thread hook;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean asked;

  private CancelOnExit(JobClient client) {
    this.hook = new Thread(() -> cancel(client), "cancel job");
  }

  /** From now on until {@link #close}. */
  static CancelOnExit of(JobClient client) {
    CancelOnExit cancel = new CancelOnExit(client);
    Runtime.getRuntime().addShutdownHook(cancel.hook);
    return cancel;
  }

  /** Whether the process was asked to end. */
  boolean asked() {
    return asked;
  }

  /** The job has ended, and that has been told; nothing is left to cancel. */
  void close() {
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending already", e);
    }
  }

  /** What is done when the process is asked to end. */
  void cancel(JobClient client) {
    asked = true;
    try {
      client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      client
          .getJobExecutionResult()
          .handle((result, failure) -> "ended")
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The job has ended, but the command has not told so in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job was not cancelled in time", e);
    }
  }
}
