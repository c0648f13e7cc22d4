/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The Gaussian filter where sensors share parameters: frames by sensor, updates broadcast to every
 * subtask.
 *
 * <p>State besides {@link PendingRelease}: the {@link ParameterTimeline} of each group, as far back
 * as a sample can still be waiting, until the {@link Retention} is over and an update of any group
 * comes.
 *
 * @param <O> the records that outputs leave in
 */
public final class GroupGaussianFilter<O>
    extends KeyedBroadcastProcessFunction<String, Frame, ParameterUpdate, O> {

  /** The broadcast state: the timeline of each group. */
  public static final MapStateDescriptor<String, ParameterTimeline> TIMELINES =
      new MapStateDescriptor<>(
          "timelines", Types.STRING, TypeInformation.of(ParameterTimeline.class));

  private static final long serialVersionUID = 1L;
  private static final ParameterTimeline NO_UPDATES = new ParameterTimeline();

  private final KernelSupport support;
  private final SamplingGrids grids;
  private final InitialParameters initial;
  private final NoiseModel noise;
  private final Retention retention;
  private final OutputForm<O> form;

  private transient PendingRelease<O> release;

  /** The earliest time at which one of the timelines seen last is over. */
  private transient long nextSweep;

  /**
   * A filter that starts with the initial parameters.
   *
   * @param noise the noise that is known before the first update, for the standard error
   * @param retention how long parameters hold when no update follows
   * @param form the records that outputs leave in
   */
  public GroupGaussianFilter(
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
    nextSweep = Long.MIN_VALUE;
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
  }

  @Override
  public void processElement(Frame frame, ReadOnlyContext context, Collector<O> out)
      throws Exception {
    release.accept(
        frame,
        () -> timelineOf(context.getBroadcastState(TIMELINES), frame.group()),
        context.timerService(),
        out);
  }

  @Override
  public void processBroadcastElement(ParameterUpdate update, Context context, Collector<O> out)
      throws Exception {
    BroadcastState<String, ParameterTimeline> timelines = context.getBroadcastState(TIMELINES);
    ParameterTimeline timeline = timelines.get(update.group());
    if (timeline == null) {
      timeline = new ParameterTimeline();
    }
    timeline.insert(update);
    long watermark = context.currentWatermark();
    long oldestWaiting =
        watermark < update.periodKnownAt()
            ? Long.MIN_VALUE // samples from before the watermark wait for their period
            : grids.at(update.period()).oldestWaiting(watermark, support.lookahead());
    timeline.forgetBefore(oldestWaiting);
    timelines.put(update.group(), timeline);
    if (retention.isLimited() && oldestWaiting >= nextSweep) {
      sweep(timelines, oldestWaiting);
    }
  }

  /** Drops what no sample needs any more; looks at all groups once a retention, not more often. */
  private void sweep(BroadcastState<String, ParameterTimeline> timelines, long oldestWaiting)
      throws Exception {
    nextSweep = Long.MAX_VALUE;
    Iterator<Map.Entry<String, ParameterTimeline>> groups = timelines.iterator();
    while (groups.hasNext()) {
      long forgotten = retention.limit(groups.next().getValue().newest());
      if (forgotten <= oldestWaiting) {
        groups.remove();
      } else {
        nextSweep = Math.min(nextSweep, forgotten);
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
    PendingSamples pending = release.pending();
    if (pending == null) {
      return;
    }
    ParameterTimeline timeline = timelineOf(context.getBroadcastState(TIMELINES), pending.group);
    release.onTimer(timestamp, timeline, context.timerService(), out);
  }

  private static ParameterTimeline timelineOf(
      ReadOnlyBroadcastState<String, ParameterTimeline> timelines, String group) throws Exception {
    ParameterTimeline timeline = timelines.get(group);
    return timeline == null ? NO_UPDATES : timeline;
  }
}
