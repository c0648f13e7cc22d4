/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The Gaussian filter where each sensor learns for itself: frames and updates both by sensor, so
 * that a million sensors do not put a million parameters on every subtask.
 *
 * <p>State besides {@link PendingRelease}: the sensor's {@link ParameterTimeline}, back to its
 * oldest pending sample at its newest update, until the {@link Retention} is over. While no sample
 * is pending, its end has the sensor's one timer.
 *
 * @param <O> the records that outputs leave in
 */
public final class SensorGaussianFilter<O>
    extends KeyedCoProcessFunction<String, Frame, ParameterUpdate, O> {

  private static final long serialVersionUID = 1L;
  private static final ParameterTimeline NO_UPDATES = new ParameterTimeline();

  private final KernelSupport support;
  private final SamplingGrids grids;
  private final InitialParameters initial;
  private final NoiseModel noise;
  private final Retention retention;
  private final OutputForm<O> form;

  private transient PendingRelease<O> release;
  private transient ValueState<ParameterTimeline> timelines;

  /**
   * A filter that starts with the initial parameters.
   *
   * @param noise the noise that is known before the first update, for the standard error
   * @param retention how long parameters hold when no update follows
   * @param form the records that outputs leave in
   */
  public SensorGaussianFilter(
      KernelSupport support,
      SamplingGrids grids,
      InitialParameters initial,
      NoiseModel noise,
      Retention retention,
      OutputForm<O> form) {
    this.support = support;
    this.grids = grids;
    this.initial = initial;
    this.noise = noise;
    this.retention = retention;
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
            retention,
            getRuntimeContext()
                .getState(
                    new ValueStateDescriptor<>(
                        "pending", TypeInformation.of(PendingSamples.class))),
            form);
    timelines =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "timeline", TypeInformation.of(ParameterTimeline.class)));
  }

  @Override
  public void processElement1(Frame frame, Context context, Collector<O> out) throws Exception {
    if (retention.isLimited() && release.pending() == null) {
      deleteTimer(timelines.value(), context.timerService());
    }
    release.accept(frame, this::timeline, context.timerService(), out);
  }

  @Override
  public void processElement2(ParameterUpdate update, Context context, Collector<O> out)
      throws Exception {
    ParameterTimeline timeline = timelines.value();
    if (timeline == null) {
      timeline = new ParameterTimeline();
    }
    TimerService timers = context.timerService();
    boolean alone = retention.isLimited() && release.pending() == null;
    if (alone) {
      deleteTimer(timeline, timers);
    }
    timeline.insert(update);
    if (alone) {
      timers.registerEventTimeTimer(forgotten(timeline));
    }
    long watermark = timers.currentWatermark();
    if (watermark > Long.MIN_VALUE / Sample.NANOS_PER_MILLI
        && watermark >= update.periodKnownAt() // else samples from before it wait
        && watermark < Long.MAX_VALUE / Sample.NANOS_PER_MILLI) {
      long passed = watermark * Sample.NANOS_PER_MILLI;
      PendingSamples pending = release.pending();
      boolean estimates = grids.at(update.period()).gapFill() == GapFill.ESTIMATE;
      timeline.forgetBefore(
          pending == null ? passed : Math.min(passed, pending.oldestPending(passed, estimates)));
    }
    timelines.update(timeline);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
    ParameterTimeline timeline = timelines.value();
    TimerService timers = context.timerService();
    release.onTimer(timestamp, timeline == null ? NO_UPDATES : timeline, timers, out);
    long watermark = timers.currentWatermark();
    boolean alone = retention.isLimited() && timeline != null && release.pending() == null;
    if (!alone || watermark == Long.MAX_VALUE) { // the end of the input is no silence
      return;
    }
    if (forgotten(timeline) <= watermark) {
      timelines.clear();
    } else {
      timers.registerEventTimeTimer(forgotten(timeline));
    }
  }

  private ParameterTimeline timeline() throws Exception {
    ParameterTimeline timeline = timelines.value();
    return timeline == null ? NO_UPDATES : timeline;
  }

  /** The timer must not stay beside that of pending samples: deleting one would delete both. */
  private void deleteTimer(ParameterTimeline timeline, TimerService timers) {
    if (timeline != null && timeline.size > 0) {
      timers.deleteEventTimeTimer(forgotten(timeline));
    }
  }

  /** The watermark in milliseconds from which no sample can need the timeline any more. */
  private long forgotten(ParameterTimeline timeline) {
    return retention.over(timeline.newest());
  }
}
