/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The layout where each sensor is a group: frames and periods both by sensor.
 *
 * <p>State besides {@link FrameLayout}: the sensor's period.
 */
public final class SensorFrameLayout
    extends KeyedCoProcessFunction<String, Frame, GroupPeriod, Frame> {

  /** The samples of sensors that never showed a period. */
  public static final OutputTag<Sample> WITHOUT_PERIOD = FrameLayout.WITHOUT_PERIOD;

  private static final long serialVersionUID = 1L;

  private final SamplingGrids grids;

  private transient FrameLayout layout;
  private transient ValueState<GroupPeriod> periods;

  /** A layout in these grids. */
  public SensorFrameLayout(SamplingGrids grids) {
    this.grids = grids;
  }

  @Override
  public void open(OpenContext context) {
    layout = new FrameLayout(grids, getRuntimeContext());
    periods =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("period", TypeInformation.of(GroupPeriod.class)));
  }

  @Override
  public void processElement1(Frame frame, Context context, Collector<Frame> out) throws Exception {
    layout.accept(frame, periods.value(), context.timerService(), out);
  }

  @Override
  public void processElement2(GroupPeriod period, Context context, Collector<Frame> out)
      throws Exception {
    // What waits leaves later: batch mode sorts frames by timestamp, and this one may have the
    // timestamp of a frame that is still to come.
    periods.update(period);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    layout.onTimer(timestamp, periods.value(), context.timerService(), out, context::output);
  }
}
