/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The layout where sensors share a period: frames by sensor, periods broadcast to every subtask.
 *
 * <p>State besides {@link FrameLayout}: the period of each group.
 */
public final class GroupFrameLayout
    extends KeyedBroadcastProcessFunction<String, Frame, GroupPeriod, Frame> {

  /** The broadcast state: the period of each group. */
  public static final MapStateDescriptor<String, GroupPeriod> PERIODS =
      new MapStateDescriptor<>("periods", Types.STRING, TypeInformation.of(GroupPeriod.class));

  private static final long serialVersionUID = 1L;

  private final SamplingGrids grids;

  private transient FrameLayout layout;

  /** A layout in these grids. */
  public GroupFrameLayout(SamplingGrids grids) {
    this.grids = grids;
  }

  @Override
  public void open(OpenContext context) {
    layout = new FrameLayout(grids, getRuntimeContext());
  }

  @Override
  public void processElement(Frame frame, ReadOnlyContext context, Collector<Frame> out)
      throws Exception {
    GroupPeriod period = context.getBroadcastState(PERIODS).get(frame.group());
    layout.accept(frame, period, context.timerService(), out);
  }

  @Override
  public void processBroadcastElement(GroupPeriod period, Context context, Collector<Frame> out)
      throws Exception {
    context.getBroadcastState(PERIODS).put(period.group(), period);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    String group = layout.awaited();
    if (group == null) {
      return;
    }
    GroupPeriod period = context.getBroadcastState(PERIODS).get(group);
    layout.onTimer(timestamp, period, context.timerService(), out, context::output);
  }
}
