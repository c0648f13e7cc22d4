/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two ways to the function's jar, each in a process of its own: the class path of the tests has
 * the function without any jar.
 */
@Tag("cluster")
class FunctionJarITCase {

  private static final Path ROOT = ReadmeJobFile.ROOT;
  private static final Path TARGET = ROOT.resolve("jobs/target");
  private static final Path JAR = TARGET.resolve("gaussflow-jobs.jar");
  private static final String FUNCTION = "AS '" + GaussianDenoise.class.getName() + "'";
  private static final int ROWS = 3 * 6_245;

  /** State is written, by the class loader of the function. */
  private static final String CHECKPOINTS = "SET 'execution.checkpointing.interval' = '50 ms';\n";

  @TempDir Path folder;

  private record Run(int status, String log, Path output) {

    List<String> lines() throws IOException {
      List<String> lines = new ArrayList<>();
      try (Stream<Path> files = Files.list(output)) {
        for (Path file :
            files.filter(file -> !file.getFileName().toString().startsWith(".")).toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
      lines.sort(null);
      return lines;
    }
  }

  /** Runs the quickstart in SQL with Flink's jars, and these, on the class path. */
  private Run run(String name, String function, Path... jars) throws Exception {
    Path output = folder.resolve(name);
    String text = Files.readString(ROOT.resolve("conf/sql/quickstart.sql"));
    assertThat(text).contains(FUNCTION + ";");
    Path script = folder.resolve(name + ".sql");
    Files.writeString(
        script,
        CHECKPOINTS
            + text.replace(FUNCTION, function)
                .replace("'conf/", "'" + ROOT + "/conf/")
                .replace("'output/sql/quickstart'", "'" + output + "'"));
    List<String> path = new ArrayList<>(List.of(TARGET + "/lib/*", TARGET + "/test-classes"));
    for (Path jar : jars) {
      path.add(jar.toString());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    command.addAll(List.of(SqlScript.class.getName(), script.toString()));
    File log = folder.resolve(name + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    return new Run(process.waitFor(), Files.readString(log.toPath()), output);
  }

  @Test
  void usingJarAndLibGiveTheSame() throws Exception {
    Run neither = run("neither", FUNCTION);
    assertThat(neither.status()).as("without the jar").isEqualTo(1);
    assertThat(neither.log()).contains(GaussianDenoise.class.getName());

    Run using = run("using", FUNCTION + " USING JAR '" + JAR + "'");
    assertThat(using.status()).as(using.log()).isZero();
    Run lib = run("lib", FUNCTION, JAR);
    assertThat(lib.status()).as(lib.log()).isZero();
    assertThat(using.lines()).hasSize(ROWS).isEqualTo(lib.lines());
  }
}
