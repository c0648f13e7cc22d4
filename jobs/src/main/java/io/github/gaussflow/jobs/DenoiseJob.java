/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.report.ReportBranch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The denoising job, for {@code flink run gaussflow-jobs.jar FILE}. */
public final class DenoiseJob {

  private DenoiseJob() {}

  /**
   * Runs a job file on the cluster that the Flink command line names, or in this process.
   *
   * @param arguments the job file
   * @throws io.github.gaussflow.jobs.configuration.JobFileException with everything that is wrong
   *     with the job file
   * @throws Exception if the job fails
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "one argument is needed, the job file, but there are " + arguments.length);
    }
    environment(Path.of(arguments[0])).execute();
  }

  private static StreamExecutionEnvironment environment(Path file) {
    Problems problems = new Problems(file.toString());
    Optional<JobConfiguration> job = JobConfiguration.read(file, problems);
    problems.throwIfAny();
    List<ReportBranch> report =
        job.filter(each -> each.report().enabled().orElse(false)).map(ReportBranch::of).stream()
            .toList();
    Optional<JobAssembly> assembly =
        JobAssembly.of(job.orElseThrow(), new Configuration(), report, problems);
    problems.throwIfAny();
    StreamExecutionEnvironment environment = assembly.orElseThrow().complete();
    problems.throwIfAny();
    return environment;
  }
}
