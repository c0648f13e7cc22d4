/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.jobs.kafka.FailingFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandITCase {

  @TempDir Path folder;

  @Test
  void givesTheSameBytesAtAnyParallelismOrderAndMode() throws IOException {
    List<String> rows = SensorJob.rows();
    List<String> expected = denoised("one", SensorJob.TEXT, rows);
    assertThat(expected).hasSize(rows.size());

    String parallel = SensorJob.TEXT.replace("parallelism.default: 1", "parallelism.default: 2");
    assertThat(denoised("two", parallel, rows)).isEqualTo(expected);

    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(9));
    assertThat(denoised("shuffled", parallel, shuffled)).isEqualTo(expected);

    String streaming =
        parallel
            .replace(
                "/* more */",
                ", ts AS TO_TIMESTAMP_LTZ(t / 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND")
            .replace("  overwrite: true\n", "")
            .replace(
                "parallelism.default: 2",
                "parallelism.default: 2\n"
                    + "  execution.runtime-mode: STREAMING\n"
                    + "  execution.checkpointing.interval: 1 s");
    // One file would be read by one of the two sources; the other's watermark would not matter.
    assertThat(denoised("streaming", streaming, rows)).isEqualTo(expected);
  }

  @Test
  void replacesOutliersTheSameHoweverItRuns() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String row : SensorJob.rows()) {
      String[] cells = row.split(",");
      boolean spike = Long.parseLong(cells[1]) / 10_000 % 61 == 60;
      rows.add(String.join(",", cells[0], cells[1], spike ? "9" : cells[2], cells[3]));
    }
    String batch =
        SensorJob.TEXT
            .replace(
                "denoised DOUBLE, version INT", "`value` DOUBLE, denoised DOUBLE, outlier BOOLEAN")
            .replace("period: 10 ms", "period: 10 ms\n  outliers: hampel");
    List<String> expected = denoised("batch-one", batch, rows);
    String parallel = batch.replace("parallelism.default: 1", "parallelism.default: 2");
    assertThat(denoised("batch-two", parallel, rows)).isEqualTo(expected);
    String streaming =
        parallel
            .replace(
                "/* more */",
                ", ts AS TO_TIMESTAMP_LTZ(t / 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND")
            .replace("  overwrite: true\n", "")
            .replace(
                "parallelism.default: 2",
                "parallelism.default: 2\n  execution.runtime-mode: STREAMING\n"
                    + "  execution.checkpointing.interval: 1 s");
    assertThat(denoised("stream-two", streaming, rows)).isEqualTo(expected);

    List<String> spikes = expected.stream().filter(line -> line.contains(",9.0,")).toList();
    assertThat(spikes).hasSize(3 * 9).allMatch(line -> line.endsWith(",true"));
    assertThat(expected.stream().filter(line -> line.endsWith(",true")).count())
        .isBetween(27L, 32L);
    assertThat(expected).allMatch(line -> Double.parseDouble(line.split(",")[3]) < 2);
  }

  @Test
  void estimatesMissingSamplesInBatchAndAsAStream() throws IOException {
    List<String> rows = new ArrayList<>();
    int missing = 0;
    for (String row : SensorJob.rows()) {
      String[] cells = row.split(",");
      long n = Long.parseLong(cells[1]) / 10_000;
      if (n % 50 == 31 || n % 50 == 32) {
        missing++; // absent
      } else if (n % 50 == 40) {
        missing++; // no number
        rows.add(String.join(",", cells[0], cells[1], "broken", cells[3]));
      } else {
        rows.add(row);
      }
    }
    String batch =
        SensorJob.TEXT
            .replace(
                "denoised DOUBLE, version INT",
                "`value` DOUBLE, denoised DOUBLE, estimated BOOLEAN")
            .replace(
                "reference: r",
                "reference: r\n  max-gap: 1 s\n  flush-after: 25 ms\n  gap-fill: estimate")
            .replace("overwrite: true", "overwrite: true\nstate:\n  retention: 1 h");
    CommandRun run = run("estimates", batch, rows);
    assertThat(run.status()).as(run.err()).isZero();
    int accepted = 3 * 600 - missing;
    assertThat(run.out()).as("estimates are not counted").contains("  " + accepted / 3 + "  ");
    List<String> expected = new SensorJob(folder.resolve("estimates")).lines("clean");
    List<String> estimates = expected.stream().filter(line -> line.endsWith(",true")).toList();
    assertThat(estimates).hasSize(missing);
    assertThat(expected).hasSize(accepted + missing);
    for (String line : estimates) {
      String[] cells = line.split(",");
      assertThat(cells[2]).as("value").isEmpty();
      double clean = Math.sin(Long.parseLong(cells[1]) / 10e6 / 15);
      assertThat(Double.parseDouble(cells[3])).isCloseTo(clean, within(0.7));
    }
    String streaming =
        batch
            .replace(
                "/* more */",
                ", ts AS TO_TIMESTAMP_LTZ(t / 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND")
            .replace("gap-fill: estimate", "gap-fill: estimate\n  linger: 80 ms")
            .replace("  overwrite: true\n", "")
            .replace(
                "parallelism.default: 1",
                "parallelism.default: 2\n  execution.runtime-mode: STREAMING\n"
                    + "  execution.checkpointing.interval: 1 s");
    assertThat(denoised("estimates-stream", streaming, rows)).isEqualTo(expected);
  }

  @Test
  void learnsByEveryObjectiveAndWithSeveralKernels() throws IOException {
    double one = gain("one", SensorJob.TEXT);
    assertThat(gain("gcv", SensorJob.TEXT.replace("window: 64", "window: 64\n  objective: gcv")))
        .isCloseTo(one, within(1.0));
    assertThat(
            gain(
                "known",
                SensorJob.TEXT.replace("window: 64", "window: 64\n  noise-autocovariance: [0.09]")))
        .isCloseTo(one, within(1.0));
    String causal = SensorJob.TEXT.replace("lookahead: 4", "lookahead: 0");
    assertThat(
            gain(
                "prediction",
                causal.replace("window: 64", "window: 64\n  objective: prediction\n  horizon: 2")))
        .as("a prediction is worse than the filter, and better than the sample")
        .isBetween(0.5, gain("causal", causal));
    assertThat(gain("two", SensorJob.TEXT.replace("lookback: 4", "lookback: 12\n  kernels: 3")))
        .isGreaterThan(one - 0.2);
  }

  /** The least gain of the three sensors in dB. */
  private double gain(String name, String text) throws IOException {
    CommandRun run = run(name, text, SensorJob.rows());
    assertThat(run.status()).as(run.err()).isZero();
    return run.out()
        .lines()
        .skip(1)
        .limit(3)
        .mapToDouble(line -> Double.parseDouble(line.split(" {2,}")[5]))
        .min()
        .orElseThrow();
  }

  @Test
  void tellsThatAJobThatFailedGoesOn() throws Exception {
    String failing =
        SensorJob.TEXT
                .replace(
                    "/* more */",
                    ", ts AS TO_TIMESTAMP_LTZ(t / 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND")
                .replace("  overwrite: true\n", "")
                .replace(
                    "samples:\n  table: measured",
                    """
                      - CREATE TEMPORARY FUNCTION failing AS '%s'
                      - CREATE VIEW fragile AS SELECT sensor, t, ts, failing(v) AS v, r FROM measured
                    samples:
                      table: fragile"""
                        .formatted(FailingFunction.class.getName()))
            + """
              execution.runtime-mode: STREAMING
              execution.checkpointing.interval: 1 s
              restart-strategy.type: fixed-delay
              restart-strategy.fixed-delay.delay: 0 s
            """;
    FailingFunction.failAfter(100);
    CommandRun run = run("fails", failing, SensorJob.rows());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("gaussflow: the job failed and goes on from its last checkpoint, restart 1");
    assertThat(new SensorJob(folder.resolve("fails")).lines("clean")).hasSize(3 * 600);
  }

  @Test
  void reportsCountsScoresAndParameters() throws IOException {
    CommandRun run = run("report", SensorJob.TEXT, SensorJob.rows());
    assertThat(run.status()).isZero();
    assertThat(run.out().lines().toList())
        .satisfies(
            lines -> {
              assertThat(lines.get(0).split(" {2,}"))
                  .containsExactly(
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
              for (int i = 0; i < 3; i++) {
                String[] cells = lines.get(i + 1).split(" {2,}");
                assertThat(cells[0]).isEqualTo("abc".substring(i, i + 1));
                assertThat(cells[1]).isEqualTo("600").isEqualTo(cells[2]);
                // White noise of 0.3 over nine taps.
                assertThat(Double.parseDouble(cells[3])).isBetween(0.27, 0.33);
                assertThat(Double.parseDouble(cells[4])).isBetween(0.09, 0.15);
                assertThat(Double.parseDouble(cells[5])).isBetween(6.0, 10.5);
                assertThat(cells[10]).isEqualTo("10");
              }
            });
    assertThat(run.out()).doesNotContain("WARNING").doesNotContain("not denoised");
    assertThat(run.out()).contains("wrote clean: " + folder.resolve("report/clean"));
    assertThat(run.err()).contains("1,800 samples in, 1,800 out").contains(", mean 0 ms, std dev ");
  }

  @Test
  void whatIsNoSampleIsRejectedCountedAndTheJobGoesOn() throws IOException {
    List<String> rows = new ArrayList<>(SensorJob.rows());
    rows.set(30, rows.get(30).replaceFirst("^(\\w,\\d+),[^,]*", "$1,ERROR"));
    rows.set(61, rows.get(61).replaceFirst("^(\\w,\\d+),[^,]*", "$1,NaN"));
    rows.add(rows.get(90));
    rows.add("b,,1,1");
    CommandRun run = run("rejected", SensorJob.TEXT, rows);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("not denoised: 3 invalid, 1 duplicate");
    assertThat(run.out()).doesNotContain("WARNING");
    SensorJob job = new SensorJob(folder.resolve("rejected"));
    assertThat(job.lines("clean")).hasSize(rows.size() - 4);
    assertThat(job.lines("bad"))
        .satisfiesExactly(
            error ->
                assertThat(error).isEqualTo("a,100000000,ERROR,\"value is not a finite number\""),
            copy -> assertThat(copy).startsWith("a,300000000,").endsWith(",duplicate"),
            time -> assertThat(time).isEqualTo("b,,1,\"time is NULL\""),
            nan -> assertThat(nan).isEqualTo("b,200000000,NaN,\"value is not a finite number\""));
  }

  @Test
  void aLineWithTooFewCellsIsRejectedWhereTheFormatIgnoresItsErrors() throws IOException {
    List<String> rows = new ArrayList<>(SensorJob.rows());
    rows.set(40, "b,140000");
    String text =
        SensorJob.TEXT.replace(
            "'csv.null-literal' = ''",
            "'csv.null-literal' = '', 'csv.ignore-parse-errors' = 'true'");
    CommandRun run = run("short", text, rows);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("not denoised: 1 invalid");
    SensorJob job = new SensorJob(folder.resolve("short"));
    assertThat(job.lines("clean")).hasSize(rows.size() - 1);
    assertThat(job.lines("bad")).hasSize(1).allMatch(line -> line.startsWith("b,140000000,"));
  }

  @Test
  void aRerunReplacesTheOutput() throws IOException {
    List<String> first = denoised("again", SensorJob.TEXT, SensorJob.rows());
    List<String> second = denoised("again", SensorJob.TEXT, SensorJob.rows());
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aJobThatFailsEndsWithStatusOneAndItsCause() throws IOException {
    SensorJob job = job("failing", SensorJob.TEXT, List.of("a,soon,1,1"));
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("gaussflow: the job failed: ").doesNotContain("\tat ");
  }

  @Test
  void aWrongJobFileEndsWithStatusTwo() throws IOException {
    SensorJob job =
        job("wrong", SensorJob.TEXT.replace("window: 64", "windw: 64"), SensorJob.rows());
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            job.file()
                + ":26: key 'learning.windw' is not known; did you mean 'learning.window'?\n");
  }

  private List<String> denoised(String name, String text, List<String> rows) throws IOException {
    CommandRun run = run(name, text, rows);
    assertThat(run.err()).doesNotContain("failed");
    assertThat(run.status()).isZero();
    return new SensorJob(folder.resolve(name)).lines("clean");
  }

  private CommandRun run(String name, String text, List<String> rows) throws IOException {
    return CommandRun.of("run", job(name, text, rows).file());
  }

  private SensorJob job(String name, String text, List<String> rows) throws IOException {
    Path own = folder.resolve(name);
    Files.createDirectories(own);
    return new SensorJob(own).withText(text).withRows(rows);
  }
}
