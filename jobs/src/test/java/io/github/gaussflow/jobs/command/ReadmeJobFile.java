/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The job file that the README shows. */
public final class ReadmeJobFile {

  /** The folder of the project. */
  public static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

  private static final String OPENING = "```yaml\n";

  private ReadmeJobFile() {}

  /** Its text. */
  static String text() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int from = readme.indexOf(OPENING) + OPENING.length();
    return readme.substring(from, readme.indexOf("```", from));
  }
}
