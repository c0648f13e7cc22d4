/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * When samples that lie anywhere in time are due: once the watermark has passed them, and once what
 * lies within the {@linkplain IrregularTaps#reach reach} after them is known. That is so when a
 * sample at or after the end of that reach is there, a silence follows that cuts or {@linkplain
 * SamplingGrid#flushes flushes}, or the watermark has passed the end: at the latest L and a half
 * periods after the sample, in event time.
 *
 * <p>State of a sensor: {@link PendingSamples}, at most what the oldest sample that is not due
 * reaches back to.
 *
 * @param <O> the records that outputs leave in
 */
final class IrregularRelease<O> extends PendingRelease<O> {

  private final SamplingGrid grid;
  private final ValueState<PendingSamples> state;
  private final IrregularSlotFilter<O> filter;
  private final long ahead;
  private final long back;

  IrregularRelease(
      KernelSupport support,
      SamplingGrid grid,
      InitialParameters initial,
      NoiseModel noise,
      Retention retention,
      ValueState<PendingSamples> state,
      OutputForm<O> form) {
    super(support, grid, initial, noise, retention, state, form);
    this.grid = grid;
    this.state = state;
    this.filter = new IrregularSlotFilter<>(support, grid, initial, noise, retention, form);
    this.ahead = IrregularTaps.reach(support.lookahead(), grid.period());
    this.back = IrregularTaps.reach(support.lookback(), grid.period());
  }

  /** The timer is set to the next watermark: which samples it brings the lookahead of, it sees. */
  @Override
  void accept(Frame frame, Timeline timeline, TimerService timers, Collector<O> out)
      throws Exception {
    accept(frame, timers);
  }

  @Override
  public void onTimer(
      long timestamp, ParameterTimeline timeline, TimerService timers, Collector<O> out)
      throws Exception {
    PendingSamples pending = state.value();
    if (pending == null || !pending.timer.fires(timestamp)) {
      return;
    }
    long watermark = timers.currentWatermark();
    Slots slots = pending.slots;
    long settled = grid.settled(slots.lastTime());
    if (settled <= watermark) {
      filter.filter(pending, slots.size, timeline, out);
      state.clear();
      return;
    }
    int passed = firstNotPassed(slots, pending.next, watermark);
    filter.filter(pending, firstNotDue(slots, pending.next, passed, watermark), timeline, out);
    forgetDone(pending);
    long next = settled;
    if (passed < slots.size) {
      next = watermark + 1;
    } else if (pending.next < slots.size) {
      long oldest = pending.oldestPending(slots.lastTime(), false);
      next = Math.min(grid.flushed(slots.lastTime()), reachEnd(oldest)); // not after settled
    }
    pending.timer.set(next, timers);
    state.update(pending);
  }

  /** The watermark in milliseconds at which all samples of a sample's reach have been seen. */
  private long reachEnd(long time) {
    long end = time + ahead;
    return Math.floorDiv(end < time ? Long.MAX_VALUE : end, Sample.NANOS_PER_MILLI);
  }

  private int firstNotDue(Slots slots, int from, int passed, long watermark) {
    long newest = slots.lastTime();
    if (grid.flushed(newest) <= watermark) {
      return passed;
    }
    int lastEnd = slots.size - 1;
    while (lastEnd >= from && !endsRun(slots, lastEnd)) {
      lastEnd--;
    }
    int slot = from;
    while (slot < passed
        && (slot <= lastEnd
            || newest - slots.times[slot] >= ahead
            || reachEnd(slots.times[slot]) <= watermark)) {
      slot++;
    }
    return slot;
  }

  /** Whether outputs up to a slot use nothing after it, as what follows shows. */
  private boolean endsRun(Slots slots, int slot) {
    if (!slots.holdsSample(slot)) {
      return true;
    }
    return slot + 1 < slots.size
        && slots.holdsSample(slot + 1)
        && grid.flushes(slots.times[slot], slots.times[slot + 1]);
  }

  /** Drops the slots that no later output reaches back to. */
  private void forgetDone(PendingSamples pending) {
    Slots slots = pending.slots;
    // A sample yet to come lies after the newest one, and after all that are pending.
    long oldest = pending.oldestPending(slots.lastTime(), false);
    int first = pending.next;
    int start = IrregularSlotFilter.segmentStart(slots, pending.next);
    while (first > start && oldest - slots.times[first - 1] <= back) {
      first--;
    }
    pending.forgetDone(pending.next - first);
  }
}
