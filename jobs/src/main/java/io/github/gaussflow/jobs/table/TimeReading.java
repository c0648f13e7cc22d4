/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.TimeUnit;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Turns the value of a time column into nanoseconds since the epoch. A TIMESTAMP is taken as UTC,
 * as Flink does for watermarks.
 */
public final class TimeReading implements Serializable {

  private static final long serialVersionUID = 1;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final TimeUnit unit;

  /** Reads a BIGINT as a count of a unit; for other types the unit does not matter. */
  public TimeReading(TimeUnit unit) {
    this.unit = unit;
  }

  /**
   * The time in nanoseconds since the epoch.
   *
   * @param time a LocalDateTime, an Instant or a Long
   * @throws ArithmeticException if it is before 1677 or after 2262 and does not fit a long
   */
  public long nanos(Object time) {
    if (time instanceof Long count) {
      return unit.toNanos(count);
    }
    Instant instant =
        time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) time;
    return nanos(instant);
  }

  private static long nanos(Instant instant) {
    long seconds = instant.getEpochSecond();
    long rest = instant.getNano();
    if (seconds < 0) {
      // The earliest seconds fit only together with their nanoseconds.
      return Math.addExact(
          Math.multiplyExact(seconds + 1, NANOS_PER_SECOND), rest - NANOS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), rest);
  }
}
