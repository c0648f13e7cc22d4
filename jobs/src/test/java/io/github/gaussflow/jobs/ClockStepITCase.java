/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine temperature of the Numenta Anomaly Benchmark as it is: on 2014-01-07 the clock steps
 * back from 02:55 to 02:00, so twelve times come twice, with other values.
 */
class ClockStepITCase {

  private static final Path FILE =
      Path.of("../conf/data/nab/machine_temperature_system_failure.csv");

  private static final String JOB =
      """
      tables:
        - |
          CREATE TABLE measured (happened TIMESTAMP(3), v DOUBLE/* watermark */) WITH (
            'connector' = 'filesystem', 'path' = '${job.directory}/measured.csv', 'format' = 'csv')
        - |
          CREATE VIEW machine AS SELECT 'machine' AS sensor, * FROM measured
        - |
          CREATE TABLE clean (sensor STRING, `time` TIMESTAMP(3), `value` DOUBLE, denoised DOUBLE)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/clean', 'format' = 'csv')
        - |
          CREATE TABLE updates (version BIGINT, valid_from TIMESTAMP(3), mean_samples DOUBLE,
            standard_deviation_samples DOUBLE)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/updates', 'format' = 'csv')
        - |
          CREATE TABLE rejected (`time` TIMESTAMP(3), `value` DOUBLE, reason STRING)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/rejected', 'format' = 'csv')
      samples: {table: machine, sensor: sensor, time: happened, value: v}
      filter: {period: 5 min, lookahead: 8, lookback: 8}
      learning: {window: 256}
      output:
        denoised: clean
        updates: updates
        late: rejected
        invalid: rejected
        duplicates: rejected
      flink:
        parallelism.default: 1
      """;

  private static final Duration HASTE = Duration.ofMinutes(10);

  @TempDir static Path folder;

  /** The lines of the file in their order, without the header. */
  private static List<String> rows;

  /** The output of a batch. */
  private static Path batch;

  /** The output of a stream whose watermark waits for less than the step. */
  private static Path hasty;

  @BeforeAll
  static void run() throws Exception {
    List<String> lines = Files.readAllLines(FILE);
    rows = lines.subList(1, lines.size());
    batch = run("batch", JOB);
    hasty = run("hasty", streaming(HASTE));
  }

  private static Path run(String name, String text) throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.write(own.resolve("measured.csv"), rows);
    Files.writeString(own.resolve("job.yaml"), text);
    DenoiseJob.main(new String[] {own.resolve("job.yaml").toString()});
    return own;
  }

  /** The job as a stream whose watermark is behind the newest sample. */
  private static String streaming(Duration delay) {
    return JOB.replace(
            "/* watermark */",
            ", WATERMARK FOR happened AS happened - INTERVAL '%d' MINUTE"
                .formatted(delay.toMinutes()))
        + "  execution.runtime-mode: STREAMING\n  execution.checkpointing.interval: 1 s\n";
  }

  private static List<String> lines(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    lines.sort(null);
    return lines;
  }

  private static LocalDateTime time(String row) {
    return LocalDateTime.parse(row.substring(0, row.indexOf(',')).replace(' ', 'T'));
  }

  /** How many rows come when a watermark of this delay has passed their time. */
  private static long late(Duration delay) {
    long late = 0;
    LocalDateTime newest = LocalDateTime.MIN.plusYears(1);
    for (String row : rows) {
      if (!time(row).isAfter(newest.minus(delay))) {
        late++;
      }
      newest = time(row).isAfter(newest) ? time(row) : newest;
    }
    return late;
  }

  private static long count(List<String> rejected, String reason) {
    return rejected.stream().filter(line -> line.endsWith("," + reason)).count();
  }

  @Test
  void aBatchHasNoLateSamplesAndTwelveDuplicates() throws Exception {
    Set<LocalDateTime> times = new TreeSet<>();
    rows.forEach(row -> times.add(time(row)));
    assertThat(rows.size() - times.size()).isEqualTo(12);

    List<String> rejected = lines(batch.resolve("rejected"));
    assertThat(count(rejected, "duplicate")).isEqualTo(12);
    assertThat(rejected).hasSize(12).allMatch(line -> line.contains("2014-01-07 02:"));
    assertThat(lines(batch.resolve("clean"))).hasSize(times.size());

    // A watermark that waits for longer than the step gives the same bytes.
    Path patient = run("patient", streaming(Duration.ofHours(1)));
    for (String table : List.of("clean", "updates", "rejected")) {
      assertThat(lines(patient.resolve(table))).as(table).isEqualTo(lines(batch.resolve(table)));
    }
  }

  @Test
  void aStreamThatWaitsForLessCountsWhatIsLateAndWhatIsTwice() throws Exception {
    assertThat(late(HASTE)).isEqualTo(10); // 02:00 to 02:45; 02:50 and 02:55 are in time
    List<String> rejected = lines(hasty.resolve("rejected"));
    assertThat(count(rejected, "late")).isEqualTo(10);
    assertThat(count(rejected, "duplicate")).isEqualTo(2);
    assertThat(rejected).hasSize(12);
    assertThat(lines(hasty.resolve("clean"))).hasSize(rows.size() - 12);
  }

  @Test
  void theGuideShowsWhatCameOutAroundTheStep() throws IOException {
    ClockStepTables tables =
        new ClockStepTables(rows, List.of(ofRun("1 h", batch), ofRun("10 min", hasty)));
    assertThat(Path.of("../src/site/markdown/time.md"))
        .content()
        .contains(tables.counts(), tables.samples());
  }

  private static ClockStepTables.Run ofRun(String name, Path output) throws IOException {
    return new ClockStepTables.Run(
        name, lines(output.resolve("clean")), lines(output.resolve("rejected")));
  }
}
