/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Puts each sensor's samples into event-time order at each watermark and emits them as frames;
 * late, invalid and duplicate samples go to side outputs.
 *
 * <p>State of a sensor:
 *
 * <ul>
 *   <li>{@code waiting}: {@link WaitingSamples}, the samples that no watermark has passed yet, as
 *       many as arrive within the lateness that the watermark allows; and the time of the newest
 *       sample emitted, until a watermark has passed it by the longest gap: afterwards no sample
 *       can be compared with it.
 *   <li>that of {@link FarSamples}: where many wait, those that the next watermarks will not pass.
 * </ul>
 *
 * <p>A sensor has one timer: for its oldest waiting sample or, where none waits, for forgetting.
 * Before the first watermark each part has one too. They matter at the end of the input: batch mode
 * sees no watermark before, takes no new timers there, and sorts the records of a sensor by
 * timestamp, so each part's frame has to leave with a timestamp of its own.
 *
 * <p>State of a subtask: {@link PassedWatermark}.
 */
public final class FrameAssembler extends KeyedProcessFunction<String, GatedBundle, Frame>
    implements CheckpointedFunction {

  /** Samples whose time the watermark, or the sensor's own output, had already passed. */
  public static final OutputTag<Sample> LATE =
      new OutputTag<>("late", TypeInformation.of(Sample.class));

  /** Samples whose value is NaN or infinite. */
  public static final OutputTag<Sample> INVALID =
      new OutputTag<>("invalid", TypeInformation.of(Sample.class));

  /** Samples at a time at which the sensor has another sample. */
  public static final OutputTag<Sample> DUPLICATE =
      new OutputTag<>("duplicate", TypeInformation.of(Sample.class));

  private static final long serialVersionUID = 1L;

  private final SamplingGrid grid;
  private final Scope scope;
  private final Rest rest;
  private final long linger;

  private transient ValueState<WaitingSamples> waiting;
  private transient FarSamples far;
  private transient PassedWatermark passedWatermark;
  private transient TimerService timers;
  private transient FrameCutter cutter;
  private transient Counter late;
  private transient Counter invalid;
  private transient Counter duplicates;
  private transient Counter gaps;

  /**
   * An assembler for sensors of one sampling grid.
   *
   * @param rest which samples the frames mark as being at rest
   */
  public FrameAssembler(SamplingGrid grid, Scope scope, Rest rest) {
    this(grid, scope, rest, 0);
  }

  /**
   * An assembler behind a {@link SampleGate} in which samples linger.
   *
   * @param rest which samples the frames mark as being at rest
   * @param linger for how long, in milliseconds: as much as the watermark here is behind that of
   *     the gate, which tells what is late
   */
  public FrameAssembler(SamplingGrid grid, Scope scope, Rest rest, long linger) {
    this.grid = grid;
    this.scope = scope;
    this.rest = rest;
    this.linger = linger;
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("waiting", TypeInformation.of(WaitingSamples.class)));
    far = new FarSamples(grid, getRuntimeContext());
    cutter = new FrameCutter(grid, scope, rest);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    late = metrics.counter("numLateRecordsDropped");
    invalid = metrics.counter("invalidSamples");
    duplicates = metrics.counter("duplicateSamples");
    gaps = metrics.counter("gaps");
  }

  @Override
  public void processElement(GatedBundle gated, Context context, Collector<Frame> out)
      throws Exception {
    timers = context.timerService();
    long passed = passedWatermark.at(timers);
    SampleBundle bundle = gated.samples();
    if (gated.isInTime()) {
      passed = passedWatermark.restored(); // of which the gate does not know
    }
    if (!gated.isReleased()) {
      accept(bundle, passed, context);
      return;
    }
    WaitingSamples samples = waiting.value();
    if (isNext(bundle, samples, passed)) {
      if (samples == null) {
        samples = new WaitingSamples();
      }
      emit(bundle, bundle.size, samples, out);
    } else {
      accept(bundle, passed, context);
      samples = waiting.value();
      if (samples == null) {
        return;
      }
      release(samples, gated.releasedAt(), context, out);
    }
    rememberOrForget(samples, gated.releasedAt());
  }

  /** Whether the samples of a bundle come after all others, in order and in time. */
  private static boolean isNext(SampleBundle bundle, WaitingSamples samples, long passed) {
    if (bundle.timestampOf(0) <= passed || !bundle.isIncreasing()) {
      return false;
    }
    return samples == null
        || samples.isEmpty()
            && !samples.timerOfEachPart
            && !(samples.hasLast && bundle.times[0] <= samples.last);
  }

  /** Lets the samples of a bundle wait but for the late and the invalid ones. */
  private void accept(SampleBundle bundle, long passed, Context context) throws Exception {
    long watermark = timers.currentWatermark();
    WaitingSamples samples = null;
    long oldest = Long.MAX_VALUE;
    int before = 0;
    for (int i = 0; i < bundle.size; i++) {
      if (!Double.isFinite(bundle.values[i])) {
        invalid.inc();
        context.output(INVALID, bundle.sample(i));
      } else if (bundle.timestampOf(i) <= passed) {
        late.inc();
        context.output(LATE, bundle.sample(i));
      } else {
        if (samples == null) {
          samples = waitingOf(watermark);
          before = samples.near.size;
        }
        samples.near.append(bundle, i);
        oldest = Math.min(oldest, bundle.times[i]);
      }
    }
    if (samples == null) {
      return;
    }
    if (samples.timerOfEachPart) {
      setTimersOfParts(samples.near, before);
    }
    long due = Math.floorDiv(oldest, Sample.NANOS_PER_MILLI);
    if (before == 0 && samples.parts.isEmpty() || due < samples.timer.time) {
      samples.timer.set(due, timers);
    }
    far.putApart(samples, before, watermark);
    waiting.update(samples);
  }

  private WaitingSamples waitingOf(long watermark) throws Exception {
    WaitingSamples samples = waiting.value();
    if (samples == null) {
      samples = new WaitingSamples();
    }
    if (watermark > Long.MIN_VALUE) {
      deleteTimersOfParts(samples);
    } else if (samples.isEmpty()) {
      samples.timerOfEachPart = true;
    }
    return samples;
  }

  private void setTimersOfParts(SampleBundle samples, int from) {
    long partEnd = Long.MIN_VALUE;
    for (int i = from; i < samples.size; i++) {
      long end = grid.partEnd(samples.times[i]);
      if (end != partEnd) {
        timers.registerEventTimeTimer(end);
        partEnd = end;
      }
    }
  }

  /** Once there are watermarks the one timer is enough. */
  private void deleteTimersOfParts(WaitingSamples samples) {
    if (!samples.timerOfEachPart) {
      return;
    }
    samples.timerOfEachPart = false;
    long partEnd = Long.MIN_VALUE;
    for (int i = 0; i < samples.near.size; i++) {
      long end = grid.partEnd(samples.near.times[i]);
      if (end != partEnd) {
        deleteTimerOfPart(samples, end);
        partEnd = end;
      }
    }
    for (long end : samples.parts) {
      deleteTimerOfPart(samples, end);
    }
  }

  private void deleteTimerOfPart(WaitingSamples samples, long partEnd) {
    if (partEnd != samples.timer.time) { // they would be one
      timers.deleteEventTimeTimer(partEnd);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    timers = context.timerService();
    long watermark = timers.currentWatermark();
    boolean atEnd = watermark == Long.MAX_VALUE;
    passedWatermark.at(timers);
    WaitingSamples samples = waiting.value();
    boolean fires = samples != null && samples.timer.fires(timestamp);
    if (samples == null || !fires && !(atEnd && samples.timerOfEachPart)) {
      return;
    }
    if (!atEnd) {
      deleteTimersOfParts(samples);
    }
    release(samples, releasedAt(samples, timestamp, watermark), context, out);
    rememberOrForget(samples, watermark);
  }

  /** The time in milliseconds up to which samples leave. */
  private long releasedAt(WaitingSamples samples, long timestamp, long watermark) {
    if (watermark < Long.MAX_VALUE || !samples.timerOfEachPart) {
      return watermark;
    }
    long end = grid.partEndAfter(timestamp);
    return end == timestamp ? end : grid.partStart(end) - 1; // whole parts
  }

  /** Takes the samples up to a time in milliseconds out of the waiting ones and emits them. */
  private void release(
      WaitingSamples samples, long timestamp, Context context, Collector<Frame> out)
      throws Exception {
    far.takeBack(samples, timestamp);
    SampleBundle near = samples.near;
    int count = 0;
    for (int i = 0; i < near.size; i++) {
      if (near.timestampOf(i) <= timestamp) {
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    if (near.isIncreasing() && !(samples.hasLast && near.times[0] <= samples.last)) {
      emit(near, count, samples, out);
      near.dropFirst(count);
      return;
    }
    List<Sample> released = new ArrayList<>(count);
    SampleBundle kept = new SampleBundle(near.size - count);
    for (int i = 0; i < near.size; i++) {
      if (near.timestampOf(i) <= timestamp) {
        released.add(near.sample(i));
      } else {
        kept.append(near, i);
      }
    }
    samples.near = kept;
    SampleBundle accepted = inOrder(released, samples, context);
    emit(accepted, accepted.size, samples, out);
  }

  /** Emits frames of the first samples of a bundle, which are in order. */
  private void emit(
      SampleBundle accepted, int count, WaitingSamples samples, Collector<Frame> out) {
    for (Frame frame : cutter.cut(accepted, count)) {
      gaps.inc(cutter.cuts(samples.hasLast ? samples.last : null, frame));
      samples.hasLast = true;
      samples.last = frame.lastTime();
      out.collect(frame);
    }
  }

  /** Puts samples into order; the late and the duplicate ones go to side outputs. */
  private SampleBundle inOrder(List<Sample> released, WaitingSamples samples, Context context) {
    SampleOrder order = new SampleOrder(samples.hasLast ? samples.last : null, released);
    for (Sample sample : order.late()) {
      late.inc();
      context.output(LATE, sample);
    }
    for (Sample sample : order.duplicates()) {
      duplicates.inc();
      context.output(DUPLICATE, sample);
    }
    return SampleBundle.of(order.accepted());
  }

  private void rememberOrForget(WaitingSamples samples, long watermark) throws Exception {
    boolean atEnd = watermark == Long.MAX_VALUE;
    boolean someWait = !samples.isEmpty();
    if (samples.hasLast) {
      long settled = grid.settled(samples.last);
      if (atEnd ? !someWait : settled <= watermark) {
        samples.hasLast = false;
        if (!atEnd) {
          gaps.inc(); // nothing that could tell later is left; the end of the input is no gap
        }
      } else if (!someWait) {
        samples.timer.setBefore(settled, timers); // one that fires too early is set anew then
      }
    }
    if (someWait && !atEnd) { // at the end each part has its timer already
      samples.timer.setBefore(oldestOf(samples), timers);
    }
    if (someWait || samples.hasLast) {
      waiting.update(samples);
    } else {
      waiting.clear();
    }
  }

  /** The timestamp of the oldest waiting sample, or what is before it. */
  private long oldestOf(WaitingSamples samples) {
    long oldest = Long.MAX_VALUE;
    for (int i = 0; i < samples.near.size; i++) {
      oldest = Math.min(oldest, samples.near.timestampOf(i));
    }
    return samples.parts.isEmpty()
        ? oldest
        : Math.min(oldest, grid.partStart(samples.parts.first()));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    passedWatermark = new PassedWatermark(context, linger);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    passedWatermark.snapshot();
  }
}
