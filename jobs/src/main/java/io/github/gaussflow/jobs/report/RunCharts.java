/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * What charts show of a run, collected from its samples and updates as they pass: in this process
 * while a job runs in it ({@link ChartTap} finds this by its name), or as they are read from the
 * tables of a run that has ended. Each sensor's samples and each group's updates must come in time
 * order.
 *
 * <p>Holds at most {@link #MOST_SENSORS} sensors and {@link #MOST_GROUPS} groups, those first in
 * the order of their names, and of each a bounded number of points. A name that has been left out
 * never comes back, so all that are held are complete. Thread-safe.
 */
public final class RunCharts implements AutoCloseable {

  /** The most sensors with a chart. */
  public static final int MOST_SENSORS = 50;

  /** The most groups whose filters are known: enough that most sensors with a chart find theirs. */
  public static final int MOST_GROUPS = 200;

  private static final Map<String, RunCharts> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final JobConfiguration job;
  private final SamplingGrid grid;
  private final NavigableMap<String, SensorChart> sensors = new ConcurrentSkipListMap<>();
  private final NavigableMap<String, GroupChart> groups = new ConcurrentSkipListMap<>();

  private RunCharts(JobConfiguration job) {
    this.job = job;
    SamplingGrid plain = job.grid();
    this.grid = plain.reaching(Math.max(plain.reach(), ResidualWhiteness.LAGS));
  }

  /** Charts of a job that its operators can find until they are closed. */
  public static RunCharts open(JobConfiguration job) {
    RunCharts charts = new RunCharts(job);
    OPEN.put(charts.name, charts);
    return charts;
  }

  /** The charts of a name, if they are open in this process. */
  static Optional<RunCharts> named(String name) {
    return Optional.ofNullable(OPEN.get(name));
  }

  /** The name under which operators find these charts. */
  public String name() {
    return name;
  }

  /** The chart that a sensor's samples go to; null if there are enough without it. */
  SensorChart sensor(String sensor) {
    return chart(sensors, sensor, MOST_SENSORS, () -> new SensorChart(grid));
  }

  /** Adds a sample. */
  public void accept(DenoisedSample sample) {
    SensorChart chart = sensor(sample.sensor());
    if (chart != null) {
      chart.accept(sample);
    }
  }

  /** Adds an update. */
  public void accept(ParameterUpdate update) {
    GroupChart chart =
        chart(groups, update.group(), MOST_GROUPS, () -> new GroupChart(job.learner().support()));
    if (chart != null) {
      chart.accept(update);
    }
  }

  /** The charts by sensor. */
  NavigableMap<String, SensorChart> sensors() {
    return sensors;
  }

  /** The charts by group. */
  NavigableMap<String, GroupChart> groups() {
    return groups;
  }

  @Override
  public void close() {
    OPEN.remove(name);
  }

  private static <C> C chart(
      NavigableMap<String, C> charts, String name, int most, Supplier<C> another) {
    C chart = charts.get(name);
    if (chart != null) {
      return chart;
    }
    synchronized (charts) {
      if (charts.size() >= most && name.compareTo(charts.lastKey()) > 0) {
        return null;
      }
      chart = charts.computeIfAbsent(name, any -> another.get());
      if (charts.size() > most) {
        charts.pollLastEntry();
      }
      return chart;
    }
  }
}
