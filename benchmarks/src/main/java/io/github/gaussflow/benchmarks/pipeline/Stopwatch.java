/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The time from the first sample of a source to the last output of a sink, and the number of
 * outputs, of the one job that runs. The embedded cluster is in this process.
 */
final class Stopwatch {

  private static final long NEVER = Long.MIN_VALUE;
  private static final AtomicLong STARTED = new AtomicLong(NEVER);
  private static final AtomicLong STOPPED = new AtomicLong();
  private static final AtomicLong OUTPUTS = new AtomicLong();

  private Stopwatch() {}

  /** Before a job. */
  static void reset() {
    STARTED.set(NEVER);
    STOPPED.set(0);
    OUTPUTS.set(0);
  }

  /** The first call counts. */
  static void start() {
    STARTED.compareAndSet(NEVER, System.nanoTime());
  }

  /** The last call counts. */
  static void stop(long outputs) {
    STOPPED.set(System.nanoTime());
    OUTPUTS.addAndGet(outputs);
  }

  static double seconds() {
    return (STOPPED.get() - STARTED.get()) / 1e9;
  }

  static long outputs() {
    return OUTPUTS.get();
  }
}
