/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a report as a table of plain text. */
public final class ReportTable {

  private static final List<String> HEAD =
      List.of(
          "sensor",
          "in",
          "out",
          "RMS before",
          "RMS after",
          "gain dB",
          "mean",
          "mean time",
          "std dev",
          "std dev time",
          "windows");

  private final RunReport report;
  private final boolean showsPeriod;
  private final List<String> head;

  /**
   * A table of a report.
   *
   * @param showsPeriod whether there is a column for the time between samples
   */
  public ReportTable(RunReport report, boolean showsPeriod) {
    this.report = report;
    this.showsPeriod = showsPeriod;
    this.head = new ArrayList<>(HEAD);
    if (showsPeriod) {
      head.add("period");
    }
  }

  /** The table, what it leaves open, and a warning for samples that got lost; lines end with \n. */
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(head);
    report.sensors().forEach(line -> rows.add(cells(line)));
    RunReport.Counts rest = report.rest();
    if (rest.in() != 0 || rest.out() != 0) {
      List<String> cells =
          new ArrayList<>(List.of("(others)", count(rest.in()), count(rest.out())));
      while (cells.size() < head.size()) {
        cells.add("");
      }
      rows.add(cells);
    }
    StringBuilder text = new StringBuilder();
    int[] widths = widths(rows);
    for (List<String> row : rows) {
      text.append(aligned(row, widths)).append('\n');
    }
    text.append("mean and std dev: those learned last, in samples and as time");
    boolean scored = report.sensors().stream().anyMatch(line -> !Double.isNaN(line.before()));
    if (scored) {
      text.append(
          "\nRMS: against the reference, the mean difference between sensor and reference removed;"
              + "\n     each sample was denoised with parameters learned before it");
    }
    return text.append('\n').append(rejected()).append(lost()).toString();
  }

  private List<String> cells(RunReport.Line line) {
    List<String> cells =
        List.of(
            line.sensor(),
            count(line.counts().in()),
            count(line.counts().out()),
            number("%.4g", line.before()),
            number("%.4g", line.after()),
            number("%.2f", line.gain()),
            number("%.3f", line.mean()),
            TimeText.of(line.mean() * line.period()),
            number("%.3f", line.standardDeviation()),
            TimeText.of(line.standardDeviation() * line.period()),
            count(line.windows()));
    if (!showsPeriod) {
      return cells;
    }
    List<String> more = new ArrayList<>(cells);
    more.add(TimeText.of(line.period()));
    return more;
  }

  private String rejected() {
    RunReport.Counts total = report.total();
    StringBuilder text = new StringBuilder();
    appendCount(text, total.late(), "late");
    appendCount(text, total.invalid(), "invalid");
    appendCount(text, total.duplicates(), "duplicate");
    return text.isEmpty() ? "" : "not denoised: " + text + "\n";
  }

  private static void appendCount(StringBuilder text, long count, String which) {
    if (count != 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count(count)).append(' ').append(which);
    }
  }

  private String lost() {
    StringBuilder text = new StringBuilder();
    for (RunReport.Line line : report.sensors()) {
      lost(text, "sensor " + line.sensor(), line.counts());
    }
    lost(text, "the other sensors", report.rest());
    return text.toString();
  }

  private static void lost(StringBuilder text, String whose, RunReport.Counts counts) {
    if (counts.lost() != 0) {
      text.append("WARNING: of ")
          .append(whose)
          .append(
              ", %s samples came in, but %s came out and %s were rejected\n"
                  .formatted(
                      count(counts.in()),
                      count(counts.out()),
                      count(counts.late() + counts.invalid() + counts.duplicates())));
    }
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  /** Names to the left, numbers to the right. */
  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
