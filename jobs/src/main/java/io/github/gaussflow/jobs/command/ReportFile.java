/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import java.nio.file.Path;
import java.util.Optional;

/** Where the report of a job goes. */
final class ReportFile {

  private ReportFile() {}

  /**
   * The file that the job file names, else one that is called after the job: beside the folder of
   * the denoised samples or, if they have none on this machine, beside the job file.
   */
  static Path of(JobConfiguration job, Optional<Path> denoised) {
    return job.report()
        .html()
        .orElseGet(
            () ->
                denoised
                    .map(folder -> folder.toAbsolutePath().normalize().getParent())
                    .orElse(job.file().directory())
                    .resolve(job.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-report.html"));
  }
}
