/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The operators that tell periods from frames and lay the frames out, put together.
 *
 * <pre>
 *   frames --> SensorPeriods -- by group --> GroupPeriods
 *      |                                          |
 *      +--> layout &lt;========= periods ========+
 * </pre>
 */
public final class PeriodEstimation {

  private PeriodEstimation() {}

  /**
   * Frames in the slots of their group's period.
   *
   * @param frames by sensor, of samples in time order, without empty slots
   * @param grids the grid of each period
   * @param window the length of a window in periods
   * @param scope which sensors share a period; it is broadcast unless each has its own
   * @param uidPrefix what the operators' uids start with
   */
  public static SingleOutputStreamOperator<Frame> laidOut(
      KeyedStream<Frame, String> frames,
      SamplingGrids grids,
      int window,
      Scope scope,
      String uidPrefix) {
    SingleOutputStreamOperator<GroupPeriod> periods =
        frames
            .process(new SensorPeriods())
            .name("sensor periods")
            .uid(uidPrefix + "-sensor-periods")
            .keyBy(SensorPeriod::group, Types.STRING)
            .process(new GroupPeriods(grids, window, scope != Scope.SENSOR))
            .name("group periods")
            .uid(uidPrefix + "-group-periods");
    SingleOutputStreamOperator<Frame> laidOut =
        scope == Scope.SENSOR
            ? frames
                .connect(periods.keyBy(GroupPeriod::group, Types.STRING))
                .process(new SensorFrameLayout(grids))
            : frames
                .connect(periods.broadcast(GroupFrameLayout.PERIODS))
                .process(new GroupFrameLayout(grids));
    return laidOut.name("frame layout").uid(uidPrefix + "-frame-layout");
  }
}
