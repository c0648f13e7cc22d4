/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hands what passes to the {@link LiveRun} of this process. It has no state: a job with it and the
 * same without it take each other's savepoints.
 *
 * @param <T> the records
 */
abstract class LiveTap<T> extends ProcessFunction<T, Void> {

  private static final long serialVersionUID = 1;

  private final String name;
  private transient Optional<LiveRun> run;

  private LiveTap(String name) {
    this.name = name;
  }

  @Override
  public void open(OpenContext context) {
    run = LiveRun.named(name);
  }

  /** None after the view was closed. */
  final Optional<LiveRun> run() {
    return run;
  }

  /** Hands samples over. */
  static final class Samples extends LiveTap<DenoisedSample> {
    private static final long serialVersionUID = 1;

    private transient LiveRun open; // null if there is none
    private transient String sensor;
    private transient SensorSeries series; // of this sensor, null if nobody wants it
    private transient int choices;

    Samples(String name) {
      super(name);
    }

    @Override
    public void open(OpenContext context) {
      super.open(context);
      open = run().orElse(null);
    }

    @Override
    public void processElement(DenoisedSample sample, Context context, Collector<Void> out) {
      if (open == null) {
        return;
      }
      // Samples come in frames of one sensor; a series is looked up once for each.
      int now = open.choices();
      if (now != choices || !sample.sensor().equals(sensor)) {
        if (sensor == null) {
          open.begin(sample);
        }
        sensor = sample.sensor();
        choices = now;
        series = open.sensor(sensor).orElse(null);
      }
      if (series != null) {
        series.accept(sample);
      }
    }
  }

  /** Hands updates over. */
  static final class Updates extends LiveTap<ParameterUpdate> {
    private static final long serialVersionUID = 1;

    Updates(String name) {
      super(name);
    }

    @Override
    public void processElement(ParameterUpdate update, Context context, Collector<Void> out) {
      run().ifPresent(run -> run.accept(update));
    }
  }
}
