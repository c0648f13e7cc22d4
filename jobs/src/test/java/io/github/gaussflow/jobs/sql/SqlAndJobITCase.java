/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.jobs.DenoiseJob;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped SQL and the job files give the same numbers, row for row. */
class SqlAndJobITCase {

  private static final Path CONF = ReadmeJobFile.ROOT.resolve("conf");
  private static final String DATA = "data/comma2k19/gyro_vs_pose_rate.csv";
  private static final int ROWS = 3 * 6_245;

  @TempDir Path folder;

  @BeforeEach
  void copyData() throws IOException {
    Files.createDirectories(folder.resolve("conf/" + DATA).getParent());
    Files.copy(CONF.resolve(DATA), folder.resolve("conf/" + DATA));
  }

  @Test
  void eachSensorByItself() throws Exception {
    Map<String, double[]> sql = sql("quickstart", "", "");
    assertSame(sql, job("quickstart", "", ""));
  }

  @Test
  void kernelsWindowAndGap() throws Exception {
    Map<String, double[]> sql =
        sql("quickstart", "`window` => 256", "`window` => 100, kernels => 2, max_gap => '50 ms'");
    assertSame(
        sql,
        job(
            "quickstart",
            "  window: 256",
            "  window: 100",
            "  period: 9583 us",
            "  period: 9583 us\n  kernels: 2",
            "  reference: reference",
            "  reference: reference\n  max-gap: 50 ms"));
  }

  @Test
  void sensorsThatShareParameters() throws Exception {
    Map<String, double[]> sql = sql("shared", "", "");
    assertSame(sql, job("quickstart-reference", "scope: sensor", "scope: all"));
  }

  private Map<String, double[]> sql(String name, String from, String to) throws Exception {
    String text = Files.readString(CONF.resolve("sql/" + name + ".sql"));
    assertThat(text).contains(from);
    new SqlScript()
        .run(
            text.replace(from, to)
                .replace("'conf/", "'" + folder + "/conf/")
                .replace("'output/", "'" + folder + "/output/"));
    Map<String, double[]> rows = new TreeMap<>();
    for (String line : lines(folder.resolve("output/sql/" + name))) {
      String[] cells = line.split(",", -1);
      int at = cells.length - 8; // the sensor's column; before it that of what it shares
      assertThat(cells[cells.length - 1]).as("reason in " + line).isEmpty();
      add(rows, cells[at] + " " + cells[at + 1], cells, at + 2);
    }
    return rows;
  }

  private Map<String, double[]> job(String name, String... changes) throws Exception {
    String text = Files.readString(CONF.resolve(name + ".yaml"));
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    Path file = folder.resolve("conf/" + name + ".yaml");
    Files.writeString(file, text);
    DenoiseJob.main(new String[] {file.toString()});
    Map<String, double[]> rows = new TreeMap<>();
    for (String line : lines(folder.resolve("output/" + name + "/denoised"))) {
      String[] cells = line.split(",", -1);
      LocalDateTime time = LocalDateTime.parse(cells[1].replace("\"", "").replace(' ', 'T'));
      long microseconds =
          ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
      add(rows, cells[0] + " " + microseconds, cells, 2);
    }
    return rows;
  }

  /** Value, reference, denoised, standard error and version. */
  private static void add(Map<String, double[]> rows, String key, String[] cells, int from) {
    double[] numbers = new double[5];
    for (int i = 0; i < numbers.length; i++) {
      String cell = cells[from + i];
      numbers[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
    assertThat(rows.put(key, numbers)).as("a second row of " + key).isNull();
  }

  private static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
    assertThat(expected).hasSize(ROWS);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    double windows =
        expected.values().stream().mapToDouble(numbers -> numbers[4]).max().orElseThrow();
    assertThat(windows).as("windows learned from").isGreaterThan(20);
    expected.forEach(
        (key, numbers) -> {
          double[] others = actual.get(key);
          for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) {
              assertThat(others[i]).as(key).isNaN();
            } else {
              assertThat(others[i]).as(key).isCloseTo(numbers[i], within(1e-12));
            }
          }
        });
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
