/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A call of bin/gaussflow as a user does it: a process that finds the jar that has just been built.
 */
final class ScriptRun implements AutoCloseable {

  private static final long PATIENCE_MINUTES = 3;

  private final Process process;
  private final Path folder;

  private ScriptRun(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts a command; what it prints and logs goes to files in a folder. */
  static ScriptRun of(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(ReadmeJobFile.ROOT.resolve("bin/gaussflow").toString());
    builder.command().addAll(List.of(arguments));
    builder.redirectError(folder.resolve("err").toFile());
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("GAUSSFLOW_LOG", folder.resolve("log").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new ScriptRun(builder.start(), folder);
  }

  /** Waits for its end and gives its exit status. */
  int status() throws InterruptedException {
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("waited in vain for the end of the command");
    }
    return process.exitValue();
  }

  /** Ends it as Ctrl-C does. */
  void cancel() {
    process.destroy();
  }

  /** What it has printed to standard output so far. */
  String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  /** What it has printed to standard error so far. */
  String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  /** What it has logged so far. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
