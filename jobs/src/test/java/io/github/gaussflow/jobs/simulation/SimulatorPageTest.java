/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import io.github.gaussflow.jobs.configuration.OptionTable;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The guide's page on simulated sensors says what the options say. */
class SimulatorPageTest {

  static String page() throws IOException {
    return Files.readString(ReadmeJobFile.ROOT.resolve("src/site/markdown/simulator.md"));
  }

  @Test
  void namesEveryOptionWithItsDefaultAndDescription() throws IOException {
    assertThat(page()).contains(OptionTable.of(SimulatorOptions.all()));
  }
}
