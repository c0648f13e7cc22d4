/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.jobs.evaluation.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Counts on how many series the learned filter with default settings is better or worse. */
final class Counts {

  /** A loss against the input that is no loss yet, in decibels. */
  static final double TOLERANCE = 0.05;

  private final List<Row> rows;

  Counts(List<Row> rows) {
    this.rows = rows;
  }

  /** The series on which the learned filter is worse than its input. */
  List<String> worseThanInput() {
    return rows.stream()
        .filter(row -> row.gain() < -TOLERANCE)
        .map(row -> row.series().title())
        .toList();
  }

  private long count(Predicate<Row> which) {
    return rows.stream().filter(which).count();
  }

  private String share(Predicate<Row> which) {
    long count = count(which);
    return String.format(
        Locale.ROOT, "%d of %d (%.0f %%)", count, rows.size(), 100.0 * count / rows.size());
  }

  /** Sentences and a list in Markdown that is readable as it is; lines end with \n. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("With default settings gaussflow has a smaller error than\n\n");
    int filters = rows.get(0).usual().size();
    for (int k = 0; k < filters; k++) {
      int filter = k;
      text.append("- ")
          .append(rows.get(0).usual().get(k).name())
          .append(" on ")
          .append(share(row -> row.beats(row.usual().get(filter))))
          .append(" series,\n");
    }
    text.append("- all of these at once on ")
        .append(share(row -> row.usual().stream().allMatch(row::beats)))
        .append(",\n- all of these but the ")
        .append(Comparison.FITTED)
        .append(" on ")
        .append(
            share(
                row ->
                    row.usual().stream()
                        .filter(usual -> !usual.name().equals(Comparison.FITTED))
                        .allMatch(row::beats)))
        .append(".\n\n");
    List<String> worse = worseThanInput();
    text.append(
        String.format(
            Locale.ROOT,
            "It is worse than its input by more than %s dB on %s.\n",
            TOLERANCE,
            worse.isEmpty() ? "none" : worse.size() + ": " + String.join("; ", worse)));
    for (int k = 1; k < Learned.ALL.size(); k++) {
      int learned = k;
      text.append(
          "With %s it is better than with default settings on %d series and worse on %d.\n"
              .formatted(
                  Learned.ALL.get(k).title(),
                  count(row -> hundredths(row.learned().get(learned)) > hundredths(row.gain())),
                  count(row -> hundredths(row.learned().get(learned)) < hundredths(row.gain()))));
    }
    return text.toString();
  }

  /** As the table shows it. */
  private static long hundredths(double gain) {
    return Math.round(100 * gain);
  }
}
