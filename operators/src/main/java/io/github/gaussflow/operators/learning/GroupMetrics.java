/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one group: what its newest update says, and how many windows were learned from and
 * how many skipped. Mean, standard deviation and lag are in sample periods.
 */
final class GroupMetrics {

  private final Counter learned;
  private final Counter skipped;
  // Gauges are read by the reporter's thread.
  private volatile ParameterUpdate newest;

  GroupMetrics(MetricGroup group) {
    learned = group.counter("windowsLearned");
    skipped = group.counter("windowsSkipped");
    number(group, "mean", ParameterUpdate::mean);
    number(group, "standardDeviation", ParameterUpdate::standardDeviation);
    number(group, "cost", ParameterUpdate::cost);
    number(
        group,
        "gradientNorm",
        update -> Math.hypot(update.gradientMean(), update.gradientLogStandardDeviation()));
    number(group, "noiseVariance", ParameterUpdate::noiseVariance);
    number(group, "noiseCorrelation", ParameterUpdate::noiseCorrelation);
    number(group, "lag", ParameterUpdate::lag);
    // A text is nothing that reporters of numbers can show, so beside it stands whether there is
    // one.
    group.gauge("hasNotice", (Gauge<Integer>) () -> notice().isEmpty() ? 0 : 1);
    group.gauge("notice", (Gauge<String>) this::notice);
    group.gauge(
        "noise",
        (Gauge<String>) () -> newest == null ? "" : newest.noise().name().toLowerCase(Locale.ROOT));
  }

  private String notice() {
    ParameterUpdate update = newest;
    return update == null ? "" : update.notice();
  }

  private void number(MetricGroup group, String name, ToDoubleFunction<ParameterUpdate> of) {
    group.gauge(
        name,
        (Gauge<Double>)
            () -> {
              ParameterUpdate update = newest;
              return update == null ? Double.NaN : of.applyAsDouble(update);
            });
  }

  void accept(ParameterUpdate update) {
    newest = update;
    (update.learned() ? learned : skipped).inc();
  }
}
