/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads cells of measurements. */
final class CellText {

  /** ISO 8601 with T or a space between date and time, with or without an offset. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[ ][XXX][XX][X]")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** More digits before the point, or zeros after it, than any time in a long has. */
  private static final int MAX_DIGITS = 30;

  private CellText() {}

  /**
   * Nanoseconds since the epoch of a number of seconds or an ISO timestamp, which is in UTC unless
   * it says otherwise; empty if the text is neither or outside the years 1677 to 2262.
   */
  static OptionalLong time(String text) {
    try {
      return OptionalLong.of(seconds(new BigDecimal(text)));
    } catch (NumberFormatException e) {
      return timestamp(text);
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static long seconds(BigDecimal seconds) {
    int magnitude = seconds.precision() - seconds.scale();
    if (seconds.signum() == 0 || magnitude < -MAX_DIGITS) {
      return 0;
    }
    if (magnitude > MAX_DIGITS) {
      // Writing out the digits of 1e999999999 would take all memory.
      throw new ArithmeticException("too far from the epoch: " + seconds);
    }
    return seconds.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static OptionalLong timestamp(String text) {
    try {
      TemporalAccessor parsed =
          TIMESTAMP.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      OffsetDateTime time;
      if (parsed instanceof OffsetDateTime offset) {
        time = offset;
      } else if (parsed instanceof LocalDateTime local) {
        time = local.atOffset(ZoneOffset.UTC);
      } else {
        time = LocalDate.from(parsed).atStartOfDay().atOffset(ZoneOffset.UTC);
      }
      long nanos = Math.multiplyExact(time.toEpochSecond(), NANOS_PER_SECOND);
      return OptionalLong.of(Math.addExact(nanos, time.getNano()));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** The finite number that a text is; NaN if it is none. */
  static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
