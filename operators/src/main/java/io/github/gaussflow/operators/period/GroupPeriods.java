/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.filter.statistics.NominalPeriod;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles each group's period, once: with the first sample in event time that makes one of its
 * sensors sure, it is the median of what its sensors have told up to then.
 *
 * <p>State of a group: what its sensors tell, until the watermark has passed that sample, then the
 * period. One timer for each sensor that is sure before that.
 */
public final class GroupPeriods extends KeyedProcessFunction<String, SensorPeriod, GroupPeriod> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(GroupPeriods.class);

  private final SamplingGrids grids;
  private final int window;
  private final boolean logs;

  private transient ListState<SensorPeriod> told;
  private transient ValueState<Long> settled;

  /**
   * Settles periods that fit these grids.
   *
   * @param window the length of a window in periods
   * @param logs whether each period is logged; if not, only where debug messages are
   */
  public GroupPeriods(SamplingGrids grids, int window, boolean logs) {
    this.grids = grids;
    this.window = window;
    this.logs = logs;
  }

  @Override
  public void open(OpenContext context) {
    told =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("told", TypeInformation.of(SensorPeriod.class)));
    settled = getRuntimeContext().getState(new ValueStateDescriptor<>("period", Types.LONG));
  }

  @Override
  public void processElement(SensorPeriod sensor, Context context, Collector<GroupPeriod> out)
      throws Exception {
    if (settled.value() == null) {
      told.add(sensor);
      if (sensor.sure()) {
        context.timerService().registerEventTimeTimer(watermark(sensor.time()));
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<GroupPeriod> out)
      throws Exception {
    if (settled.value() != null) {
      return; // by an earlier timer
    }
    long first = Long.MAX_VALUE;
    for (SensorPeriod sensor : told.get()) {
      first = sensor.sure() ? Math.min(first, sensor.time()) : first;
    }
    Map<String, SensorPeriod> sensors = new HashMap<>();
    for (SensorPeriod sensor : told.get()) {
      if (sensor.time() <= first) {
        sensors.merge(
            sensor.sensor(), sensor, (one, other) -> one.time() < other.time() ? other : one);
      }
    }
    String group = sensors.values().iterator().next().group();
    long period =
        NominalPeriod.ofSensors(
            sensors.values().stream().mapToLong(SensorPeriod::period).toArray());
    requireFitting(group, period);
    if (logs) {
      LOG.info("period of group '{}': {} ns, told by {} sensors", group, period, sensors.size());
    } else {
      LOG.debug("period of group '{}': {} ns", group, period);
    }
    out.collect(new GroupPeriod(group, period, watermark(first)));
    settled.update(period);
    told.clear();
  }

  private void requireFitting(String group, long period) {
    try {
      grids.at(period);
      Math.multiplyExact(period, (long) window);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalStateException(
          "the samples of group '%s' tell a period of %s, which does not fit the settings: %s; change them, or give the period, 'filter.period' in a job file"
              .formatted(group, Duration.ofNanos(period), e.getMessage()),
          e);
    }
  }

  private static long watermark(long time) {
    return Math.floorDiv(time, Sample.NANOS_PER_MILLI);
  }
}
