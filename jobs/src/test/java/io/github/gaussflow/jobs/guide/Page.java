/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.guide;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the guide, or the README. */
record Page(Path file, String text) {

  static final Path GUIDE = ReadmeJobFile.ROOT.resolve("src/site/markdown");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

  /** A fenced block. */
  record Block(Page page, String language, String code) {

    @Override
    public String toString() {
      String first = code.lines().findFirst().orElse("");
      return page.name() + ": " + language + ": " + first;
    }
  }

  /** All pages of the guide, in the order of their names, and the README. */
  static List<Page> all() {
    try (Stream<Path> files = Files.list(GUIDE)) {
      List<Page> pages = new ArrayList<>();
      pages.add(of(ReadmeJobFile.ROOT.resolve("README.md")));
      files.sorted().map(Page::of).forEach(pages::add);
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return file.getFileName().toString();
  }

  /** The fenced blocks. */
  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(this, found.group(1), found.group(2)))
        .toList();
  }

  /** The fenced blocks in a language. */
  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  /** What the links of the text lead to, code left out. */
  List<String> links() {
    String prose = BLOCK.matcher(text).replaceAll("").replaceAll("`[^`]*`", "");
    return LINK.matcher(prose).results().map(found -> found.group(1)).toList();
  }

  /** What a link may name after the #. Sites make other anchors of headings than forges do. */
  Set<String> anchors() {
    return ANCHOR
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
