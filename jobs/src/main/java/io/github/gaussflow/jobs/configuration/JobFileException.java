/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A job file cannot be used; the message lists everything that is wrong with it, one a line. */
public final class JobFileException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** An exception for at least one problem. */
  public JobFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
