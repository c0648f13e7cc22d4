/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.frame.SlotTimes;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.Sample;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * When a sensor's samples are due: what both filter operators do with frames and timers.
 *
 * <p>A sample is due once the watermark of frames and updates together has passed it, so that every
 * update that concerns it is there, and once its lookahead is there or known to stay away: because
 * no sample came, or comes, for longer than {@link SamplingGrid#flushAfter}.
 *
 * <p>State of a sensor: {@link PendingSamples}, at most the R slots before the oldest sample that
 * is not due; dropped when the sensor has been silent for longer than the longest gap. One timer.
 *
 * @param <O> the records that outputs leave in
 */
public class PendingRelease<O> {

  /** A buffer that has become longer, as where watermarks are far behind, does not stay. */
  private static final int LONGEST_BUFFER = 1 << 16;

  private final KernelSupport support;
  private final SamplingGrids grids;
  private final SlotFilter<O> filter;
  private final ValueState<PendingSamples> state;

  /** Where the slots of a sensor and its frames are put together, for one after the other. */
  private Slots buffer = new Slots();

  /**
   * The samples of the sensor that {@code state} belongs to at a time.
   *
   * @param noise the noise that is known before the first update, for the standard error
   */
  public PendingRelease(
      KernelSupport support,
      SamplingGrids grids,
      InitialParameters initial,
      NoiseModel noise,
      Retention retention,
      ValueState<PendingSamples> state,
      OutputForm<O> form) {
    this.support = support;
    this.grids = grids;
    this.filter = new SlotFilter<>(support, initial, noise, retention, form);
    this.state = state;
  }

  /** The release of the grids' sampling. */
  static <O> PendingRelease<O> of(
      KernelSupport support,
      SamplingGrids grids,
      InitialParameters initial,
      NoiseModel noise,
      Retention retention,
      ValueState<PendingSamples> state,
      OutputForm<O> form) {
    return grids instanceof SamplingGrid grid && grid.sampling() == Sampling.IRREGULAR
        ? new IrregularRelease<>(support, grid, initial, noise, retention, state, form)
        : new PendingRelease<>(support, grids, initial, noise, retention, state, form);
  }

  /** Adds a frame, and sets the sensor's timer to the next watermark. */
  public void accept(Frame frame, TimerService timers) throws Exception {
    PendingSamples pending = appended(state.value(), frame);
    pending.timer.set(Math.max(timers.currentWatermark() + 1, frame.knownAt()), timers);
    state.update(pending);
  }

  /**
   * Adds a frame. Where the watermark has passed every sample whose lookahead it brings, as it has
   * where a sensor's samples come one by one, their outputs leave at once, and the timer stays as
   * it is; else it is set to the next watermark.
   *
   * @param timeline the parameters of the group; asked for only where outputs leave
   */
  void accept(Frame frame, Timeline timeline, TimerService timers, Collector<O> out)
      throws Exception {
    long watermark = timers.currentWatermark();
    SamplingGrid grid = grids.at(frame.period());
    PendingSamples pending = state.value();
    if (pending != null && waitsAsItIs(pending, frame, grid, watermark)) {
      pending.frames.add(frame);
      if (watermark < frame.knownAt()) {
        pending.timer.set(frame.knownAt(), timers);
      } else {
        pending.timer.setBefore(watermark + 1, timers);
      }
      state.update(pending);
      return;
    }
    pending = appended(pending, frame);
    Slots slots = pending.slots;
    int known = lookaheadKnown(slots, grid, watermark);
    if (watermark < frame.knownAt()) {
      // Updates that concern samples which waited for their period are there once it was known.
      pending.timer.set(frame.knownAt(), timers);
    } else if (firstNotPassed(slots, pending.next, watermark) < known) {
      pending.timer.setBefore(watermark + 1, timers);
    } else {
      if (known > pending.next) {
        filter.filter(pending, grid, known, timeline.get(), out);
        pending.forgetDone(support.lookback());
      }
      if (!pending.timer.isSet()) { // else it fires too early, and is set anew then
        pending.timer.set(grid.flushed(slots.lastTime()), timers);
      }
    }
    state.update(pending);
  }

  /**
   * Whether all outputs that a frame completes wait for a watermark, and its slots follow the ones
   * before without any between.
   */
  private boolean waitsAsItIs(
      PendingSamples pending, Frame frame, SamplingGrid grid, long watermark) {
    return !grid.flushesEarly()
        && pending.period == frame.period()
        && grid.missingBetween(pending.lastTime(), frame.firstTime()) == 0
        && completesOneThatWaits(pending.frames, frame, watermark);
  }

  /** Whether the first sample that no watermark has passed has its lookahead with a frame. */
  private boolean completesOneThatWaits(List<Frame> before, Frame frame, long watermark) {
    Frame first = before.isEmpty() ? frame : before.get(0);
    if (Math.floorDiv(first.firstTime(), Sample.NANOS_PER_MILLI) <= watermark) {
      return false;
    }
    int slots = frame.size();
    for (int i = 0; i < before.size() && slots <= support.lookahead(); i++) {
      slots += before.get(i).size();
    }
    return slots > support.lookahead();
  }

  /** Where the parameters of a group are. */
  interface Timeline {
    ParameterTimeline get() throws Exception;
  }

  private PendingSamples appended(PendingSamples before, Frame frame) {
    PendingSamples pending = before;
    if (pending == null) {
      pending = new PendingSamples();
      pending.sensor = frame.sensor();
      pending.group = frame.group();
    } else {
      pending.gather(pending.slots);
      pending.slots.appendMissing(grids.at(frame.period()), frame.firstTime());
    }
    pending.slots.append(frame, 0, frame.size());
    pending.period = frame.period();
    return pending;
  }

  /** The sensor's pending samples, null if there are none; not to be changed. */
  PendingSamples pending() throws Exception {
    return state.value();
  }

  /** Emits what is due if the sensor's timer is the one that fires, and sets it anew. */
  public void onTimer(
      long timestamp, ParameterTimeline timeline, TimerService timers, Collector<O> out)
      throws Exception {
    PendingSamples pending = state.value();
    if (pending == null || !pending.timer.fires(timestamp)) {
      return;
    }
    long watermark = timers.currentWatermark();
    boolean inBuffer = !pending.frames.isEmpty();
    SamplingGrid grid = grids.at(pending.period);
    int ahead = inBuffer ? filterFrames(pending, grid, watermark, timeline, out) : 0;
    Slots slots = pending.slots;
    long settled = grid.settled(pending.lastTime());
    int passed = firstNotPassed(slots, pending.next, watermark);
    int known = lookaheadKnown(slots, grid, watermark);
    int end = settled <= watermark ? slots.size : Math.max(pending.next, Math.min(passed, known));
    filter.filter(pending, grid, end, timeline, out);
    slots.size -= ahead;
    if (settled <= watermark) {
      state.clear();
      return;
    }
    boolean waitsForWatermark = end < known || !pending.frames.isEmpty();
    long flushed = pending.next == slots.size ? settled : grid.flushed(pending.lastTime());
    if (inBuffer) {
      pending.copyNotDone(support.lookback());
      if (buffer.times.length > LONGEST_BUFFER) {
        buffer = new Slots();
      }
    } else {
      pending.forgetDone(support.lookback());
    }
    pending.timer.set(waitsForWatermark ? watermark + 1 : flushed, timers);
    state.update(pending);
  }

  /**
   * Filters what is due of the frames, each where it is but for what reaches over its ends, which
   * is done in the buffer. The slots are then those that are left of the frames before the first
   * one that waits, and a lookahead of that.
   *
   * @return the slots of that lookahead
   */
  private int filterFrames(
      PendingSamples pending,
      SamplingGrid grid,
      long watermark,
      ParameterTimeline timeline,
      Collector<O> out) {
    int lookahead = support.lookahead();
    int lookback = support.lookback();
    buffer.clear();
    buffer.append(pending.slots);
    pending.slots = buffer;
    int done = 0;
    for (Frame frame : pending.frames) {
      int passed = passed(frame, watermark);
      if (passed == 0) {
        break;
      }
      done++;
      int end = Math.min(passed, frame.size() - lookahead);
      if (end <= lookback || !SlotFilter.isWhole(frame)) {
        buffer.append(frame, 0, frame.size());
        continue;
      }
      buffer.append(frame, 0, lookback + lookahead);
      filter.begin(pending, grid, buffer.size - lookahead, timeline, out);
      filter.beginFrame(pending, frame, lookback, end, timeline, out);
      int kept = Math.min(end - lookback, frame.size() - 1); // at least the newest, for its time
      buffer.clear();
      buffer.append(frame, kept, frame.size());
      pending.next = end - kept;
    }
    pending.frames.subList(0, done).clear();
    int ahead = 0;
    for (int i = 0; i < pending.frames.size() && ahead < lookahead; i++) {
      Frame frame = pending.frames.get(i);
      int added = Math.min(lookahead - ahead, frame.size());
      buffer.append(frame, 0, added);
      ahead += added;
    }
    return ahead;
  }

  /** How many slots of a frame there are up to the last sample that a watermark has passed. */
  private static int passed(Frame frame, long watermark) {
    SlotTimes times = frame.slotTimes();
    if (Math.floorDiv(frame.lastTime(), Sample.NANOS_PER_MILLI) <= watermark) {
      return frame.size();
    }
    if (Math.floorDiv(frame.firstTime(), Sample.NANOS_PER_MILLI) > watermark) {
      return 0;
    }
    // The last sample is later, so the end of the watermark's millisecond fits a long.
    return times.isEven()
        ? times.firstFrom((watermark + 1) * Sample.NANOS_PER_MILLI, 1, frame.size())
        : frame.size();
  }

  /** The index of the first slot whose lookahead may still come. */
  private int lookaheadKnown(Slots slots, SamplingGrid grid, long watermark) {
    if (!grid.flushesEarly()) {
      return slots.size - support.lookahead();
    }
    if (grid.flushed(slots.lastTime()) <= watermark) {
      return slots.size;
    }
    int last = slots.size - 1;
    for (int slot = last - 1; slot >= slots.size - support.lookahead() && slot >= 0; slot--) {
      if (slots.holdsSample(slot)) {
        if (grid.flushes(slots.times[slot], slots.times[last])) {
          return slot + 1;
        }
        last = slot;
      }
    }
    return slots.size - support.lookahead();
  }

  /** The index of the first sample from {@code from} on that the watermark has not passed. */
  static int firstNotPassed(Slots slots, int from, long watermark) {
    int slot = slots.size;
    // The newest samples are the ones that wait.
    while (slot > from
        && (!slots.holdsSample(slot - 1)
            || Math.floorDiv(slots.times[slot - 1], Sample.NANOS_PER_MILLI) > watermark)) {
      slot--;
    }
    // Empty slots before a sample that waits need no watermark, those at the end do not exist.
    return slot;
  }
}
