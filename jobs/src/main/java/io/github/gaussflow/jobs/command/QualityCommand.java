/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.quality.QualityReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the guide's page on quality. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares the learned filter with others on signals of fixed seeds and on the recordings that"
          + " come with the project, and writes the guide's page about it with its pictures.",
      "The same bytes whenever it is run; takes about half a minute."
    })
final class QualityCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Where to write markdown/quality.md and resources/images/quality/*.svg, such as src/site.")
  private Path output;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "conf/data",
      description = "The folder of the recordings (${DEFAULT-VALUE}).")
  private Path data;

  @Override
  public Integer call() throws IOException {
    QualityReport.prepare(output);
    QualityReport report = QualityReport.of(data);
    report.write(output);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.summary());
    out.println();
    out.println("written: %d files in %s".formatted(report.files().size(), output));
    out.flush();
    return 0;
  }
}
