/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.operators.learning.LearnerMetrics;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Section {@code metrics}: what is told to those who watch the job. */
public final class MetricsOptions {

  /** More would be too many for any reporter. */
  static final int MOST_GROUPS = 10_000;

  /** How many groups have metrics of their own. */
  public static final ConfigOption<Integer> GROUPS =
      ConfigOptions.key("metrics.groups")
          .intType()
          .defaultValue(LearnerMetrics.DEFAULT_GROUPS)
          .withDescription(
              "How many groups (sensors, where each learns by itself) have metrics of their own, on"
                  + " each subtask of the parameter learner: the first that had an update since it"
                  + " started. The windows of all others are counted. 0 for none, at most 10000.");

  static final List<ConfigOption<?>> ALL = List.of(GROUPS);

  private MetricsOptions() {}
}
