/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The Gaussian filter where nothing is learned: the parameters that each group starts with hold for
 * ever.
 *
 * <p>State: that of {@link SensorGaussianFilter} or, where sensors share parameters, of {@link
 * GroupGaussianFilter}, under the same names. So it goes on from the state of a job that learned:
 * samples that were waiting get their output, and the parameters learned last hold for ever, as if
 * no further update came.
 *
 * @param <O> the records that outputs leave in
 */
public final class FrozenGaussianFilter<O> extends KeyedProcessFunction<String, Frame, O>
    implements CheckpointedFunction {

  /** No update is ever emitted to it: the updates of a job that does not learn. */
  public static final OutputTag<ParameterUpdate> NO_UPDATES =
      new OutputTag<>("updates", TypeInformation.of(ParameterUpdate.class));

  private static final long serialVersionUID = 1L;
  private static final ParameterTimeline NONE = new ParameterTimeline();

  private final KernelSupport support;
  private final SamplingGrids grids;
  private final Scope scope;
  private final InitialParameters initial;
  private final NoiseModel noise;
  private final OutputForm<O> form;

  private transient PendingRelease<O> release;
  private transient ValueState<ParameterTimeline> ofSensor;
  private transient BroadcastState<String, ParameterTimeline> ofGroups;

  /**
   * A filter with parameters that hold for ever.
   *
   * @param scope which sensors shared parameters in the job whose state this may go on from
   * @param noise the noise that is known, for the standard error; else that of the parameters
   * @param form the records that outputs leave in
   */
  public FrozenGaussianFilter(
      KernelSupport support,
      SamplingGrids grids,
      Scope scope,
      InitialParameters initial,
      NoiseModel noise,
      OutputForm<O> form) {
    this.support = support;
    this.grids = grids;
    this.scope = scope;
    this.initial = initial;
    this.noise = noise;
    this.form = form;
  }

  @Override
  public void open(OpenContext context) {
    release =
        PendingRelease.of(
            support,
            grids,
            initial,
            noise,
            Retention.FOREVER,
            getRuntimeContext()
                .getState(
                    new ValueStateDescriptor<>(
                        "pending", TypeInformation.of(PendingSamples.class))),
            form);
    if (scope == Scope.SENSOR) {
      ofSensor =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "timeline", TypeInformation.of(ParameterTimeline.class)));
    }
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<O> out) throws Exception {
    release.accept(frame, () -> timelineOf(frame.group()), context.timerService(), out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
    PendingSamples pending = release.pending();
    if (pending == null) {
      return;
    }
    release.onTimer(timestamp, timelineOf(pending.group), context.timerService(), out);
  }

  private ParameterTimeline timelineOf(String group) throws Exception {
    ParameterTimeline timeline = scope == Scope.SENSOR ? ofSensor.value() : ofGroups.get(group);
    return timeline == null ? NONE : timeline;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    if (scope != Scope.SENSOR) {
      ofGroups = context.getOperatorStateStore().getBroadcastState(GroupGaussianFilter.TIMELINES);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All of it is in Flink's state already.
  }
}
