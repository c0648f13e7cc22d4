/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The guide's page on deployment. */
final class DeploymentPage {

  private DeploymentPage() {}

  /** Its text. */
  static String text() throws IOException {
    return Files.readString(ReadmeJobFile.ROOT.resolve("src/site/markdown/deployment.md"));
  }

  /** The commands of its blocks that begin so, in order, without their comments. */
  static List<String> commands(String beginning) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = Pattern.compile("(?s)```sh\n(.*?)```").matcher(text());
    while (block.find()) {
      block
          .group(1)
          .lines()
          .map(line -> line.replaceAll("\\s+#.*", ""))
          .filter(line -> line.startsWith(beginning))
          .forEach(commands::add);
    }
    return commands;
  }

  /** The words of a command, without the first, some of them replaced. */
  static String[] arguments(String command, Map<String, String> replaced) {
    String[] words = command.split("\\s+");
    String[] arguments = new String[words.length - 1];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = replaced.getOrDefault(words[i + 1], words[i + 1]);
    }
    return arguments;
  }
}
