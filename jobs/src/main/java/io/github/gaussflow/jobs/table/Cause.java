/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why something failed, out of what Flink threw. */
public final class Cause {

  private static final Pattern EXPECTING = Pattern.compile("(?s)\\s*Was expecting.*");
  private static final Pattern FIELD =
      Pattern.compile("(?s)Fail to deserialize at field: (.+?)\\.?\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Cause() {}

  /**
   * The message of the innermost cause that has one, else the name of its class; of a cell that a
   * format could not read its column and what to do, too.
   */
  public static String of(Throwable failure) {
    String message = failure.getClass().getSimpleName();
    String column = "";
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 100; at = at.getCause(), depth++) {
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        message = named(at);
        Matcher field = FIELD.matcher(at.getMessage());
        column = field.matches() ? field.group(1) : column;
      }
    }
    String line = SPACE.matcher(EXPECTING.matcher(message).replaceFirst("")).replaceAll(" ").trim();
    return column.isEmpty() ? line : unreadable(column, line);
  }

  private static String unreadable(String column, String why) {
    return "a cell of column '%s' cannot be read: %s; mend the file, or let such cells be NULL with"
            .formatted(column, why)
        + " 'csv.ignore-parse-errors' = 'true' in the table (or that of its format)";
  }

  /** Some exceptions carry only a name as their message; their class says what is wrong with it. */
  private static String named(Throwable failure) {
    boolean bare = failure.getMessage().indexOf(' ') < 0;
    return bare
        ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
        : failure.getMessage();
  }
}
