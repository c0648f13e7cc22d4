/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stream of simulated sensors into files, as a job file in a folder of its own. How fast the rows
 * come is no part of what they are, so a run at full speed says what a slow one must give.
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
            'connector' = 'gaussflow-simulator', 'number-of-rows' = '%d', 'sensors' = '5',
            'noise.other-standard-deviation' = '0.6', 'noise.change-every' = '40 s',
            'disorder' = '50 ms', 'gap.every' = '20 s', 'gap.length' = '500 ms', 'seed' = '7' %s
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

  private static final String ALL_OUTPUTS =
      "  updates: updates\n  late: rejected\n  invalid: rejected\n  duplicates: rejected";

  private final Path folder;
  private final int rows;

  /** A job that gives so many rows, to be run from and into a folder. */
  SimulatedSensorsJob(Path folder, int rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** The job file of a run at full speed. */
  Path atFullSpeed() throws IOException {
    return write("full-speed.yaml", "", ALL_OUTPUTS, "");
  }

  /** The job file of a run with so many rows a second, and further options of Flink. */
  Path at(int rowsPerSecond, String... options) throws IOException {
    return write("limited.yaml", limit(rowsPerSecond), ALL_OUTPUTS, lines(options));
  }

  /** The job file of a run with so many rows a second into the table of denoised samples only. */
  Path denoisedOnlyAt(int rowsPerSecond) throws IOException {
    return write("limited-denoised-only.yaml", limit(rowsPerSecond), "", "");
  }

  /** The same at full speed. */
  Path denoisedOnlyAtFullSpeed() throws IOException {
    return write("full-speed-denoised-only.yaml", "", "", "");
  }

  private static String limit(int rowsPerSecond) {
    return ", 'rows-per-second' = '" + rowsPerSecond + "'";
  }

  private static String lines(String... options) {
    StringBuilder lines = new StringBuilder();
    for (String option : options) {
      lines.append("  ").append(option).append('\n');
    }
    return lines.toString();
  }

  private Path write(String name, String limit, String outputs, String options) throws IOException {
    // A table of files that a job does not write is one to read, and must be there.
    for (String table : List.of("updates", "rejected")) {
      Files.createDirectories(folder.resolve(table));
    }
    return Files.writeString(
        folder.resolve(name),
        TEXT.formatted(rows, limit, outputs, options).replaceAll("\n\n+", "\n"));
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
}
