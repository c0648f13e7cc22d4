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
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped job file with simulated sensors. */
class SimulatedJobITCase {

  private static final int ROWS = 11_700;

  @TempDir Path folder;

  private String text;

  @BeforeEach
  void read() throws IOException {
    text =
        Files.readString(ReadmeJobFile.ROOT.resolve("conf/simulated.yaml"))
            .replace("${job.directory}/../", "${job.directory}/");
  }

  private SensorJob run(String name, String job) throws IOException {
    SensorJob files = new SensorJob(folder.resolve(name)).withText(job);
    CommandRun run = CommandRun.of("run", files.file());
    assertThat(run.status()).as(run.err()).isZero();
    return new SensorJob(folder.resolve(name).resolve("output/simulated"));
  }

  private static String asStream(String job) {
    return job.replace("  overwrite: true\n", "") + "flink:\n  execution.runtime-mode: STREAMING\n";
  }

  @Test
  void denoisedIsNearerToTheCleanSignalAndTheFilterFollowsTheNoise() throws IOException {
    SensorJob batch = run("batch", text);
    List<String> lines = batch.lines("denoised");
    assertThat(lines).hasSize(ROWS);
    double before = 0;
    double after = 0;
    for (String line : lines) {
      String[] cells = line.split(",");
      double reference = Double.parseDouble(cells[3]);
      before += Math.pow(Double.parseDouble(cells[2]) - reference, 2);
      after += Math.pow(Double.parseDouble(cells[4]) - reference, 2);
    }
    // Measured: 9.8 dB.
    assertThat(10 * Math.log10(before / after)).isGreaterThan(9);
    assertThat(batch.lines("rejected")).isEmpty();

    // The noise is five times as strong from 20 s to 40 s, which are not quite eight windows.
    List<String> updates = batch.lines("updates");
    for (String sensor : List.of("sensor-1", "sensor-2")) {
      double quiet = standardDeviation(updates, sensor, 7);
      double loud = standardDeviation(updates, sensor, 15);
      double quietAgain = standardDeviation(updates, sensor, 23);
      assertThat(loud).as(sensor).isGreaterThan(1.5 * quiet).isGreaterThan(1.2 * quietAgain);
    }

    SensorJob stream = run("stream", asStream(text));
    assertThat(stream.lines("denoised")).as("out of order, but not late").isEqualTo(lines);
  }

  private static double standardDeviation(List<String> updates, String sensor, int version) {
    String start = sensor + "," + version + ",";
    String line =
        updates.stream().filter(update -> update.startsWith(start)).findFirst().orElseThrow();
    return Double.parseDouble(line.split(",")[4]);
  }

  @Test
  void lateSamplesAreRejectedAsLate() throws IOException {
    String late =
        text.replace(
            "'disorder' = '50 ms',",
            "'disorder' = '50 ms', 'late.share' = '0.01', 'late.delay' = '500 ms',");
    // One subtask: the watermark waits for the slowest of several.
    SensorJob files = run("late", asStream(late) + "  parallelism.default: 1\n");
    List<String> rejected = files.lines("rejected");
    // 117 with a standard deviation of 11; one that is last of all is not late.
    assertThat(rejected).hasSizeBetween(70, 165).allMatch(line -> line.contains("late"));
    assertThat(files.lines("denoised")).hasSize(ROWS - rejected.size());
  }

  @Test
  void whatIsWrongWithTheTableIsSaidWithTheJobFile() throws IOException {
    String wrong = text.replace("'noise' = 'white'", "'noise' = 'wite'");
    SensorJob files = new SensorJob(folder.resolve("wrong")).withText(wrong);
    CommandRun run = CommandRun.of("validate", files.file());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            String.format(
                Locale.ROOT,
                "%s:%d: key 'samples.table' names a table that cannot be read: option 'noise' must be"
                    + " one of white, correlated, strongly-correlated, narrow-band, heavy-tails, spikes,"
                    + " but is 'wite'; did you mean 'white'?",
                files.file(),
                wrong.lines().toList().indexOf("  table: simulated") + 1));
  }
}
