/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.util.Locale;

/** Writes a time in the unit that suits it. */
public final class TimeText {

  private static final String[] UNITS = {"ns", "us", "ms", "s"};

  private TimeText() {}

  /** A time in nanoseconds with four significant digits and its unit, such as "-12.35 ms". */
  public static String of(double nanos) {
    if (Double.isNaN(nanos)) {
      return "-";
    }
    if (nanos == 0) {
      return "0 ms";
    }
    double value = nanos;
    int unit = 0;
    while (Math.abs(value) >= 1_000 && unit < UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    int whole = (int) Math.log10(Math.max(1, Math.abs(value)));
    String format = "%." + Math.max(0, 3 - whole) + "f %s";
    return String.format(Locale.ROOT, format, value, UNITS[unit]);
  }
}
