/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.frame.SamplingGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * A job file with every setting read and checked. What needs the tables, such as the names of
 * columns, is checked when they are there.
 *
 * @param file where each setting stands
 * @param name the name of the job
 * @param tables the statements that declare the tables
 * @param samples where samples are found
 * @param learner the taps, the initial parameters and how they are learned
 * @param pipeline what the pipeline needs beside the learner's settings
 * @param output the tables that take the results
 * @param uidPrefix what the identifiers of the operators begin with
 * @param report what the run says about itself
 */
public record JobConfiguration(
    JobFile file,
    String name,
    List<Statement> tables,
    SampleColumns samples,
    LearnerSettings learner,
    PipelineSettings pipeline,
    OutputTables output,
    String uidPrefix,
    ReportSettings report) {

  /** Copies the list. */
  public JobConfiguration {
    tables = List.copyOf(tables);
  }

  /**
   * Reads a job file; empty if it cannot be used, and then {@code problems} say why.
   *
   * @param path the file
   * @param problems takes what is wrong, under the path
   */
  public static Optional<JobConfiguration> read(Path path, Problems problems) {
    return JobFileReader.read(path, problems)
        .flatMap(file -> new JobConfigurationReader(file, problems).read());
  }

  /** Where the samples lie in time; without a period, where any may lie. */
  public SamplingGrid grid() {
    SamplingGrid plain =
        pipeline
            .period()
            .map(period -> SamplingGrid.of(learner.support(), period))
            .orElseGet(SamplingGrid::withoutPeriod);
    return pipeline.maximumGap().map(plain::withMaximumGap).orElse(plain);
  }

  /** Flink's own options, a new copy. */
  public Configuration flink() {
    return JobFile.toConfiguration(file.flink());
  }
}
