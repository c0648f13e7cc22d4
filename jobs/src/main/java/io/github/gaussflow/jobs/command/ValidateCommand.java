/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.JobAssembly;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.report.ReportBranch;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a job file as far as that goes without reading a sample. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks a job file and says everything that is wrong with it.")
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The job file.")
  private Path file;

  @Override
  public Integer call() {
    Problems problems = new Problems(file.toString());
    Optional<JobConfiguration> job = JobConfiguration.read(file, problems);
    problems.throwIfAny();
    JobAssembly.of(
            job.orElseThrow(),
            new Configuration(),
            job.stream().map(ReportBranch::of).toList(),
            problems)
        .ifPresent(JobAssembly::outputsCanBeWritten);
    problems.throwIfAny();
    spec.commandLine().getOut().println(file + ": is right");
    return 0;
  }
}
