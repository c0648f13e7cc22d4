/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one group: what its newest update says, and how many windows were learned from and
 * how many skipped. Mean and standard deviation are in sample periods.
 */
final class LearnerMetrics {

  private final Counter learned;
  private final Counter skipped;
  // Gauges are read by the reporter's thread.
  private volatile ParameterUpdate newest;

  LearnerMetrics(MetricGroup group) {
    learned = group.counter("windowsLearned");
    skipped = group.counter("windowsSkipped");
    group.gauge("mean", (Gauge<Double>) () -> newest == null ? Double.NaN : newest.mean());
    group.gauge(
        "standardDeviation",
        (Gauge<Double>) () -> newest == null ? Double.NaN : newest.standardDeviation());
    group.gauge("cost", (Gauge<Double>) () -> newest == null ? Double.NaN : newest.cost());
    group.gauge(
        "noiseCorrelation",
        (Gauge<Double>) () -> newest == null ? Double.NaN : newest.noiseCorrelation());
    group.gauge(
        "noiseVariance",
        (Gauge<Double>) () -> newest == null ? Double.NaN : newest.noiseVariance());
    group.gauge(
        "noise",
        (Gauge<String>) () -> newest == null ? "" : newest.noise().name().toLowerCase(Locale.ROOT));
    group.gauge("lag", (Gauge<Double>) () -> newest == null ? Double.NaN : newest.lag());
    group.gauge("notice", (Gauge<String>) () -> newest == null ? "" : newest.notice());
    group.gauge(
        "gradientNorm",
        (Gauge<Double>)
            () ->
                newest == null
                    ? Double.NaN
                    : Math.hypot(newest.gradientMean(), newest.gradientLogStandardDeviation()));
  }

  void accept(ParameterUpdate update) {
    newest = update;
    (update.learned() ? learned : skipped).inc();
  }
}
