/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.table.functions.ScalarFunction;

/** Gives what it is given, and throws once when it has been called a number of times. */
public final class FailingFunction extends ScalarFunction {

  private static final long serialVersionUID = 1;

  private static final AtomicLong CALLS_LEFT = new AtomicLong(-1);
  private static volatile CountDownLatch failed = new CountDownLatch(0);
  private static volatile CountDownLatch allowed = new CountDownLatch(0);

  /** Makes the call after so many others throw; the latch is at zero when it has. */
  public static CountDownLatch failAfter(long calls) {
    return failAfter(calls, new CountDownLatch(0));
  }

  /** The same; the call waits until a latch is at zero before it throws. */
  public static CountDownLatch failAfter(long calls, CountDownLatch when) {
    failed = new CountDownLatch(1);
    allowed = when;
    CALLS_LEFT.set(calls);
    return failed;
  }

  /** The same value. */
  public String eval(String value) throws InterruptedException {
    if (CALLS_LEFT.get() >= 0 && CALLS_LEFT.getAndDecrement() == 0) {
      allowed.await();
      failed.countDown();
      throw new IllegalStateException("a failure that the test wants");
    }
    return value;
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }
}
