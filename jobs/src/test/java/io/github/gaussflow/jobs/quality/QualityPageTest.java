/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guide's page on quality says what the filters do today. */
class QualityPageTest {

  private static final Path SITE = ReadmeJobFile.ROOT.resolve("src/site");

  private static QualityReport report;

  @BeforeAll
  static void make() {
    report = QualityReport.of(ReadmeJobFile.ROOT.resolve("conf/data"));
  }

  @Test
  void thePageAndItsPicturesAreThoseOfToday() throws IOException {
    for (Map.Entry<Path, String> file : report.files().entrySet()) {
      assertThat(SITE.resolve(file.getKey()))
          .as("made by: bin/gaussflow quality --output src/site")
          .hasContent(file.getValue());
    }
  }

  @Test
  void everyPictureIsOnThePageSmallAndNoneIsLeftOver() throws IOException {
    Map<Path, String> files = report.files();
    String page = files.get(Path.of("markdown/quality.md"));
    List<Path> pictures =
        files.keySet().stream().filter(file -> file.toString().endsWith(".svg")).toList();
    assertThat(pictures).hasSize(Family.ALL.size() + Recorded.ALL.size());
    for (Path picture : pictures) {
      assertThat(page).contains("(../" + picture.toString().replace('\\', '/') + ")");
      assertThat(files.get(picture).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(25_000);
    }
    try (Stream<Path> there = Files.list(SITE.resolve("resources/images/quality"))) {
      assertThat(there.map(SITE::relativize)).containsExactlyInAnyOrderElementsOf(pictures);
    }
  }

  @Test
  void isNowhereWorseThanItsInput() {
    assertThat(report.summary()).contains("worse than its input by more than 0.05 dB on none.");
  }
}
