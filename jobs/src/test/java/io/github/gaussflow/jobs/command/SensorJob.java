/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** A small job in a folder: a CSV of three sensors and a job file that tests change. */
final class SensorJob {

  private static final int SAMPLES = 600;

  static final String TEXT =
      """
      name: test
      tables:
        - |
          CREATE TABLE measured (
            sensor STRING, t BIGINT, v STRING, r DOUBLE/* more */
          ) WITH ('connector' = 'filesystem', 'path' = '${job.directory}/measured', 'format' = 'csv',
            'csv.null-literal' = '')
        - |
          CREATE TABLE clean (sensor STRING, time_ns BIGINT, denoised DOUBLE, version INT)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/clean', 'format' = 'csv')
        - |
          CREATE TABLE bad (sensor STRING, time_ns BIGINT, `value` STRING, reason STRING)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/bad', 'format' = 'csv')
      samples:
        table: measured
        sensor: sensor
        time: t
        time-unit: us
        value: v
        reference: r
      filter:
        lookahead: 4
        lookback: 4
        period: 10 ms
      learning:
        window: 64
      output:
        denoised: clean
        late: bad
        invalid: bad
        duplicates: bad
        overwrite: true
      flink:
        parallelism.default: 1
      """;

  private final Path folder;

  SensorJob(Path folder) {
    this.folder = folder;
  }

  Path file() {
    return folder.resolve("job.yaml");
  }

  SensorJob withText(String text) throws IOException {
    Files.createDirectories(folder.resolve("measured"));
    Files.writeString(file(), text);
    return this;
  }

  SensorJob withRows(List<String> rows) throws IOException {
    Files.createDirectories(folder.resolve("measured"));
    Files.write(folder.resolve("measured/samples.csv"), rows);
    return this;
  }

  /** Rows of sensors a, b and c: a noisy sine with the sine as the reference. */
  static List<String> rows() {
    Random random = new Random(5);
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < SAMPLES; n++) {
      for (String sensor : List.of("a", "b", "c")) {
        double clean = Math.sin(n / 15.0);
        rows.add(
            String.format(
                Locale.ROOT,
                "%s,%d,%.6f,%.6f",
                sensor,
                n * 10_000L,
                clean + 0.3 * random.nextGaussian(),
                clean));
      }
    }
    return rows;
  }

  /** The lines of an output table, sorted. */
  List<String> lines(String table) throws IOException {
    List<String> lines = new ArrayList<>();
    Path output = folder.resolve(table);
    if (Files.exists(output)) {
      try (Stream<Path> files = Files.list(output)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines.stream().sorted().toList();
  }
}
