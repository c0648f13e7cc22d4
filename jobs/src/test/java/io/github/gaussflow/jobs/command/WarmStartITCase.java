/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedBank;
import io.github.gaussflow.jobs.configuration.BankText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one run has learned, another applies or goes on from. */
class WarmStartITCase {

  private static final KernelSupport SUPPORT = new KernelSupport(4, 12);

  @TempDir Path folder;

  /** A job that writes its updates; FORMAT stands for their format, COLUMNS for their columns. */
  private static final String LEARNING =
      SensorJob.TEXT
          .replace("lookback: 4", "lookback: 12\n  kernels: 2")
          .replace(
              "samples:\n",
              """
                - |
                  CREATE TABLE updates (COLUMNS)
                  WITH ('connector' = 'filesystem', 'path' = '${job.directory}/updates', 'format' = FORMAT)
              samples:
              """)
          .replace("denoised: clean", "denoised: clean\n  updates: updates");

  private static final String ALL_COLUMNS =
      "`group` STRING, version BIGINT, valid_from TIMESTAMP(9), mean_samples DOUBLE,"
          + " standard_deviation_samples DOUBLE, noise_variance DOUBLE, bank STRING, notice STRING";

  private static String job(String columns, String format) {
    return LEARNING.replace("COLUMNS", columns).replace("FORMAT", format);
  }

  private static String warm(String job) {
    return job.replace("  kernels: 2", "  kernels: 2\n  initial-updates: updates");
  }

  private static String frozen(String job) {
    return job.replace("window: 64", "window: 64\n  enabled: false");
  }

