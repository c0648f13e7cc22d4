/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.outlier;

import static io.github.gaussflow.filter.outlier.HampelIdentifier.REACH;

import io.github.gaussflow.filter.outlier.HampelIdentifier;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.Sample;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Replaces each sensor's outliers by what the {@link HampelIdentifier} puts in their place; the
 * measured values stay in {@link Frame#outliers}.
 *
 * <p>A sample leaves as soon as the three slots after it are known: when a sample of the third or a
 * later slot is there, or when the watermark has passed it by {@value #PERIODS} periods, the
 * longest that three slots can take. Downstream the watermark must be put back by as much, {@link
 * WatermarkDelay}. Which samples the median of a sample is taken over follows from their times
 * alone, and the identifier looks back over a number of samples, so nothing depends on how they
 * were cut into frames. After a silence that cuts the series it begins anew.
 *
 * <p>State of a sensor: {@link UnjudgedSamples}, at most three slots on either side of the oldest
 * one that waits and the identifier's memory; dropped when the sensor has been silent for longer
 * than the longest gap. Two timers: in batch mode the second lets out the last samples of a sensor,
 * with a timestamp after those of all its frames, by which batch mode sorts them.
 */
public final class OutlierReplacement extends KeyedProcessFunction<String, Frame, Frame> {

  private static final long serialVersionUID = 1L;

  /**
   * A sample more than these periods after another is at least four slots after it: of k steps each
   * is at least one slot and rounds down by at most half of one.
   */
  private static final int PERIODS = 5;

  private final SamplingGrid grid;

  private transient ValueState<UnjudgedSamples> state;
  private transient HampelIdentifier identifier;
  private transient Counter replaced;

  /**
   * Replaces outliers.
   *
   * @param grid where the samples lie; it reaches at least {@link HampelIdentifier#REACH} slots, so
   *     that medians do not reach across a cut
   * @throws IllegalArgumentException if it reaches less
   */
  public OutlierReplacement(SamplingGrid grid) {
    if (grid.reach() < REACH) {
      throw new IllegalArgumentException(
          "grid must reach at least %d slots, but reaches %d".formatted(REACH, grid.reach()));
    }
    this.grid = grid;
  }

  /** How far watermarks must be put back after this operator, in milliseconds. */
  public static long delay(SamplingGrid grid) {
    return -Math.floorDiv(-held(grid), Sample.NANOS_PER_MILLI);
  }

  private static long held(SamplingGrid grid) {
    return grid.period() > Long.MAX_VALUE / PERIODS ? Long.MAX_VALUE : PERIODS * grid.period();
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("unjudged", TypeInformation.of(UnjudgedSamples.class)));
    identifier = new HampelIdentifier();
    replaced = getRuntimeContext().getMetricGroup().counter("outliersReplaced");
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<Frame> out) throws Exception {
    UnjudgedSamples samples = state.value();
    if (samples == null) {
      samples = new UnjudgedSamples();
      samples.sensor = frame.sensor();
      samples.group = frame.group();
    } else {
      samples.slots.appendMissing(grid, frame.firstTime());
    }
    samples.slots.append(frame, 0, frame.size());
    release(samples, samples.slots.size - REACH, out);
    setTimers(samples, context.timerService());
    state.update(samples);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    UnjudgedSamples samples = state.value();
    if (samples == null) {
      return;
    }
    if (samples.end.fires(timestamp)) {
      release(samples, samples.slots.size, out);
      state.clear();
      return;
    }
    long watermark = context.timerService().currentWatermark();
    if (!samples.due.fires(timestamp) || watermark == Long.MAX_VALUE) {
      return; // at the end of the input the other timer is still to come
    }
    int end = samples.next;
    while (end < samples.slots.size
        && (!samples.slots.holdsSample(end) || due(samples.slots.times[end]) <= watermark)) {
      end++;
    }
    release(samples, end, out);
    setDue(samples, context.timerService());
    state.update(samples);
  }

  private void setTimers(UnjudgedSamples samples, TimerService timers) {
    // The end is always after what is due, so that the two never are one timer; moved first, as
    // the new due time may be where the end was.
    long last = samples.slots.lastTime();
    long latest = Math.max(due(last), Math.max(grid.settled(last), grid.partEnd(last)));
    samples.end.set(latest + 1, timers);
    setDue(samples, timers);
  }

  private void setDue(UnjudgedSamples samples, TimerService timers) {
    for (int slot = samples.next; slot < samples.slots.size; slot++) {
      if (samples.slots.holdsSample(slot)) {
        samples.due.set(due(samples.slots.times[slot]), timers);
        return;
      }
    }
  }

  /** The watermark in milliseconds at which the three slots after a sample are known. */
  private long due(long time) {
    long held = held(grid);
    long known = time > Long.MAX_VALUE - held ? Long.MAX_VALUE : time + held;
    return Math.floorDiv(known, Sample.NANOS_PER_MILLI);
  }

  /** Judges the slots before {@code end} and emits those from the first to the last sample. */
  private void release(UnjudgedSamples samples, int end, Collector<Frame> out) {
    Slots slots = samples.slots;
    int from = samples.next;
    while (from < end && !slots.holdsSample(from)) {
      from++;
    }
    int to = end;
    while (to > from && !slots.holdsSample(to - 1)) {
      to--;
    }
    if (from >= to) {
      return;
    }
    out.collect(judged(samples, from, to));
    int kept = Math.min(slots.size, slots.size - to + REACH);
    samples.next = to - (slots.size - kept);
    slots.keepLast(kept);
  }

  private Frame judged(UnjudgedSamples samples, int from, int to) {
    Slots slots = samples.slots;
    double[] values = new double[to - from];
    double[] outliers = new double[0];
    identifier.restore(samples.deviations);
    for (int slot = from; slot < to; slot++) {
      double measured = slots.values[slot];
      if (slots.holdsSample(slot)) {
        if (grid.cuts(samples.lastJudged, slots.times[slot])) {
          identifier.forget();
        }
        samples.lastJudged = slots.times[slot];
      }
      double value = identifier.judge(slots.values, slots.size, slot);
      values[slot - from] = value;
      if (value != measured && slots.holdsSample(slot)) {
        if (outliers.length == 0) {
          outliers = new double[to - from];
          Arrays.fill(outliers, Double.NaN);
        }
        outliers[slot - from] = measured;
        replaced.inc();
      }
    }
    samples.deviations = identifier.state();
    return new Frame(
        samples.sensor,
        samples.group,
        Arrays.copyOfRange(slots.times, from, to),
        values,
        slots.references.length == 0
            ? new double[0]
            : Arrays.copyOfRange(slots.references, from, to),
        slots.rest.length == 0 ? new boolean[0] : Arrays.copyOfRange(slots.rest, from, to),
        outliers);
  }
}
