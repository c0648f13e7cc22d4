/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.CommandRun;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for the whole guide and the README: links lead somewhere, every page is in the menu,
 * and every piece of code is run by a test.
 *
 * <p>Java must be in a test as it is shown, and commands in a test or a script of CI, unless a test
 * reads the page to run them. Job files and parts of them are validated here. What is in another
 * language, such as SQL or an output, must be on a page that a test reads.
 */
class GuideTest {

  private static final Path SITE = ReadmeJobFile.ROOT.resolve("src/site");

  private static final List<String> TESTS = new ArrayList<>();

  @BeforeAll
  static void readTests() throws IOException {
    for (String folder : List.of("filter/src/test", "operators/src/test", "jobs/src/test", ".ci")) {
      try (Stream<Path> files = Files.walk(ReadmeJobFile.ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|sh|py|mjs)|.*/\\.ci/.*"))
            .filter(file -> Files.isRegularFile(file) && !file.endsWith("GuideTest.java"))
            .forEach(file -> TESTS.add(read(file)));
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Page> pages() {
    return Page.all().stream();
  }

  static Stream<Page.Block> code() {
    return pages()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> !block.language().equals("yaml"));
  }

  static Stream<Page.Block> yaml() {
    return pages().flatMap(page -> page.blocks("yaml").stream());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Page page) {
    for (String link : page.links()) {
      if (link.startsWith("https://")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path target =
          parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
      assertThat(target).as(link).exists();
      if (parts.length == 2) {
        assertThat(Page.of(target).anchors()).as(link).contains(parts[1]);
      }
    }
  }

  @Test
  void everyPageIsInTheMenu() {
    List<String> inMenu =
        Pattern.compile("<item name=\"[^\"]+\" href=\"([^\"]+)\\.html\"/>")
            .matcher(read(SITE.resolve("site.xml")))
            .results()
            .map(found -> found.group(1) + ".md")
            .toList();
    assertThat(pages().skip(1).map(Page::name)).containsExactlyInAnyOrderElementsOf(inMenu);
  }

  @Test
  void theFirstPageLeadsToEveryOther() {
    List<String> links = Page.of(Page.GUIDE.resolve("index.md")).links();
    assertThat(links)
        .containsAll(
            pages().skip(1).map(Page::name).filter(name -> !name.equals("index.md")).toList());
  }

  @ParameterizedTest
  @MethodSource("code")
  void everyPieceOfCodeIsRun(Page.Block block) {
    switch (block.language()) {
      case "sh" ->
          block
              .code()
              .lines()
              .map(line -> line.replaceFirst(" +#.*", "").strip())
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .forEach(
                  line ->
                      assertThat(isInATest(line) || isReadByATest(block.page()))
                          .as("a test runs: " + line)
                          .isTrue());
      case "java" -> assertThat(isInATest(block.code())).as("a test has this code").isTrue();
      case "mermaid" -> {} // a drawing
      default ->
          assertThat(isReadByATest(block.page()))
              .as("a test reads " + block.page().name())
              .isTrue();
    }
  }

  private static boolean isReadByATest(Page page) {
    return TESTS.stream().anyMatch(test -> test.contains(page.name() + '"'));
  }

  /** String literals of several lines count as one; Maven's options for CI are left out. */
  private static boolean isInATest(String code) {
    String wanted = code.replaceAll("\\s+", " ").strip();
    return TESTS.stream()
        .map(test -> test.replaceAll("\"\\s*\\+ \"| -B| -ntp", "").replaceAll("\\s+", " "))
        .anyMatch(test -> test.contains(wanted));
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void everyJobFileIsRight(Page.Block block, @TempDir Path folder) throws IOException {
    ShownJobFile shown = ShownJobFile.of(block.code());
    if (!shown.isOfAJob()) {
      assertThat(isReadByATest(block.page())).as("a test reads " + block.page().name()).isTrue();
      return;
    }
    for (String table : List.of("measured", "updates")) {
      Files.createDirectories(folder.resolve(table));
    }
    Files.writeString(folder.resolve("updates/of-a-run"), "a,1,0,0.0,2.0\n");
    Path file = Files.writeString(folder.resolve("job.yaml"), shown.text());
    CommandRun run = CommandRun.of("validate", file);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }
}
