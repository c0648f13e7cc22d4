/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A stream of simulated sensors into files, as a job file in a folder of its own. How fast the rows
 * come and how many there are is no part of what they are: a bounded run at full speed says how the
 * output of one without an end must begin.
 */
final class SimulatedSensorsJob {

  private static final String TEXT =
      """
      name: cluster
      tables:
        - |
          CREATE TABLE simulated (
            sensor STRING, `time` TIMESTAMP_LTZ(3), `value` DOUBLE,
            WATERMARK FOR `time` AS `time` - INTERVAL '0.05' SECOND
          ) WITH (
            'connector' = 'gaussflow-simulator', %s, 'sensors' = '5',
            'noise.other-standard-deviation' = '0.6', 'noise.change-every' = '40 s',
            'disorder' = '50 ms', 'gap.every' = '20 s', 'gap.length' = '500 ms', 'seed' = '7'
          )
        - |
          CREATE TABLE denoised (
            sensor STRING, `time` TIMESTAMP_LTZ(3), `value` DOUBLE, denoised DOUBLE,
            standard_error DOUBLE, version BIGINT
          ) WITH ('connector' = 'filesystem', 'path' = '${job.directory}/denoised', 'format' = 'csv')
        - |
          CREATE TABLE updates (
            `group` STRING, version BIGINT, valid_from TIMESTAMP_LTZ(3), mean_samples DOUBLE,
            standard_deviation_samples DOUBLE, cost DOUBLE, noise_variance DOUBLE
          ) WITH ('connector' = 'filesystem', 'path' = '${job.directory}/updates', 'format' = 'csv')
        - |
          CREATE TABLE rejected (sensor STRING, `time` TIMESTAMP_LTZ(3), reason STRING)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/rejected', 'format' = 'csv')
      samples:
        table: simulated
        sensor: sensor
        time: time
        value: value
      filter:
        lookahead: 16
        lookback: 16
        period: 10 ms
      learning:
        scope: sensor
        window: 256
      output:
        denoised: denoised
      %s
      flink:
        execution.runtime-mode: STREAMING
        execution.checkpointing.interval: 300 ms
      %s
      """;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PERIOD = Duration.ofMillis(10);

  private static final String ALL_OUTPUTS =
      "  updates: updates\n  late: rejected\n  invalid: rejected\n  duplicates: rejected";

  /** What none of the runs of a test lasts so long that it has too much to do at full speed. */
  private static final int ROWS_A_SECOND = 3_000;

  private static final int SENSORS = 5;

  private static final String WITHOUT_END = "'rows-per-second' = '" + ROWS_A_SECOND + "'";

  private final Path folder;

  /** A job to be run from and into a folder. */
  SimulatedSensorsJob(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** The job file of a run at full speed of so many rows of each sensor. */
  Path bounded(long rowsOfEach) throws IOException {
    return write(
        "bounded.yaml", "'number-of-rows' = '" + SENSORS * rowsOfEach + "'", ALL_OUTPUTS, "");
  }

  /** The job file of a run without an end, with further options of Flink. */
  Path endless(String... options) throws IOException {
    return write("endless.yaml", WITHOUT_END, ALL_OUTPUTS, lines(options));
  }

  /** The job file of a run without an end into the table of denoised samples only. */
  Path endlessDenoisedOnly() throws IOException {
    return write("endless-denoised-only.yaml", WITHOUT_END, "", "");
  }

  private static String lines(String... options) {
    StringBuilder lines = new StringBuilder();
    for (String option : options) {
      lines.append("  ").append(option).append('\n');
    }
    return lines.toString();
  }

  private Path write(String name, String rows, String outputs, String options) throws IOException {
    // A table of files that a job does not write is one to read, and must be there.
    for (String table : List.of("updates", "rejected")) {
      Files.createDirectories(folder.resolve(table));
    }
    return Files.writeString(
        folder.resolve(name), TEXT.formatted(rows, outputs, options).replaceAll("\n\n+", "\n"));
  }

  /** The lines that an output table shows, sorted: those of files that have been committed. */
  List<String> lines(String table) throws IOException {
    Path output = folder.resolve(table);
    List<String> lines = new ArrayList<>();
    if (Files.exists(output)) {
      try (Stream<Path> files = Files.list(output)) {
        for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  /** The same by their first column, a sensor or group, each in the order of the second column. */
  Map<String, List<String>> series(String table) throws IOException {
    Map<String, List<String>> series = new TreeMap<>();
    for (String line : lines(table)) {
      series.computeIfAbsent(column(line, 0), name -> new ArrayList<>()).add(line);
    }
    series.values().forEach(each -> each.sort(Comparator.comparing(SimulatedSensorsJob::place)));
    return series;
  }

  /** A time such as 2026-01-01 00:00:00.5Z or a version, as text in their order. */
  private static String place(String line) {
    String text = column(line, 1).replace("Z", "");
    return text.chars().allMatch(Character::isDigit) ? "%19s".formatted(text) : text;
  }

  private static String column(String line, int number) {
    return line.split(",", number + 2)[number].replace("\"", "");
  }

  /** How many samples of a sensor there are up to the last one that the output shows. */
  long rowsOfEach() throws IOException {
    long rows = 0;
    for (List<String> series : series("denoised").values()) {
      String time = column(series.get(series.size() - 1), 1).replace(' ', 'T');
      rows = Math.max(rows, Duration.between(START, Instant.parse(time)).dividedBy(PERIOD) + 1);
    }
    return rows;
  }

  /** How many bytes of denoised samples there are, be they committed or not. */
  long written() {
    Path output = folder.resolve("denoised");
    if (!Files.exists(output)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(output)) {
      return files.mapToLong(file -> file.toFile().length()).sum(); // 0 for one just renamed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until so many bytes more have been written. */
  void awaitBytes(long bytes) {
    long before = written();
    Condition.await(
        bytes + " bytes of output",
        () -> written() - before >= bytes ? Optional.of(bytes) : Optional.empty());
  }
}
