/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.Sample;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lays samples into the slots of their group's period, once that is known: what both layout
 * operators do with frames that have no empty slots yet.
 *
 * <p>What waited leaves in one frame with the next samples, or at the next watermark: it does so
 * ahead of every watermark that has passed {@link GroupPeriod#knownAt}, as that brings the period.
 * At the end of the input the samples of a group without a period are rejected.
 *
 * <p>State of a sensor: {@code waiting}, at most {@value
 * io.github.gaussflow.filter.statistics.NominalPeriod#MOST} samples and those that come until the
 * watermark has passed them, with one timer; {@code newest}, the time of its newest sample, to
 * count gaps.
 */
final class FrameLayout {

  /** The samples of groups that never showed a period. */
  static final OutputTag<Sample> WITHOUT_PERIOD =
      new OutputTag<>("without-period", TypeInformation.of(Sample.class));

  private final SamplingGrids grids;
  private final ValueState<WaitingFrame> waiting;
  private final ValueState<Long> newest;
  private final Counter gaps;

  FrameLayout(SamplingGrids grids, RuntimeContext context) {
    this.grids = grids;
    this.waiting =
        context.getState(new ValueStateDescriptor<>("waiting", Types.POJO(WaitingFrame.class)));
    this.newest = context.getState(new ValueStateDescriptor<>("newest", Types.LONG));
    this.gaps = context.getMetricGroup().counter("gaps");
  }

  /**
   * Takes a frame.
   *
   * @param period of the frame's group, null as long as it is not known
   */
  void accept(Frame frame, GroupPeriod period, TimerService timers, Collector<Frame> out)
      throws Exception {
    WaitingFrame frames = waiting.value();
    if (frames == null && period != null) {
      emit(frame, period, out);
      return;
    }
    if (frames == null) {
      frames = new WaitingFrame();
      frames.sensor = frame.sensor();
      frames.group = frame.group();
    }
    frames.slots.append(frame, 0, frame.size());
    if (period == null) {
      frames.timer.set(timers.currentWatermark() + 1, timers);
      waiting.update(frames);
      return;
    }
    frames.timer.clear(timers);
    waiting.clear();
    emit(frames.frame(), period, out);
  }

  /** The group whose period the sensor waits for, null if it does not. */
  String awaited() throws Exception {
    WaitingFrame frames = waiting.value();
    return frames == null ? null : frames.group;
  }

  /** Emits what waits if the period is known now; waits for the next watermark if not. */
  void onTimer(
      long timestamp,
      GroupPeriod period,
      TimerService timers,
      Collector<Frame> out,
      BiConsumer<OutputTag<Sample>, Sample> rejected)
      throws Exception {
    WaitingFrame frames = waiting.value();
    if (frames == null || !frames.timer.fires(timestamp)) {
      return;
    }
    if (period != null) {
      waiting.clear();
      emit(frames.frame(), period, out);
    } else if (timers.currentWatermark() == Long.MAX_VALUE) {
      waiting.clear();
      reject(frames, rejected);
    } else {
      frames.timer.set(timers.currentWatermark() + 1, timers);
      waiting.update(frames);
    }
  }

  private static void reject(WaitingFrame frames, BiConsumer<OutputTag<Sample>, Sample> rejected) {
    Slots slots = frames.slots;
    for (int slot = 0; slot < slots.size; slot++) {
      double reference = slots.references.length == 0 ? Double.NaN : slots.references[slot];
      boolean rest = slots.rest.length > 0 && slots.rest[slot];
      rejected.accept(
          WITHOUT_PERIOD,
          new Sample(
              frames.sensor, frames.group, slots.times[slot], slots.values[slot], reference, rest));
    }
  }

  /** The same samples, with empty slots where some are missing. */
  private void emit(Frame frame, GroupPeriod period, Collector<Frame> out) throws Exception {
    SamplingGrid grid = grids.at(period.period());
    Long before = newest.value();
    if (before != null && grid.cuts(before, frame.firstTime())) {
      gaps.inc();
    }
    int missing = 0;
    for (int sample = 1; sample < frame.size(); sample++) {
      long earlier = frame.time(sample - 1);
      missing += grid.missingBetween(earlier, frame.time(sample));
      if (grid.cuts(earlier, frame.time(sample))) {
        gaps.inc();
      }
    }
    newest.update(frame.lastTime());
    Frame laid = missing == 0 ? frame : laid(frame, grid);
    out.collect(laid.withPeriod(period.period(), period.knownAt()));
  }

  private static Frame laid(Frame frame, SamplingGrid grid) {
    Slots slots = new Slots();
    for (int sample = 0; sample < frame.size(); sample++) {
      if (sample > 0) {
        slots.appendMissing(grid, frame.time(sample));
      }
      slots.append(frame, sample, sample + 1);
    }
    return slots.toFrame(frame.sensor(), frame.group());
  }
}
