/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Decides between batch and streaming. The planner has to know before it plans and does not take
 * AUTOMATIC, so a job that leaves the choice is planned once for trial: batch if the samples can be
 * read so, which means that all their sources end.
 */
public final class RuntimeModeChoice {

  private RuntimeModeChoice() {}

  /** BATCH or STREAMING, as the job file says or as its sources allow. */
  public static RuntimeExecutionMode of(JobConfiguration job) {
    RuntimeExecutionMode asked =
        job.flink()
            .getOptional(ExecutionOptions.RUNTIME_MODE)
            .orElse(RuntimeExecutionMode.AUTOMATIC);
    if (asked != RuntimeExecutionMode.AUTOMATIC) {
      return asked;
    }
    // Where neither works, batch shows the reason without asking for a watermark first.
    return !canPlan(job, RuntimeExecutionMode.BATCH) && canPlan(job, RuntimeExecutionMode.STREAMING)
        ? RuntimeExecutionMode.STREAMING
        : RuntimeExecutionMode.BATCH;
  }

  /** Settings of a table environment in a mode that is decided. */
  public static EnvironmentSettings settings(
      Configuration configuration, RuntimeExecutionMode mode) {
    EnvironmentSettings.Builder builder =
        EnvironmentSettings.newInstance().withConfiguration(configuration);
    return mode == RuntimeExecutionMode.BATCH
        ? builder.inBatchMode().build()
        : builder.inStreamingMode().build();
  }

  private static boolean canPlan(JobConfiguration job, RuntimeExecutionMode mode) {
    Configuration configuration = job.flink();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    TableEnvironment tables = TableEnvironment.create(settings(configuration, mode));
    Problems problems = new Problems("");
    TableStatements.run(tables, job.tables(), problems);
    Optional<SampleSource> source = SampleSource.of(tables, job, false, problems);
    return source.isPresent() && source.get().canBePlanned();
  }
}
