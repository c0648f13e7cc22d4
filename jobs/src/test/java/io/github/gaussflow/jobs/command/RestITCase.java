/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Noise measured at rest, from a column and from a time range of the job file. */
class RestITCase {

  private static final int REST = 800;
  private static final int SAMPLES = 3_200;

  /** Unit noise that forgets a fifth from sample to sample. */
  private static final double MEMORY = 0.8;

  private static final String TEXT =
      SensorJob.TEXT
          .replace("/* more */", ", still BOOLEAN")
          .replace(
              "samples:\n",
              """
                - |
                  CREATE TABLE taught (
                    `group` STRING, version INT, noise STRING, noise_variance DOUBLE,
                    noise_autocovariance STRING
                  ) WITH ('connector' = 'filesystem', 'path' = '${job.directory}/taught',
                    'format' = 'csv', 'csv.field-delimiter' = ';', 'csv.disable-quote-character' = 'true')
              samples:
              """)
          .replace("denoised: clean", "denoised: clean\n  updates: taught");

  @TempDir Path folder;

  /** At rest at 20, then a sine; the column says NULL or false while it moves. */
  private static List<String> rows() {
    Random random = new Random(8);
    double noise = 0;
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < SAMPLES; n++) {
      noise = MEMORY * noise + Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
      boolean rest = n < REST;
      double clean = rest ? 20 : 20 + 5 * Math.sin(n / 25.0);
      rows.add(
          String.format(
              Locale.ROOT,
              "a,%d,%.6f,%.6f,%s",
              n * 10_000L,
              clean + noise,
              clean,
              rest ? "true" : n % 2 == 0 ? "false" : ""));
    }
    return rows;
  }

  @Test
  void aColumnAndATimeRangeGiveTheSameAndBetterThanWhiteNoiseSupposed() throws IOException {
    SensorJob column = run("column", TEXT.replace("value: v", "value: v\n  rest: still"));
    SensorJob range =
        run("range", TEXT.replace("value: v", "value: v\n  rest-from: 0\n  rest-to: 8000000"));
    SensorJob white = run("white", TEXT);

    assertThat(range.lines("clean")).hasSize(SAMPLES).isEqualTo(column.lines("clean"));
    assertThat(range.lines("taught")).isEqualTo(column.lines("taught"));
    assertThat(error(column)).isLessThan(0.8 * error(white));

    // Windows of 64 samples: 8 less than 64 rows, then 64 each; 512 are enough.
    for (String line : column.lines("taught")) {
      String[] cells = line.split(";");
      boolean enough = Integer.parseInt(cells[1]) > 8;
      assertThat(cells[2]).isEqualTo(enough ? "calibrated" : "white");
      double[] noise =
          Arrays.stream(cells[4].replaceAll("[\\[\\] ]", "").split(","))
              .mapToDouble(Double::parseDouble)
              .toArray();
      assertThat(noise).hasSize(enough ? 9 : 1);
      assertThat(noise[0]).isEqualTo(Double.parseDouble(cells[3]));
      if (enough) {
        assertThat(noise[0]).isBetween(0.6, 1.4);
        assertThat(noise[1] / noise[0]).isBetween(0.7, 0.9);
      }
    }
    assertThat(white.lines("taught")).allMatch(line -> line.contains(";white;")).hasSize(50);
  }

  private SensorJob run(String name, String text) throws IOException {
    Path own = folder.resolve(name);
    Files.createDirectories(own);
    SensorJob job = new SensorJob(own).withText(text).withRows(rows());
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).as(run.err()).isZero();
    return job;
  }

  /**
   * The mean squared error while the sensor moves, of rows (sensor, time_ns, denoised, version).
   */
  private static double error(SensorJob job) throws IOException {
    double sum = 0;
    int count = 0;
    for (String line : job.lines("clean")) {
      String[] cells = line.split(",");
      long n = Long.parseLong(cells[1]) / 10_000_000;
      if (n >= SAMPLES / 2) {
        sum += Math.pow(Double.parseDouble(cells[2]) - 20 - 5 * Math.sin(n / 25.0), 2);
        count++;
      }
    }
    return sum / count;
  }
}
