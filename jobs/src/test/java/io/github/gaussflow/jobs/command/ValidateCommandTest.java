/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateCommandTest {

  @TempDir Path folder;

  @Test
  void acceptsWhatIsRight() throws IOException {
    SensorJob job = new SensorJob(folder).withText(SensorJob.TEXT);
    CommandRun run = CommandRun.of("validate", job.file());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(job.file() + ": is right\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void acceptsTheJobFileOfTheReadme() throws IOException {
    SensorJob job = new SensorJob(folder).withText(ReadmeJobFile.text());
    CommandRun run = CommandRun.of("validate", job.file());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  static Stream<Arguments> wrongTables() {
    return Stream.of(
        wrong(
            "CREATE TABLE clean (sensor",
            "CREATE TABEL clean (sensor",
            "JOB:9: this SQL cannot be used at column 8 of its line: "),
        wrong(
            "denoised DOUBLE, version INT)\n",
            "denoised DOUBLE version INT)\n",
            "JOB:9: this SQL cannot be used at column "),
        wrong(
            "WITH ('connector' = 'filesystem', 'path' = '${job.directory}/clean'",
            "WHIT ('connector' = 'filesystem', 'path' = '${job.directory}/clean'",
            "JOB:10: this SQL cannot be used at column 1 of its line: "),
        wrong(
            "tables:\n",
            "tables:\n  - CREATE VIEW v AS SELECT nothing FROM nowhere\n",
            "JOB:3: this SQL cannot be used at column 38 of its line: Object 'nowhere' not found"),
        wrong(
            "tables:\n",
            "tables:\n  - INSERT INTO clean SELECT * FROM measured\n",
            "JOB:3: a statement of 'tables' must declare something, but this one moves rows"),
        wrong(
            "'${job.directory}/measured'",
            "'${job.directory}/mesured'",
            "JOB:6: table 'measured' reads '"),
        wrong(
            "table: measured",
            "table: row_table",
            "JOB:15: key 'samples.table' names table 'row_table', but 'tables' declares only "),
        wrong(
            "value: v",
            "value: val",
            "JOB:19: key 'samples.value' names column 'val', but the columns of table 'measured' are v, r,"
                + " t, sensor"),
        wrong(
            "time: t",
            "time: v",
            "JOB:17: key 'samples.time' names column 'v' of type STRING, but must name a TIMESTAMP,"
                + " TIMESTAMP_LTZ or BIGINT"),
        wrong(
            "  time-unit: us\n",
            "",
            "JOB:15: key 'samples.time-unit' is missing, but time column 't' is a BIGINT; say whether"
                + " it counts ns, us, ms or s"),
        wrong(
            "t BIGINT",
            "t TIMESTAMP(6)",
            "JOB:18: key 'samples.time-unit' is only for a time column of type BIGINT, but 't' is a"
                + " TIMESTAMP; delete it"),
        wrong(
            "v STRING",
            "v BOOLEAN",
            "JOB:19: key 'samples.value' names column 'v' of type BOOLEAN, but must name one of a"
                + " numeric type or STRING"),
        wrong(
            "value: v",
            "value: v\n  rest: sensor",
            "JOB:20: key 'samples.rest' names column 'sensor' of type STRING, but must name a BOOLEAN;"
                + " turn it into one in a view"),
        wrong(
            "denoised: clean",
            "denoised: cleen",
            "JOB:28: key 'output.denoised' names table 'cleen', but 'tables' declares only clean,"),
        wrong(
            "denoised DOUBLE, version",
            "denoized DOUBLE, version",
            "JOB:28: key 'output.denoised' names table 'clean', whose column 'denoized' nothing"
                + " fills; the fields are denoised, "),
        wrong(
            "denoised DOUBLE, version",
            "denoised ARRAY<INT>, version",
            "JOB:28: key 'output.denoised' names table 'clean', whose column 'denoised' is an ARRAY,"
                + " but 'samples.value' is none; outputs come in blocks only where samples do"),
        wrong(
            "denoised DOUBLE, version",
            "denoised ROW<d DOUBLE>, version",
            "JOB:28: key 'output.denoised' names table 'clean', whose column 'denoised' of type"
                + " ROW<`d` DOUBLE> cannot take field 'denoised' of type DOUBLE"),
        wrong(
            "v STRING",
            "v ARRAY<STRING>",
            "JOB:19: key 'samples.value' names column 'v' of type ARRAY<STRING>, but must name an"
                + " ARRAY of a numeric type where samples come in blocks; cast it in a view"),
        wrong(
            "v STRING",
            "v ARRAY<FLOAT>",
            "JOB:20: key 'samples.reference' names column 'r' of type DOUBLE, but must name an"
                + " ARRAY of a numeric type where samples come in blocks"),
        wrong(
            "r DOUBLE",
            "r ARRAY<DOUBLE>",
            "JOB:20: key 'samples.reference' names column 'r' of type ARRAY<DOUBLE>, but must name"
                + " one of a numeric type or STRING, as 'samples.value' does"),
        wrong(
            "value: v",
            "value: v\n  block-period: t",
            "JOB:20: key 'samples.block-period' is only for blocks, but 'samples.value' names column"
                + " 'v', which is no ARRAY; delete it"),
        wrong(
            "'connector' = 'filesystem', 'path' = '${job.directory}/clean'",
            "'connector' = 'filesytem', 'path' = '${job.directory}/clean'",
            "JOB:28: key 'output.denoised' names a table that cannot be written: there is no"
                + " connector 'filesytem' on the class path; did you mean 'filesystem'? Else put its"
                + " jar into the folder lib, of Flink on a cluster; there are blackhole, "),
        wrong(
            "parallelism.default: 1",
            "execution.runtime-mode: STREAMING",
            "JOB:15: key 'samples.table' names table 'measured', which has no watermark, but a stream"
                + " needs one"),
        wrong(
            "parallelism.default: 1",
            "execution.runtime-mode: STREAMING",
            "JOB:32: key 'output.overwrite' is only for bounded sources"));
  }

  @ParameterizedTest
  @MethodSource("wrongTables")
  void saysWhatIsWrongWithTables(String text, String replacement, String message)
      throws IOException {
    assertThat(SensorJob.TEXT).contains(text);
    SensorJob job = new SensorJob(folder).withText(SensorJob.TEXT.replace(text, replacement));
    CommandRun run = CommandRun.of("validate", job.file());
    assertThat(run.err()).contains(message.replace("JOB", job.file().toString()));
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void saysWhatIsWrongWithBlocks() throws IOException {
    String blocks =
        SensorJob.TEXT
            .replace("v STRING, r DOUBLE", "v ARRAY<INT>, r ARRAY<DOUBLE>, p STRING, q SMALLINT")
            .replace("value: v\n", "value: v\n  block-period: p\n")
            .replace("denoised DOUBLE, version INT", "denoised DOUBLE, outlier ARRAY<BOOLEAN>");
    SensorJob job = new SensorJob(folder).withText(blocks);
    assertThat(CommandRun.of("validate", job.file()).err().replace(job.file().toString(), "JOB"))
        .isEqualTo(
            """
            JOB:20: key 'samples.block-period' names column 'p' of type STRING, but must name one of \
            an integer type, which counts nanoseconds
            JOB:29: key 'output.denoised' names table 'clean', whose column 'denoised' of type DOUBLE \
            cannot take field 'denoised' of type ARRAY<DOUBLE>
            """);
    job.withText(
        blocks
            .replace("block-period: p", "block-period: q")
            .replace("denoised DOUBLE", "denoised ARRAY<FLOAT>"));
    CommandRun good = CommandRun.of("validate", job.file());
    assertThat(good.err()).isEmpty();
    assertThat(good.status()).isZero();

    job.withText(blocks.replace("block-period: p", "linger: 80 ms"));
    assertThat(CommandRun.of("validate", job.file()).err().replace(job.file().toString(), "JOB"))
        .contains(
            "JOB:20: key 'samples.linger' is not for blocks, which have many samples each, but"
                + " 'samples.value' names column 'v', which is an ARRAY; delete it");

    job.withText(blocks.replace("  period: 10 ms\n", "").replace("  block-period: p\n", ""));
    assertThat(CommandRun.of("validate", job.file()).err())
        .contains("which is an ARRAY, but blocks need 'filter.period'; set it");
  }

  @Test
  void saysEverythingThatIsWrongWithTablesAtOnce() throws IOException {
    SensorJob job =
        new SensorJob(folder)
            .withText(
                SensorJob.TEXT
                    .replace("value: v", "value: val")
                    .replace("denoised DOUBLE", "denoized DOUBLE"));
    CommandRun run = CommandRun.of("validate", job.file());
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void aSourceWithoutEndIsReadAsAStreamUnlessTheJobFileForbidsIt() throws IOException {
    String endless =
        SensorJob.TEXT.replaceFirst(
            "(?s)'connector' = 'filesystem'(?=.{0,12}path. = .{0,20}measured).*?''\\)",
            "'connector' = 'datagen')");
    SensorJob job = new SensorJob(folder).withText(endless);
    assertThat(CommandRun.of("validate", job.file()).err())
        .contains("which has no watermark, but a stream needs one")
        .contains("key 'output.overwrite' is only for bounded sources");

    String watermarked =
        endless
            .replace(
                "/* more */",
                ", ts AS TO_TIMESTAMP_LTZ(t, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND")
            .replace("  overwrite: true\n", "");
    job.withText(watermarked);
    CommandRun stream = CommandRun.of("validate", job.file());
    assertThat(stream.err()).isEmpty();
    assertThat(stream.status()).isZero();

    job.withText(watermarked.replace("parallelism.default: 1", "execution.runtime-mode: BATCH"));
    CommandRun batch = CommandRun.of("validate", job.file());
    assertThat(batch.err())
        .contains("key 'samples.table' names a table that cannot be read: Querying an unbounded");
    assertThat(batch.status()).isEqualTo(2);
  }

  @Test
  void aWrongCommandLineEndsWithStatusTwo() {
    assertThat(CommandRun.of("validate", folder.resolve("none.yaml")).status()).isEqualTo(2);
    assertThat(CommandRun.of("validate", folder.resolve("none.yaml")).err())
        .contains("none.yaml: there is no such job file; check the path");
    assertThat(CommandRun.of("validate").status()).isEqualTo(2);
    assertThat(CommandRun.of("validat").status()).isEqualTo(2);
    assertThat(CommandRun.of().status()).isEqualTo(2);
    assertThat(CommandRun.of().err())
        .contains("a command is needed: run, validate, report, evaluate or quality");
  }

  @Test
  void helpAndVersionEndWell() {
    CommandRun help = CommandRun.of("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("run").contains("validate");
    assertThat(CommandRun.of("run", "--help").status()).isZero();
    assertThat(CommandRun.of("--version").out()).startsWith("gaussflow ");
  }

  private static Arguments wrong(String text, String replacement, String message) {
    return Arguments.of(text, replacement, message);
  }
}
