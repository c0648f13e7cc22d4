/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GaussianDenoiseITCase {

  @TempDir Path folder;

  @Test
  void quickstart() throws Exception {
    Path conf = ReadmeJobFile.ROOT.resolve("conf");
    String text =
        Files.readString(conf.resolve("sql/quickstart.sql"))
            .replace("'conf/", "'" + conf + "/")
            .replace("'output/", "'" + folder + "/");
    new SqlScript().run(text);
    try (var files = Files.walk(folder.resolve("sql/quickstart"))) {
      List<String> lines = new java.util.ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
      assertThat(lines).hasSize(3 * 6245);
    }
  }
}
