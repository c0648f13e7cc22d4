/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options outside all sections, and the list of all options. */
public final class JobOptions {

  /** The name under which Flink shows the job. */
  public static final ConfigOption<String> NAME =
      ConfigOptions.key("name")
          .stringType()
          .defaultValue("gaussflow")
          .withDescription("The name under which Flink shows the job.");

  /** The statements that declare sources, views and sinks. */
  public static final ConfigOption<List<String>> TABLES =
      ConfigOptions.key("tables")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "SQL statements, carried out in order, that declare the source, the views and the"
                  + " sinks (CREATE TABLE, CREATE VIEW, CREATE FUNCTION, ...). ${job.directory} stands"
                  + " for the folder of the job file. Required.");

  private JobOptions() {}

  /** All options of a job file, in the order in which they are explained. */
  public static List<ConfigOption<?>> all() {
    return Stream.of(
            List.of(NAME, TABLES),
            SampleOptions.ALL,
            FilterOptions.ALL,
            LearningOptions.ALL,
            OutputOptions.ALL,
            StateOptions.ALL,
            MetricsOptions.ALL,
            ReportOptions.ALL)
        .<ConfigOption<?>>flatMap(List::stream)
        .toList();
  }
}
