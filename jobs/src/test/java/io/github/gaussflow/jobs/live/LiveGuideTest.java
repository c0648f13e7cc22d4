/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.Gaussflow;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The guide's page on the live view says what holds. */
class LiveGuideTest {

  private static final Path SITE = ReadmeJobFile.ROOT.resolve("src/site");

  private static String page() throws IOException {
    return Files.readString(SITE.resolve("markdown/live.md")).replaceAll("\\s+", " ");
  }

  @Test
  void namesTheNumbers() throws IOException {
    assertThat(page())
        .contains("of up to %d sensors".formatted(FrameRequest.MOST_SENSORS))
        .contains("the last %d seconds by the clock".formatted(Frame.SHOWN_MILLIS / 1_000))
        .contains("over the last five")
        .contains("a memory of %,d points".formatted(RecentPoints.CAPACITY))
        .contains("at least %d seconds".formatted(RecentPoints.HISTORY_MILLIS / 1_000))
        .contains("The first %d sensors that come".formatted(LiveRun.MOST_SENSORS))
        .contains("The names of the first %,d are".formatted(SensorNames.MOST))
        .contains("Every %d ms".formatted(LiveView.TICK_MILLIS));
    assertThat(Rates.OVER_MILLIS).isEqualTo(5_000);
  }

  /** Tests of the command and of the browser run the demo, and hold what it prints. */
  @Test
  void namesOptionsAndFilesThatThereAre() throws IOException {
    CommandLine run = Gaussflow.commandLine().getSubcommands().get("run");
    assertThat(run.getCommandSpec().optionsMap()).containsKeys("--live", "--live-port");
    assertThat(run.getUsageMessage().replaceAll("\\s+", " ")).contains("for any free port (8082)");
    assertThat(page())
        .contains(
            "bin/gaussflow run --live conf/live-demo.yaml", "live view: http://127.0.0.1:8082/")
        .contains("on another port than 8082");
    assertThat(ReadmeJobFile.ROOT.resolve("conf/live-demo.yaml")).exists();
    assertThat(ReadmeJobFile.ROOT.resolve("benchmarks/live.sh")).isExecutable();
    Path picture = SITE.resolve("markdown/../resources/images/live/live.png");
    assertThat(page()).contains("(../resources/images/live/live.png)");
    assertThat(Files.size(picture)).isLessThan(250_000);
  }
}
