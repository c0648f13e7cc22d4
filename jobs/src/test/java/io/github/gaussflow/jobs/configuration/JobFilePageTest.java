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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.junit.jupiter.api.Test;

/** The guide's page on the job file says what the options say. */
class JobFilePageTest {

  @Test
  void namesEveryKeyWithItsDefaultAndDescription() throws IOException {
    String table =
        JobOptions.all().stream().map(JobFilePageTest::row).collect(Collectors.joining("\n"));
    Path page = ReadmeJobFile.ROOT.resolve("src/site/markdown/job-file.md");
    assertThat(Files.readString(page)).contains(table);
  }

  private static String row(ConfigOption<?> option) {
    return "| `%s` | %s | %s |"
        .formatted(option.key(), text(option), quotesAsCode(description(option)));
  }

  /** Quotation marks become code, apostrophes stay. */
  private static String quotesAsCode(String text) {
    return text.replaceAll("(?<!\\w)'([^']+)'", "`$1`");
  }

  private static String description(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining());
  }

  private static String text(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).collect(Collectors.joining(", ", "`", "`"));
    }
    if (value instanceof Duration duration && duration.isZero()) {
      return "`0 s`";
    }
    return "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
  }
}
