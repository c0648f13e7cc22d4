/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as job files write them: a number, which may have decimals and a sign, and a unit.
 * Flink itself takes whole numbers only, knows microseconds but not as "us", and takes a number
 * without a unit for milliseconds, which a sampling period must not depend on.
 */
public final class DurationText {

  private static final Pattern FORM =
      Pattern.compile("([+-]?)\\s*(\\d+(?:\\.\\d+)?)\\s*(ns|us|\u00b5s|\u03bcs|ms|s|min|h|d)");

  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.TEN.pow(3),
          "\u00b5s", BigDecimal.TEN.pow(3),
          "\u03bcs", BigDecimal.TEN.pow(3),
          "ms", BigDecimal.TEN.pow(6),
          "s", BigDecimal.TEN.pow(9),
          "min", BigDecimal.TEN.pow(9).multiply(BigDecimal.valueOf(60)),
          "h", BigDecimal.TEN.pow(9).multiply(BigDecimal.valueOf(3_600)),
          "d", BigDecimal.TEN.pow(9).multiply(BigDecimal.valueOf(86_400)));

  private static final List<String> UNITS = List.of("d", "h", "min", "s", "ms", "us", "ns");

  private DurationText() {}

  /** A duration in the largest unit of which it is a whole number. */
  public static String of(Duration duration) {
    BigDecimal nanos = BigDecimal.valueOf(duration.toNanos());
    for (String unit : UNITS) {
      BigDecimal[] parts = nanos.divideAndRemainder(NANOS.get(unit));
      if (parts[1].signum() == 0) {
        return parts[0].toPlainString() + " " + unit;
      }
    }
    throw new IllegalStateException("every duration is a whole number of nanoseconds");
  }

  /** Whole nanoseconds, rounded, or empty if the text is no duration or too long for a long. */
  public static Optional<Long> nanos(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal nanos =
        new BigDecimal(matcher.group(1) + matcher.group(2)).multiply(NANOS.get(matcher.group(3)));
    try {
      return Optional.of(nanos.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
