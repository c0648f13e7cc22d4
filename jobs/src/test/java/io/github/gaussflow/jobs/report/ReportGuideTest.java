/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.jobs.command.Gaussflow;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The guide's page on the report says what holds. */
class ReportGuideTest {

  private static final Path SITE = ReadmeJobFile.ROOT.resolve("src/site");

  private static String page() throws IOException {
    return Files.readString(SITE.resolve("markdown/report.md"));
  }

  @Test
  void namesTheNumbers() throws IOException {
    String page = page().replaceAll("\\s+", " ");
    assertThat(page)
        .contains("drawn up to %,d.".formatted(SensorChart.MOST_SAMPLES))
        .contains("at most %,d of them".formatted(SensorChart.MOST_SAMPLES / 4))
        .contains("The first %d sensors".formatted(RunCharts.MOST_SENSORS))
        .contains("the first %,d a line".formatted(Tallied.MOST))
        .contains("denoised ± %s standard errors".formatted(SensorChart.BAND))
        .contains("at ten lags");
    assertThat(ResidualWhiteness.LAGS).isEqualTo(10);
  }

  @Test
  void namesCommandsAndFilesThatThereAre() throws IOException {
    Matcher commands = Pattern.compile("bin/gaussflow (\\w+) (conf/[\\w.-]+)").matcher(page());
    CommandLine line = Gaussflow.commandLine();
    int found = 0;
    while (commands.find()) {
      assertThat(line.getSubcommands()).containsKey(commands.group(1));
      assertThat(ReadmeJobFile.ROOT.resolve(commands.group(2))).exists();
      found++;
    }
    assertThat(found).isEqualTo(2);
    assertThat(line.getSubcommands().get("report").getCommandSpec().optionsMap())
        .containsKey("--output");
    Path picture = SITE.resolve("markdown/../resources/images/report/report.png");
    assertThat(page()).contains("(../resources/images/report/report.png)");
    assertThat(Files.size(picture)).isLessThan(200_000);
  }
}