  /** Rows whose sine is fast enough for a second Gaussian to pay. */
  private static List<String> rows() {
    Random random = new Random(8);
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < 600; n++) {
      for (String sensor : List.of("a", "b", "c")) {
        double clean = Math.sin(n / 2.5);
        rows.add(
            String.format(
                Locale.ROOT,
                "%s,%d,%.6f,%.6f",
                sensor,
                n * 10_000L,
                clean + 0.1 * random.nextGaussian(),
                clean));
      }
    }
    return rows;
  }

  private void run(SensorJob job, String text) throws IOException {
    CommandRun run = CommandRun.of("run", job.withText(text).file());
    assertThat(run.status()).as(run.err()).isZero();
  }

  /** "denoised" by "sensor,time" of the results of the given version. */
  private static Map<String, String> denoised(SensorJob job, int version) throws IOException {
    Map<String, String> denoised = new HashMap<>();
    for (String line : job.lines("clean")) {
      String[] cells = line.split(",");
      if (Integer.parseInt(cells[3]) == version) {
        denoised.put(cells[0] + "," + cells[1], cells[2]);
      }
    }
    return denoised;
  }

  /** What a filter with the bank gives. */
  private static Map<String, String> filtered(String sensor, GaussianBank bank) {
    List<String> rows = rows().stream().filter(row -> row.startsWith(sensor + ",")).toList();
    double[] x = rows.stream().mapToDouble(row -> Double.parseDouble(row.split(",")[2])).toArray();
    double[] y = new double[x.length];
    RenormalisedBank edges = new RenormalisedBank(bank, SUPPORT);
    for (int n = 0; n < x.length; n++) {
      y[n] = edges.filter(x, 0, x.length, n);
    }
    int end = x.length - SUPPORT.lookahead();
    InteriorConvolution.convolve(
        x, SUPPORT.lookback(), end, bank.taps(SUPPORT), SUPPORT, y, SUPPORT.lookback());
    Map<String, String> filtered = new HashMap<>();
    for (int n = 0; n < x.length; n++) {
      filtered.put(sensor + "," + n * 10_000_000L, String.valueOf(y[n]));
    }
    return filtered;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'csv'",
        "'json'",
        "'csv', 'csv.field-delimiter' = ';', 'csv.null-literal' = 'NULL'"
      })
  void aFrozenRunAppliesTheLastUpdateOfEachGroupFromItsFirstSampleOn(String format)
      throws IOException {
    format = "'" + format.replaceAll("^'|'$", "") + "'";
    SensorJob job = new SensorJob(folder).withRows(rows());
    run(job, job(ALL_COLUMNS, format));
    List<String> updates = job.lines("updates");
    assertThat(updates).hasSize(30);
    Map<String, String> expected = new HashMap<>();
    boolean several = false;
    for (String sensor : List.of("a", "b", "c")) {
      String last =
          updates.stream()
              .filter(line -> line.matches("(\\{\"group\":\")?" + sensor + "[,;\"].*"))
              .filter(line -> line.matches(".*?(\"version\":|[,;])10[,;].*"))
              .findFirst()
              .orElseThrow();
      String text = last.replaceAll(".*?(-?[0-9.]+ x \\(.*\\)).*", "$1");
      GaussianBank bank = BankText.parse(text).orElseThrow();
      several |= bank.components().size() > 1;
      expected.putAll(filtered(sensor, bank));
    }
    assertThat(several).as("some bank has two Gaussians").isTrue();

    run(job, frozen(warm(job(ALL_COLUMNS, format))));
    assertThat(job.lines("clean")).hasSize(1_800);
    assertThat(denoised(job, 0)).isEqualTo(expected);
    assertThat(job.lines("updates")).as("not overwritten").isEqualTo(updates);
  }

  @Test
  void aRunThatLearnsStartsWhereTheEarlierOneEndedAndAnUnknownGroupWithTheSection()
      throws IOException {
    SensorJob job = new SensorJob(folder).withRows(rows());
    run(job, job(ALL_COLUMNS, "'csv'"));
    Path updates = folder.resolve("updates");
    List<String> kept =
        job.lines("updates").stream().filter(line -> !line.startsWith("b,")).toList();
    try (Stream<Path> files = Files.list(updates)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.write(updates.resolve("copied.csv"), kept);
    run(job, frozen(warm(job(ALL_COLUMNS, "'csv'"))));
    Map<String, String> frozen = denoised(job, 0);
    run(job, warm(job(ALL_COLUMNS, "'csv'")));
    Map<String, String> first = denoised(job, 0);
    assertThat(first).hasSize(3 * 64);
    assertThat(frozen).containsAllEntriesOf(first);
    run(job, job(ALL_COLUMNS, "'csv'"));
    Map<String, String> cold = denoised(job, 0);
    assertThat(first.keySet()).isEqualTo(cold.keySet());
    first.forEach(
        (sample, value) ->
            assertThat(value.equals(cold.get(sample)))
                .as(sample)
                .isEqualTo(sample.startsWith("b,")));
  }

  @Test
  void parametersInSecondsDoToo() throws IOException {
    String columns =
        "`group` STRING, valid_from_ns BIGINT, mean_seconds DOUBLE, standard_deviation_seconds DOUBLE";
    SensorJob job = new SensorJob(folder).withRows(rows());
    Files.createDirectories(folder.resolve("updates"));
    Files.write(
        folder.resolve("updates/mine.csv"), List.of("a,1,0,0.02", "a,3,-0.01,0.03", "a,2,0,0.01"));
    run(job, frozen(warm(job(columns, "'csv'"))));
    Map<String, String> denoised = denoised(job, 0);
    filtered("a", BankText.parse("1 x (-1, 3)").orElseThrow())
        .forEach(
            (sample, value) ->
                assertThat(Double.parseDouble(denoised.get(sample)))
                    .isEqualTo(Double.parseDouble(value)));
  }

  private static Arguments wrong(String columns, String rows, String message) {
    return Arguments.of(columns, rows, message);
  }

  static Stream<Arguments> wrongUpdates() {
    String columns =
        "`group` STRING, version BIGINT, mean_samples DOUBLE, standard_deviation_samples DOUBLE";
    String bank = "`group` STRING, version BIGINT, bank STRING";
    return Stream.of(
        wrong(columns, "", "names table 'updates', which holds no update; name one that a run"),
        wrong(
            columns,
            "a,1,0,2\na,2,zero,2\n",
            "FILE:2: column 'mean_samples' must be a number, but is 'zero'; correct it"),
        wrong(
            columns,
            "a,1,0,2\n\na,2,0,-2\n",
            "FILE:3: the update does not fit section 'filter': standard deviation must be positive and"
                + " finite, but is -2.0; change"),
        wrong(
            columns,
            "a,1,0,999\n",
            "FILE:1: the update does not fit section 'filter': initial parameters must have a mean in"),
        wrong(
            columns,
            "a,one,0,2\n",
            "FILE:1: column 'version' must be a whole number, but is 'one'"),
        wrong(
            columns,
            "a,1,0,2,3\n",
            "FILE:1: the line has 5 cells, but the table has the 4 columns group, version,"),
        wrong(columns, "a,\"1,0,2\n", "FILE:1: this is no line of CSV: 'a,\"1,0,2'"),
        wrong(bank, "a,1,1 x (0)\n", "FILE:1: column 'bank' must be Gaussians 'weight x (mean,"),
        wrong(
            bank,
            "a,1,\"0.5 x (0, 1) + 0.25 x (0, 2) + 0.25 x (0, 3)\"\n",
            "FILE:1: the update does not fit section 'filter': initial bank must have at most 2"),
        wrong(
            "`group` STRING, version BIGINT, cost DOUBLE",
            "a,1,2\n",
            "names table 'updates', which has neither the column bank nor mean_samples"),
        wrong(
            "`group` STRING, bank STRING",
            "a,b\n",
            "names table 'updates', which has none of the columns valid_from_ns, valid_from and version"),
        wrong("version BIGINT, bank STRING", "1,b\n", "which has no column 'group'"));
  }

  @ParameterizedTest
  @MethodSource("wrongUpdates")
  void saysWhereTheUpdatesAreWrong(String columns, String rows, String message) throws IOException {
    SensorJob job = new SensorJob(folder).withText(warm(job(columns, "'csv'")));
    Path file = folder.resolve("updates/part-0");
    Files.createDirectories(file.getParent());
    Files.writeString(file, rows);
    CommandRun run = CommandRun.of("validate", job.file());
    assertThat(run.err())
        .startsWith(job.file() + ":")
        .contains(": key 'filter.initial-updates' ")
        .contains(message.replace("FILE", file.toString()));
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void saysWhichTablesCannotBeRead() throws IOException {
    SensorJob job = new SensorJob(folder).withText(warm(job(ALL_COLUMNS, "'csv'")));
    assertThat(CommandRun.of("validate", job.file()).err())
        .contains(
            "names table 'updates', which is '"
                + folder.resolve("updates")
                + "', but there is no such");
    job.withText(warm(job(ALL_COLUMNS, "'avro'")));
    assertThat(CommandRun.of("validate", job.file()).err())
        .contains("of connector 'filesystem' and format 'avro', but only files");
    job.withText(warm(job(ALL_COLUMNS, "'csv', 'csv.disable-quote-character' = 'true'")));
    assertThat(CommandRun.of("validate", job.file()).err())
        .contains("names table 'updates' with option 'csv.disable-quote-character', which is not");
    Files.createDirectories(folder.resolve("updates"));
    Files.writeString(
        folder.resolve("updates/part-0"), "a,1,2026-01-01 00:00:00,0,1,,1 x (0 1),\n");
    job.withText(warm(job(ALL_COLUMNS, "'csv'")).replace("window: 64", "window: 64\n  scope: all"));
    assertThat(CommandRun.of("validate", job.file()).err())
        .contains("names table 'updates' with the groups [a], but where 'learning.scope' is 'all'");
  }
}
