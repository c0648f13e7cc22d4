/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why something failed, out of what Flink threw. */
public final class Cause {

  private static final Pattern EXPECTING = Pattern.compile("(?s)\\s*Was expecting.*");
  private static final Pattern FIELD =
      Pattern.compile("(?s)Fail to deserialize at field: (.+?)\\.?\\s*");

  /** What Jackson says about where it read. */
  private static final Pattern REDACTED =
      Pattern.compile("\\s*at \\[Source: REDACTED[^;]*; (line: \\d+, column: \\d+)\\]");

  private static final int LONGEST = 100;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Cause() {}

  /**
   * The message of the innermost cause that has one, else the name of its class; with what to do
   * about it where that is known.
   */
  public static String of(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    String message = failure.getClass().getSimpleName();
    String column = "";
    for (Throwable at = failure; at != null && chain.size() < LONGEST; at = at.getCause()) {
      chain.add(at);
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        message = named(at);
        Matcher field = FIELD.matcher(at.getMessage());
        column = field.matches() ? field.group(1) : column;
      }
    }
    String why = REDACTED.matcher(EXPECTING.matcher(message).replaceFirst("")).replaceAll(" ($1)");
    String line = SPACE.matcher(why).replaceAll(" ").trim();
    Optional<String> explained =
        KnownFailure.explained(
            chain, column.isEmpty() ? line : "%s (column '%s')".formatted(line, column));
    if (explained.isPresent()) {
      return SPACE.matcher(explained.get()).replaceAll(" ");
    }
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
