/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time from the first sample of a source to the last output of a sink, and the number of
 * outputs, of the one job that runs. The embedded cluster is in this process.
 */
final class Stopwatch {

  private static final long NEVER = Long.MIN_VALUE;
  private static final AtomicLong STARTED = new AtomicLong(NEVER);
  private static final AtomicLong STOPPED = new AtomicLong();
  private static final Queue<AtomicLong> OUTPUTS = new ConcurrentLinkedQueue<>();

  private Stopwatch() {}

  /** Before a job. */
  static void reset() {
    STARTED.set(NEVER);
    STOPPED.set(0);
    OUTPUTS.clear();
  }

  /** The first call counts. */
  static void start() {
    STARTED.compareAndSet(NEVER, System.nanoTime());
  }

  /** The last call counts. */
  static void stop() {
    STOPPED.set(System.nanoTime());
  }

  /** A new count of outputs, for one writer. */
  static AtomicLong newCount() {
    AtomicLong count = new AtomicLong();
    OUTPUTS.add(count);
    return count;
  }

  static double seconds() {
    return (STOPPED.get() - STARTED.get()) / 1e9;
  }

  static long outputs() {
    return OUTPUTS.stream().mapToLong(AtomicLong::get).sum();
  }
}
