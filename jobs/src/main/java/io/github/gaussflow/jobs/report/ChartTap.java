/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hands what passes to the {@link RunCharts} of this process. It has no state: what a restarted job
 * says again, the charts know.
 *
 * @param <T> the records
 */
abstract class ChartTap<T> extends ProcessFunction<T, Void> {

  private static final long serialVersionUID = 1;

  private final String name;
  private transient Optional<RunCharts> charts;

  private ChartTap(String name) {
    this.name = name;
  }

  @Override
  public void open(OpenContext context) {
    charts = RunCharts.named(name);
  }

  /** The charts; none if the job runs in another process than the command. */
  final Optional<RunCharts> charts() {
    return charts;
  }

  /** Hands samples over. */
  static final class Samples extends ChartTap<DenoisedSample> {
    private static final long serialVersionUID = 1;

    private transient String sensor;
    private transient SensorChart chart; // of this sensor, null if it has none

    Samples(String name) {
      super(name);
    }

    @Override
    public void processElement(DenoisedSample sample, Context context, Collector<Void> out) {
      // Samples come in frames of one sensor; a chart is looked up once for each.
      if (!sample.sensor().equals(sensor)) {
        sensor = sample.sensor();
        chart = charts().map(charts -> charts.sensor(sensor)).orElse(null);
      }
      if (chart != null) {
        chart.accept(sample);
      }
    }
  }

  /** Hands updates over. */
  static final class Updates extends ChartTap<ParameterUpdate> {
    private static final long serialVersionUID = 1;

    Updates(String name) {
      super(name);
    }

    @Override
    public void processElement(ParameterUpdate update, Context context, Collector<Void> out) {
      charts().ifPresent(charts -> charts.accept(update));
    }
  }
}
