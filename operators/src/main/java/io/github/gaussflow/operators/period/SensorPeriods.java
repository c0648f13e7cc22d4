/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.filter.statistics.NominalPeriod;
import io.github.gaussflow.operators.frame.Frame;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells each sensor's period from the times of its first samples, {@link NominalPeriod}: whenever
 * it is looked at, until it is sure. The frames have the samples in order, so nothing depends on
 * arrival. A sensor whose samples end before that tells what they say, if there are two.
 *
 * <p>State of a sensor: {@link FirstTimes}, at most {@value NominalPeriod#MOST} and one, then a
 * mark that it is sure. A timer for the end of the input until then.
 */
public final class SensorPeriods extends KeyedProcessFunction<String, Frame, SensorPeriod> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<FirstTimes> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("times", Types.POJO(FirstTimes.class)));
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<SensorPeriod> out)
      throws Exception {
    FirstTimes first = state.value();
    if (first == null) {
      first = new FirstTimes();
      first.sensor = frame.sensor();
      first.group = frame.group();
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    } else if (first.times == null) {
      return;
    }
    for (int slot = 0; slot < frame.size() && first.times != null; slot++) {
      if (Double.isNaN(frame.values()[slot])) {
        continue;
      }
      first.add(frame.time(slot));
      if (NominalPeriod.isLookedAtAfter(first.times.length - 1)) {
        boolean sure = NominalPeriod.isSure(first.times);
        long period = NominalPeriod.of(first.times).getAsLong();
        out.collect(new SensorPeriod(first.sensor, first.group, period, frame.time(slot), sure));
        if (sure) {
          first.times = null;
          context.timerService().deleteEventTimeTimer(Long.MAX_VALUE);
        }
      }
    }
    state.update(first);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SensorPeriod> out)
      throws Exception {
    FirstTimes first = state.value();
    if (first == null || first.times == null) {
      return;
    }
    OptionalLong period = NominalPeriod.of(first.times);
    if (period.isPresent()) {
      out.collect(
          new SensorPeriod(first.sensor, first.group, period.getAsLong(), Long.MAX_VALUE, true));
    }
    first.times = null;
    state.update(first);
  }
}
