/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's page on the job file says what the options say. */
class JobFilePageTest {

  @Test
  void namesEveryKeyWithItsDefaultAndDescription() throws IOException {
    String table = OptionTable.of(JobOptions.all());
    Path page = ReadmeJobFile.ROOT.resolve("src/site/markdown/job-file.md");
    assertThat(Files.readString(page)).contains(table);
  }
}
