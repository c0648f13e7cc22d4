/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.report.ReportBranch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Hands the metrics that the progress shows to {@link LiveMetrics}. */
public final class LiveMetricsReporter implements MetricReporter {

  static final String MEAN = "mean";
  static final String STANDARD_DEVIATION = "standardDeviation";

  /** How often Flink has started the job again after a failure. */
  static final String RESTARTS = "numRestarts";

  private static final Set<String> SHOWN = shown();

  private LiveMetrics metrics;

  @Override
  public void open(MetricConfig config) {
    metrics = LiveMetrics.named(config.getString(LiveMetrics.NAME_KEY, ""));
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
    if (SHOWN.contains(metricName)) {
      Map<String, String> variables = group.getAllVariables();
      String place = variables.get("<operator_id>") + " of " + variables.get("<subtask_index>");
      metrics.add(metricName, place, metric);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
    // The last number stays: what a task has counted is counted.
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  private static Set<String> shown() {
    Set<String> shown = new HashSet<>(ReportBranch.REJECTED);
    shown.addAll(
        List.of(
            ReportBranch.SAMPLES_IN, ReportBranch.SAMPLES_OUT, MEAN, STANDARD_DEVIATION, RESTARTS));
    for (String counter : List.copyOf(shown)) {
      shown.add(counter + ReportBranch.TOTAL);
    }
    return shown;
  }

  /** What Flink makes the reporter with. */
  public static final class Factory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new LiveMetricsReporter();
    }
  }
}
