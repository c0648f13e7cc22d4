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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCommandTest {

  @Test
  void saysWhichRecordingIsMissing(@TempDir Path folder) {
    CommandRun run = CommandRun.of("quality", "--output", folder, "--data", folder);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(folder.resolve("comma2k19/gyro_vs_pose_rate.csv").toString())
        .contains("there is no such file; check the path");
  }

  @Test
  void saysWhereItCannotWrite(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("site"), "a file");
    CommandRun run = CommandRun.of("quality", "--output", file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(file + ": cannot be written to")
        .contains("name another folder with --output");
  }
}
