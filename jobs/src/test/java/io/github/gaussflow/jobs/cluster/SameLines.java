/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import java.util.ArrayList;
import java.util.List;

/** Compares long sorted lists of lines; an error shows the first ones that differ, not all. */
final class SameLines {

  private static final int SHOWN = 5;

  private SameLines() {}

  /** Fails unless both have the same lines equally often. */
  static void check(List<String> actual, List<String> expected) {
    List<String> lost = new ArrayList<>();
    List<String> added = new ArrayList<>();
    int a = 0;
    int e = 0;
    while (a < actual.size() || e < expected.size()) {
      int order =
          a == actual.size()
              ? 1
              : e == expected.size() ? -1 : actual.get(a).compareTo(expected.get(e));
      if (order < 0) {
        added.add(actual.get(a));
      } else if (order > 0) {
        lost.add(expected.get(e));
      }
      a += order <= 0 ? 1 : 0;
      e += order >= 0 ? 1 : 0;
    }
    if (!lost.isEmpty() || !added.isEmpty()) {
      throw new AssertionError(
          "of %d lines %d are lost, such as %s, and %d are too many, such as %s"
              .formatted(expected.size(), lost.size(), some(lost), added.size(), some(added)));
    }
  }

  private static List<String> some(List<String> lines) {
    return lines.subList(0, Math.min(SHOWN, lines.size()));
  }
}
