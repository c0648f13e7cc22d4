/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.jobs.configuration.ReportSettings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the samples of one sensor that a picture shows, as they pass in time order.
 *
 * <p>State: the time of the sensor's first sample, known to every subtask, and the samples kept, at
 * most as many as the picture shows on each subtask.
 */
final class PictureCollector extends ProcessFunction<DenoisedSample, Void>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  static final String ACCUMULATOR = "gaussflow-picture";

  private final String sensor;
  private final long start;
  private final int samples;
  private transient Long first;
  private transient List<PicturePoint> points;
  private transient ListState<Long> firstState;
  private transient ListState<PicturePoint> pointState;
  private transient PictureAccumulator result;

  PictureCollector(ReportSettings.Picture picture) {
    this.sensor = picture.sensor();
    this.start = picture.start().toNanos();
    this.samples = picture.samples();
  }

  @Override
  public void open(OpenContext context) {
    result = new PictureAccumulator(samples);
    getRuntimeContext().addAccumulator(ACCUMULATOR, result);
  }

  @Override
  public void processElement(DenoisedSample sample, Context context, Collector<Void> out) {
    if (!sample.sensor().equals(sensor)) {
      return;
    }
    if (first == null) {
      first = sample.time();
    }
    if (points.size() < samples && sample.time() - first >= start) {
      points.add(
          new PicturePoint(sample.time(), sample.value(), sample.reference(), sample.denoised()));
    }
  }

  @Override
  public void close() {
    if (result != null && points != null) {
      result.add(new ArrayList<>(points));
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    firstState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("first", Types.LONG));
    pointState =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("points", TypeInformation.of(PicturePoint.class)));
    first = null;
    for (long time : firstState.get()) {
      first = first == null ? time : Math.min(first, time);
    }
    points = new ArrayList<>();
    pointState.get().forEach(points::add);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    firstState.clear();
    if (first != null) {
      firstState.add(first);
    }
    pointState.update(points);
  }
}
