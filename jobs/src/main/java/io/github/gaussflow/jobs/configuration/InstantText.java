/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points of time as job files write them: a date and a time, UTC unless they end in an offset. */
public final class InstantText {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private InstantText() {}

  /**
   * Nanoseconds since the epoch.
   *
   * @throws java.time.DateTimeException if the text is no date and time
   * @throws ArithmeticException if it is outside the years 1677 to 2262
   */
  public static long nanos(String text) {
    String iso = text.trim().replace(' ', 'T');
    Instant instant =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from)
                instanceof OffsetDateTime zoned
            ? zoned.toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    return nanos(instant);
  }

  /**
   * Nanoseconds since the epoch.
   *
   * @throws ArithmeticException if it is outside the years 1677 to 2262
   */
  public static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }
}
