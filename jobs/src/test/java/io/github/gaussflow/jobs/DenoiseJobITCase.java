/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.jobs.configuration.JobFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as {@code flink run} starts it. */
class DenoiseJobITCase {

  @TempDir Path folder;

  @Test
  void writesEverySample() throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        tables:
          - |
            CREATE TABLE measured (sensor INT, happened TIMESTAMP(9), v DECIMAL(10, 3)) WITH (
              'connector' = 'filesystem', 'path' = '${job.directory}/measured', 'format' = 'csv')
          - |
            CREATE TABLE clean (sensor STRING, `time` TIMESTAMP(9), denoised DECIMAL(10, 3)) WITH (
              'connector' = 'filesystem', 'path' = '${job.directory}/clean', 'format' = 'csv')
        samples: {table: measured, sensor: sensor, time: happened, value: v}
        filter: {period: 1 ms, lookahead: 1, lookback: 1}
        learning: {window: 8}
        output: {denoised: clean}
        """);
    Files.writeString(
        folder.resolve("measured"),
        "7,2026-01-02 03:04:05.000000001,1.5\n7,2026-01-02 03:04:05.001000001,1.5\n");
    DenoiseJob.main(new String[] {file.toString()});
    try (Stream<Path> files = Files.list(folder.resolve("clean"))) {
      List<String> lines = Files.readAllLines(files.filter(Files::isRegularFile).toList().get(0));
      assertThat(lines)
          .containsExactly(
              "7,\"2026-01-02 03:04:05.000000001\",1.5", "7,\"2026-01-02 03:04:05.001000001\",1.5");
    }
  }

  @Test
  void refusesWrongArgumentsAndFiles() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenoiseJob.main(new String[0]))
        .withMessage("one argument is needed, the job file, but there are 0");
    assertThatThrownBy(() -> DenoiseJob.main(new String[] {"none.yaml"}))
        .isInstanceOf(JobFileException.class)
        .hasMessageStartingWith("none.yaml: there is no such job file");
  }
}
