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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped job file over blocks, and jobs over the same samples in other forms. */
class BlockJobITCase {

  private static final int SAMPLES = 36_000;
  private static final long PERIOD = 2_777_778;
  private static final Path BLOCKS =
      ReadmeJobFile.ROOT.resolve("conf/data/ecg_mitbih208/ecg_360hz_100s_blocks.csv");

  @TempDir Path folder;

  private static String shipped() throws IOException {
    return Files.readString(ReadmeJobFile.ROOT.resolve("conf/blocks.yaml"))
        .replace("${job.directory}/../", "${job.directory}/")
        .replace("${job.directory}/data", ReadmeJobFile.ROOT.resolve("conf/data").toString());
  }

  private SensorJob run(String name, String text) throws IOException {
    SensorJob files = new SensorJob(folder.resolve(name)).withText(text);
    CommandRun run = CommandRun.of("run", files.file());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("36,000  36,000").doesNotContain("WARNING", "not denoised");
    return new SensorJob(folder.resolve(name).resolve("output/blocks"));
  }

  /** The lines of blocks as those of rows: sensor, time, value, denoised, standard error. */
  private static List<String> rows(List<String> blocks) {
    List<String> rows = new ArrayList<>();
    for (String block : blocks) {
      String[] cells = block.replace("\"", "").split(","); // long cells are quoted
      String[] values = cells[4].split(";");
      String[] denoised = cells[5].split(";");
      String[] errors = cells.length > 6 ? cells[6].split(";") : new String[0];
      assertThat(values).hasSize(Integer.parseInt(cells[3]));
      for (int i = 0; i < values.length; i++) {
        rows.add(
            "%s,%d,%s,%s,%s"
                .formatted(
                    cells[0],
                    Long.parseLong(cells[1]) + i * Long.parseLong(cells[2]),
                    values[i],
                    denoised[i],
                    i < errors.length ? errors[i] : ""));
      }
    }
    return rows.stream().sorted().toList();
  }

  private static String withRowsOut(String text) {
    return text.replace("period_ns BIGINT,", "")
        .replace("`count` BIGINT,", "")
        .replace("ARRAY<DOUBLE>,\n      denoised ARRAY<DOUBLE>", "DOUBLE, denoised DOUBLE")
        .replace("standard_error ARRAY<DOUBLE>", "standard_error DOUBLE");
  }

  @Test
  void givesTheSameAsTheSamplesOneByOne() throws IOException {
    SensorJob blocks = run("blocks", shipped());
    List<String> denoised = rows(blocks.lines("denoised"));
    assertThat(denoised).hasSize(SAMPLES);
    assertThat(blocks.lines("denoised").size()).as("they are blocks").isLessThan(500);
    assertThat(blocks.lines("updates")).hasSize(36);
    assertThat(blocks.lines("rejected")).isEmpty();

    List<String> samples = new ArrayList<>();
    for (String line : Files.readAllLines(BLOCKS)) {
      long second = Long.parseLong(line.substring(0, line.indexOf(',')));
      String[] values = line.substring(line.indexOf(',') + 1).split(";");
      for (int i = 0; i < values.length; i++) {
        samples.add("%d,%s".formatted(second * 1_000_000_000 + i * PERIOD, values[i]));
      }
    }
    Path file = folder.resolve("samples.csv");
    Files.write(file, samples);
    String text = withRowsOut(shipped());
    SensorJob rows =
        run(
            "rows",
            text.replace(BLOCKS.toString(), file.toString())
                .replace("millivolts ARRAY<DOUBLE>", "millivolts DOUBLE")
                .replace("time-unit: s\n", "time-unit: ns\n"));
    assertThat(rows.lines("denoised")).isEqualTo(denoised);
    assertThat(rows.lines("updates")).isEqualTo(blocks.lines("updates"));

    SensorJob stream =
        run(
            "stream",
            text.replace(
                        "millivolts ARRAY<DOUBLE>\n",
                        "millivolts ARRAY<DOUBLE>, ts AS TO_TIMESTAMP_LTZ(s, 0), WATERMARK FOR ts AS"
                            + " ts\n")
                    .replace("SELECT 'lead' AS sensor, s, millivolts", "SELECT 'lead' AS sensor, *")
                    .replace("  overwrite: true\n", "")
                + "flink:\n  execution.runtime-mode: STREAMING\n");
    assertThat(stream.lines("denoised")).isEqualTo(denoised);
    assertThat(stream.lines("updates")).isEqualTo(blocks.lines("updates"));
  }

  @Test
  void countsAndTellsEachSampleThatIsNotDenoised() throws IOException {
    Path file = folder.resolve("samples.csv");
    Files.write(file, List.of("0,1;NaN;2", "1,", "1,4;5", "1,4;6"));
    SensorJob job =
        new SensorJob(folder)
            .withText(
                shipped()
                    .replace(BLOCKS.toString(), file.toString())
                    .replace("'format' = 'csv'\n", "'format' = 'csv', 'csv.null-literal' = ''\n"));
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("not denoised: 2 invalid, 2 duplicate")
        .doesNotContain("WARNING");
    CommandRun report = CommandRun.of("report", job.file());
    assertThat(report.err())
        .contains("names table 'denoised', which has blocks, and no report can be made of these");
    SensorJob output = new SensorJob(folder.resolve("output/blocks"));
    assertThat(output.lines("rejected"))
        .containsExactly(
            "lead,1000000000,,\"value is an array without elements\"",
            "lead,1000000000,4.0,duplicate",
            "lead,1002777778,6.0,duplicate",
            "lead,2777778,NaN,\"value is not finite\"");
    assertThat(rows(output.lines("denoised")))
        .extracting(line -> line.split(",")[1])
        .containsExactly("0", "1000000000", "1002777778", "5555556");
  }
}
