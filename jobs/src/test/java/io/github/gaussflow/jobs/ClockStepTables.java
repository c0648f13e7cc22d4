/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of the guide's page on time: what came out around the step of the machine's clock.
 *
 * @param measured the lines of the file: time, value
 * @param runs what each run wrote
 */
record ClockStepTables(List<String> measured, List<Run> runs) {

  /** The times that are shown, as the file has them: those measured twice and a few beside them. */
  private static final String FROM = "2014-01-07 01:50:00";

  private static final String TO = "2014-01-07 03:05:00";

  /**
   * What a run wrote.
   *
   * @param name how the guide calls its watermark
   * @param clean the lines of its output: sensor, time, value, denoised
   * @param rejected the lines of its side outputs: time, value, reason
   */
  record Run(String name, List<String> clean, List<String> rejected) {

    private long count(String reason) {
      return rejected.stream().filter(line -> line.endsWith("," + reason)).count();
    }

    private String row() {
      return "| %s | %d | %d | %d |"
          .formatted(name, clean.size(), count("duplicate"), count("late"));
    }

    /** The value, what it was denoised to, and what was put aside at the same time. */
    private String made(String time) {
      String[] output = only(clean, time);
      Optional<String[]> aside =
          rejected.stream().map(Run::columns).filter(c -> at(c, time)).findAny();
      return " %s | %s |%s |"
          .formatted(
              two(output[2]),
              two(output[3]),
              aside.map(c -> " " + two(c[1]) + " " + c[2]).orElse(""));
    }

    private static String[] only(List<String> lines, String time) {
      return lines.stream().map(Run::columns).filter(c -> at(c, time)).findAny().orElseThrow();
    }

    private static String[] columns(String line) {
      return line.replace("\"", "").split(",");
    }

    private static boolean at(String[] columns, String time) {
      return columns[0].startsWith(time) || columns[1].startsWith(time);
    }
  }

  /** How many samples each run gave and put aside. */
  String counts() {
    StringBuilder table =
        new StringBuilder("| watermark | denoised | duplicate | late |\n|---|---|---|---|");
    runs.forEach(run -> table.append('\n').append(run.row()));
    return table.toString();
  }

  /** The samples around the step, and what each run made of them. */
  String samples() {
    StringBuilder head = new StringBuilder("| time | measured | again |");
    StringBuilder line = new StringBuilder("|---|---|---|");
    for (Run run : runs) {
      head.append(" %s: value | denoised | put aside |".formatted(run.name));
      line.append("---|---|---|");
    }
    List<String> table = new ArrayList<>(List.of(head.toString(), line.toString()));
    values()
        .forEach(
            (time, values) -> {
              StringBuilder row = new StringBuilder();
              row.append("| %s | %s |".formatted(time.substring(11, 16), two(values.get(0))));
              row.append(values.size() > 1 ? " " + two(values.get(1)) + " |" : " |");
              runs.forEach(run -> row.append(run.made(time)));
              table.add(row.toString());
            });
    return String.join("\n", table);
  }

  /** The values of each time shown, in their order. */
  private SortedMap<String, List<String>> values() {
    SortedMap<String, List<String>> values = new TreeMap<>();
    for (String line : measured) {
      String time = line.substring(0, line.indexOf(','));
      if (time.compareTo(FROM) >= 0 && time.compareTo(TO) <= 0) {
        values
            .computeIfAbsent(time, key -> new ArrayList<>())
            .add(line.substring(time.length() + 1));
      }
    }
    return values;
  }

  private static String two(String number) {
    return String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
  }
}
