/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobExecutionStatusEvent;
import org.apache.flink.core.execution.JobStatusChangedListener;
import org.apache.flink.core.execution.JobStatusChangedListenerFactory;

/** Tells when a job starts again after a failure. */
public final class Restarts implements JobStatusChangedListenerFactory {

  private static volatile CountDownLatch next = new CountDownLatch(1);

  /** At zero when a job has started again from now on. */
  static CountDownLatch next() {
    next = new CountDownLatch(1);
    return next;
  }

  @Override
  public JobStatusChangedListener createListener(Context context) {
    return event -> {
      if (event instanceof JobExecutionStatusEvent status
          && status.newStatus() == JobStatus.RESTARTING) {
        next.countDown();
      }
    };
  }
}
