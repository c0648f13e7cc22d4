/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import java.util.List;
import java.util.Map;

/** Compares the output of a run that was stopped with that of one that went on for longer. */
final class SameSeries {

  private static final int SHOWN = 3;

  private SameSeries() {}

  /**
   * Fails unless each series begins with all of the lines, in order and each once; an error shows
   * where they first differ, not all.
   */
  static void check(Map<String, List<String>> actual, Map<String, List<String>> longer) {
    if (!actual.keySet().equals(longer.keySet())) {
      throw new AssertionError(
          "series of %s in place of %s".formatted(actual.keySet(), longer.keySet()));
    }
    actual.forEach((name, lines) -> check(name, lines, longer.get(name)));
  }

  private static void check(String name, List<String> actual, List<String> longer) {
    int same = 0;
    while (same < actual.size()
        && same < longer.size()
        && actual.get(same).equals(longer.get(same))) {
      same++;
    }
    if (same < actual.size()) {
      throw new AssertionError(
          "the %d lines of %s are the first of %d up to line %d; then comes %s in place of %s"
              .formatted(
                  actual.size(),
                  name,
                  longer.size(),
                  same,
                  some(actual, same),
                  some(longer, same)));
    }
  }

  private static List<String> some(List<String> lines, int from) {
    return lines.subList(from, Math.min(from + SHOWN, lines.size()));
  }
}
