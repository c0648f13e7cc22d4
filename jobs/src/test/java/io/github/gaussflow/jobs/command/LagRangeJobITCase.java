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
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose references are far too early and far too late. */
class LagRangeJobITCase {

  private static final int SAMPLES = 1_600;
  private static final int REACH = 100;

  @TempDir Path folder;

  private static final String TEXT =
      SensorJob.TEXT
          .replace(
              "samples:\n",
              """
                - |
                  CREATE TABLE updates (
                    `group` STRING, version BIGINT, lag_samples DOUBLE, lag_seconds DOUBLE
                  ) WITH (
                    'connector' = 'filesystem', 'path' = '${job.directory}/updates', 'format' = 'csv'
                  )
              samples:
              """)
          .replace("denoised: clean", "denoised: clean\n  updates: updates")
          .replace("window: 64", "window: 64\n  objective: reference\n  lag-range: 60");

  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    addRows(rows, "early", -45);
    addRows(rows, "late", 60);
    return rows;
  }

  private static void addRows(List<String> rows, String sensor, int lag) {
    Random random = new Random(lag);
    double[] s = new double[SAMPLES + 2 * REACH];
    for (int n = 1; n < s.length; n++) {
      s[n] = .9 * s[n - 1] + random.nextGaussian();
    }
    for (int n = 0; n < SAMPLES; n++) {
      rows.add(
          String.format(
              Locale.ROOT,
              "%s,%d,%.6f,%.6f",
              sensor,
              n * 10_000L,
              s[n + REACH] + .5 * random.nextGaussian(),
              s[n + REACH - lag]));
    }
  }

  @Test
  void publishesTheLagOfEachSensorInSamplesAndSeconds() throws IOException {
    SensorJob job = new SensorJob(folder).withText(TEXT).withRows(rows());
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(job.lines("updates"))
        .hasSizeGreaterThan(20)
        .allMatch(
            line ->
                line.matches("early,\\d+,-45\\.0,-0\\.45")
                    || line.matches("late,\\d+,60\\.0,0\\.6"));
  }
}
