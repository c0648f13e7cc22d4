/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.util.regex.Pattern;

/** Says in one line why something failed, out of what Flink threw. */
public final class Cause {

  private static final Pattern EXPECTING = Pattern.compile("(?s)\\s*Was expecting.*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Cause() {}

  /** The message of the innermost cause that has one, else the name of its class. */
  public static String of(Throwable failure) {
    String message = failure.getClass().getSimpleName();
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 100; at = at.getCause(), depth++) {
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        message = named(at);
      }
    }
    return SPACE.matcher(EXPECTING.matcher(message).replaceFirst("")).replaceAll(" ").trim();
  }

  /** Some exceptions carry only a name as their message; their class says what is wrong with it. */
  private static String named(Throwable failure) {
    boolean bare = failure.getMessage().indexOf(' ') < 0;
    return bare
        ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
        : failure.getMessage();
  }
}
