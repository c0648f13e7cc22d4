/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * The metrics of a job that runs in this process, as they change. {@link LiveMetricsReporter} adds
 * them; it finds this by a name in its configuration, since Flink makes the reporters.
 */
final class LiveMetrics implements AutoCloseable {

  static final String NAME_KEY = "name";

  private static final String REPORTER = "gaussflow-progress";
  private static final Map<String, LiveMetrics> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final Map<String, List<Metric>> metrics = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Metric>> newest = new ConcurrentHashMap<>();

  private LiveMetrics() {}

  /** Metrics that a reporter can add to until they are closed. */
  static LiveMetrics open() {
    LiveMetrics live = new LiveMetrics();
    OPEN.put(live.name, live);
    return live;
  }

  /** The metrics of a name, or new ones that nobody reads if they are closed. */
  static LiveMetrics named(String name) {
    return OPEN.getOrDefault(name, new LiveMetrics());
  }

  /** What makes Flink report to these metrics, beside the reporters there are. */
  Configuration configuration(Configuration job) {
    String prefix = "metrics.reporter." + REPORTER + ".";
    Configuration configuration = new Configuration();
    configuration.setString(prefix + "factory.class", LiveMetricsReporter.Factory.class.getName());
    configuration.setString(prefix + NAME_KEY, name);
    job.getOptional(MetricOptions.REPORTERS_LIST)
        .filter(reporters -> !reporters.isBlank())
        .ifPresent(
            reporters ->
                configuration.set(MetricOptions.REPORTERS_LIST, reporters + "," + REPORTER));
    return configuration;
  }

  /**
   * Adds a metric.
   *
   * @param metricName its name
   * @param place the operator and subtask that it is of, however often Flink starts them
   */
  void add(String metricName, String place, Metric metric) {
    newest.computeIfAbsent(metricName, any -> new ConcurrentHashMap<>()).put(place, metric);
    metrics.computeIfAbsent(metricName, any -> new CopyOnWriteArrayList<>()).add(metric);
  }

  /** The sum of all counters of a name, also of tasks that have ended. */
  long count(String metricName) {
    long sum = 0;
    for (Metric metric : metrics.getOrDefault(metricName, List.of())) {
      if (metric instanceof Counter counter) {
        sum += counter.getCount();
      }
    }
    return sum;
  }

  /**
   * The sum of the whole numbers that the gauges of a name show, of the newest start of each
   * subtask.
   */
  long total(String metricName) {
    long sum = 0;
    for (Metric metric : newest.getOrDefault(metricName, Map.of()).values()) {
      if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Long number) {
        sum += number;
      }
    }
    return sum;
  }

  /** The largest whole number that a gauge of a name shows, 0 if none does. */
  long largest(String metricName) {
    long largest = 0;
    for (Metric metric : metrics.getOrDefault(metricName, List.of())) {
      if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Long number) {
        largest = Math.max(largest, number);
      }
    }
    return largest;
  }

  /** The number that some gauge of a name shows, NaN if none does. */
  double number(String metricName) {
    for (Metric metric : metrics.getOrDefault(metricName, List.of())) {
      if (metric instanceof Gauge<?> gauge
          && gauge.getValue() instanceof Double number
          && !number.isNaN()) {
        return number;
      }
    }
    return Double.NaN;
  }

  @Override
  public void close() {
    OPEN.remove(name);
  }
}
