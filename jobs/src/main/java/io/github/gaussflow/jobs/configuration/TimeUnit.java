/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

/** What a time column of type BIGINT counts. */
public enum TimeUnit {
  /** Nanoseconds. */
  NS(1),
  /** Microseconds. */
  US(1_000),
  /** Milliseconds. */
  MS(1_000_000),
  /** Seconds. */
  S(1_000_000_000);

  private final long nanos;

  TimeUnit(long nanos) {
    this.nanos = nanos;
  }

  /**
   * A count of this unit in nanoseconds.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  public long toNanos(long count) {
    return Math.multiplyExact(count, nanos);
  }
}
