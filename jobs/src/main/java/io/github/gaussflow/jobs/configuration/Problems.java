/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one job file, so that all of it can be reported at once. */
public final class Problems {

  private final String place;
  private final List<Problem> found = new ArrayList<>();
  private Secrets secrets = Secrets.none();

  /** Nothing wrong yet with the file that the user named so. */
  public Problems(String place) {
    this.place = place;
  }

  /** From now on no message shows these passwords, those that were added before neither. */
  void hide(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Adds a problem; line 0 if no line can be blamed. */
  public void add(int line, String message) {
    Problem problem = new Problem(place, line, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was found, in the order of the lines, without passwords. */
  public List<Problem> all() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .map(problem -> problem.hiding(secrets))
        .toList();
  }

  /**
   * Ends here unless nothing is wrong.
   *
   * @throws JobFileException with all problems
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new JobFileException(all());
    }
  }
}
