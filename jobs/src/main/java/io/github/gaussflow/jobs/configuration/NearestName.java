/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
public final class NearestName {

  private NearestName() {}

  /**
   * The known name that needs the fewest edits, or none if even that one is too far: more edits
   * than a third of what is behind its last dot, as names of one section are not alike for that. A
   * known name that ends in {@code .name} is taken before all others.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<String> sameEnd =
        known.stream().filter(candidate -> candidate.endsWith("." + lower)).sorted().findFirst();
    if (sameEnd.isPresent()) {
      return sameEnd;
    }
    int allowed = Math.max(1, (name.length() - name.lastIndexOf('.')) / 3);
    return byDistance(name, known).stream().findFirst().filter(n -> edits(n, name) <= allowed);
  }

  /** The known names, those with the fewest edits first, equal ones in alphabetical order. */
  public static List<String> byDistance(String name, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparingInt((String candidate) -> edits(candidate, name))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** How an error ends: a question if a known name is near, else nothing. */
  public static String question(String name, Collection<String> known) {
    return of(name, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  /**
   * The edits (insert, delete, replace, swap neighbours) that turn one name into the other; case
   * does not count.
   */
  private static int edits(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, distance[i - 2][j - 2] + 1);
        }
        distance[i][j] = best;
      }
    }
    return distance[a.length()][b.length()];
  }
}
