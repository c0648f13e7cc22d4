/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job file without a period gives what one that has the period written down gives. */
class EstimatedPeriodJobITCase {

  private static final String TEXT =
      SensorJob.TEXT
          .replace(
              "samples:\n  table: measured",
              """
                - |
                  CREATE TABLE learned (`group` STRING, version INT, valid_from_ns BIGINT,
                    mean_seconds DOUBLE, standard_deviation_seconds DOUBLE, period_seconds DOUBLE)
                  WITH ('connector' = 'filesystem', 'path' = '${job.directory}/learned',
                    'format' = 'csv')
              samples:
                table: measured""")
          .replace("  late: bad\n", "  updates: learned\n  late: bad\n");
  private static final String WITHOUT_PERIOD = TEXT.replace("  period: 10 ms\n", "");

  @TempDir private Path folder;

  /** What a job leaves: the lines of both tables, and the summary. */
  private record Result(List<String> clean, List<String> learned, List<String> bad, String out) {}

  private Result run(String name, String text, List<String> rows) throws IOException {
    SensorJob job = new SensorJob(folder.resolve(name)).withText(text).withRows(rows);
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).as(run.err()).isZero();
    return new Result(job.lines("clean"), job.lines("learned"), job.lines("bad"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sensor", "all"})
  void givesTheSameBytesAtAnyParallelismAndInAnyOrder(String scope) throws IOException {
    String scoped = "learning:\n  scope: %s\n".formatted(scope);
    String given = TEXT.replace("learning:\n", scoped);
    String estimated = WITHOUT_PERIOD.replace("learning:\n", scoped);
    List<String> rows = SensorJob.rows();
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(7));

    Result expected = run("given", given, rows);
    assertThat(expected.clean()).hasSize(rows.size());
    assertThat(expected.learned())
        .hasSize(scope.equals("all") ? 10 : 30)
        .allMatch(line -> line.endsWith(",0.01"));
    Result one = run("one", estimated, rows);
    Result two =
        run("two", estimated.replace("parallelism.default: 1", "parallelism.default: 2"), shuffled);
    for (Result result : List.of(one, two)) {
      assertThat(result.clean()).isEqualTo(expected.clean());
      assertThat(result.learned()).isEqualTo(expected.learned());
      assertThat(result.bad()).isEmpty();
    }
    assertThat(expected.out()).doesNotContain("period");
    assertThat(one.out()).containsPattern("std dev time +windows +period\n");
    assertThat(one.out()).containsPattern("a +600 +600 .* 10.00 ms\n");
  }

  @Test
  void tellsEachSensorsOwnPeriod() throws IOException {
    List<String> rows = new ArrayList<>();
    Random random = new Random(3);
    for (int n = 0; n < 700; n++) {
      rows.add("fast,%d,%s,".formatted(n * 2_000L + random.nextInt(200), random.nextGaussian()));
      rows.add("slow,%d,%s,".formatted(n * 60_000_000L, random.nextGaussian()));
    }
    Result result = run("own", WITHOUT_PERIOD, rows);
    assertThat(result.clean()).hasSize(rows.size());
    assertThat(result.out()).containsPattern("fast +700 +700 .* [12]\\.[09]\\d\\d ms\n");
    assertThat(result.out()).containsPattern("slow +700 +700 .* 60.00 s\n");
    assertThat(result.learned().stream().filter(line -> line.startsWith("slow")))
        .hasSize(11)
        .allMatch(line -> line.endsWith(",60.0"));
  }

  @Test
  void saysWhereNoPeriodCanBeTold() throws IOException {
    List<String> rows = new ArrayList<>(SensorJob.rows());
    rows.add("lone,5000,1.5,");
    rows.add("stopped,7000,1.0,");
    rows.add("stopped,7000,2.0,");
    Result result = run("lone", WITHOUT_PERIOD, rows);
    assertThat(result.clean()).hasSize(rows.size() - 3).noneMatch(line -> line.startsWith("lone"));
    assertThat(result.bad())
        .containsExactly(
            "lone,5000000,1.5,\"one time only shows no period; set filter.period for its group\"",
            "stopped,7000000,1.5,\"one time only shows no period; set filter.period for its group\"",
            "stopped,7000000,2.0,duplicate");
    assertThat(result.out())
        .contains(
            "WARNING: 2 of the invalid samples are of groups with one time only, which shows no"
                + " period; set 'filter.period'");
  }

  @Test
  void startsFromUpdatesInSecondsThatHaveTheirPeriod() throws IOException {
    List<String> rows = SensorJob.rows();
    SensorJob job = new SensorJob(folder.resolve("again")).withText(WITHOUT_PERIOD).withRows(rows);
    assertThat(CommandRun.of("run", job.file()).status()).isZero();
    String frozen =
        WITHOUT_PERIOD
            .replace("filter:\n", "filter:\n  initial-updates: learned\n")
            .replace("learning:\n", "learning:\n  enabled: false\n");
    List<String> first = job.lines("clean");
    job.withText(frozen);
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(job.lines("clean"))
        .hasSize(rows.size())
        .allMatch(line -> line.endsWith(",0"))
        .isNotEqualTo(first);
    assertThat(job.lines("learned")).hasSize(30);
  }
}
