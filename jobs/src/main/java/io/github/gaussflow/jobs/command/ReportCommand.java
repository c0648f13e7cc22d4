/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.report.FinishedRun;
import io.github.gaussflow.jobs.report.ReportPage;
import io.github.gaussflow.jobs.report.ReportTable;
import io.github.gaussflow.jobs.table.ResultReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report of a run that has ended out of its output tables. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the report of a run that has ended, one HTML file, out of the job's output tables.",
      "'run' ends with the same report; this one needs tables that Flink can read to an end."
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The job file of the run.")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "HTML",
      description = "Where to write the report; key 'report.html' of the job file says so else.")
  private Optional<Path> output;

  @Override
  public Integer call() throws IOException {
    Problems problems = new Problems(file.toString());
    Optional<JobConfiguration> read = JobConfiguration.read(file, problems);
    problems.throwIfAny();
    JobConfiguration job = read.orElseThrow();
    ResultReader reader = new ResultReader(job, problems);
    Optional<FinishedRun> run = FinishedRun.read(job, reader, problems);
    problems.throwIfAny();
    Path page = output.orElseGet(() -> ReportFile.of(job, reader.denoisedFolder()));
    ReportPage.of(job, run.orElseThrow()).write(page);
    PrintWriter out = spec.commandLine().getOut();
    out.print(new ReportTable(run.get().report(), job.pipeline().period().isEmpty()).text());
    out.println("wrote report: " + page);
    out.flush();
    return 0;
  }
}
