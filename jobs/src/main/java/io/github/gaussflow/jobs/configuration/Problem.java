/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

/**
 * Something wrong with a job file.
 *
 * @param place the file, as the user named it
 * @param line the line, counted from 1; 0 where no line can be blamed
 * @param message the key, its value and what to do about it
 */
public record Problem(String place, int line, String message) {

  /** The same without passwords. */
  Problem hiding(Secrets secrets) {
    return new Problem(place, line, secrets.hide(message));
  }

  @Override
  public String toString() {
    return line > 0
        ? "%s:%d: %s".formatted(place, line, message)
        : "%s: %s".formatted(place, message);
  }
}
