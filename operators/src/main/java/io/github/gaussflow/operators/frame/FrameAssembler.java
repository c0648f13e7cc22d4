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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
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
 *   <li>{@code waiting}: the samples that no watermark has passed yet, by {@linkplain
 *       SamplingGrid#partEnd part of the time axis}, so that samples far ahead are not touched at
 *       every watermark; as many as arrive within the lateness that the watermark allows.
 *   <li>{@code last}: the time of the newest sample emitted, until a watermark has passed it by the
 *       longest gap; afterwards no sample can be compared with it.
 * </ul>
 *
 * <p>A sensor with waiting samples has one timer for the next watermark and one for each part; one
 * without has one for forgetting {@code last}. The timers of the parts matter at the end of the
 * input: there batch mode takes no new timers, and it sorts the records of a sensor by timestamp,
 * so each part's frame has to leave with a timestamp of its own.
 *
 * <p>State of a subtask: the newest watermark, so that after a restore, where Flink's watermarks
 * start anew, a sample that was late stays late. A subtask sees watermarks only beside samples and
 * timers; one that has had neither since a restore knows no more than that what was late then is
 * late still.
 */
public final class FrameAssembler extends KeyedProcessFunction<String, Sample, Frame>
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

  private transient MapState<Long, List<Sample>> waiting;
  private transient ValueState<Long> last;
  private transient ListState<Tuple2<Long, Boolean>> watermarks;
  private transient TimerService timers; // null before the first sample or timer
  private transient long passed;
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
    this.grid = grid;
    this.scope = scope;
    this.rest = rest;
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting", Types.LONG, Types.LIST(TypeInformation.of(Sample.class))));
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    late = metrics.counter("numLateRecordsDropped");
    invalid = metrics.counter("invalidSamples");
    duplicates = metrics.counter("duplicateSamples");
    gaps = metrics.counter("gaps");
  }

  @Override
  public void processElement(Sample sample, Context context, Collector<Frame> out)
      throws Exception {
    if (!Double.isFinite(sample.value())) {
      invalid.inc();
      context.output(INVALID, sample);
      return;
    }
    timers = context.timerService();
    long watermark = timers.currentWatermark();
    passed = Math.max(passed, watermark);
    if (sample.timestamp() <= passed) {
      late.inc();
      context.output(LATE, sample);
      return;
    }
    long partEnd = grid.partEnd(sample.time());
    List<Sample> part = waiting.get(partEnd);
    if (part == null) {
      part = new ArrayList<>();
      timers.registerEventTimeTimer(partEnd);
    }
    part.add(sample);
    waiting.put(partEnd, part);
    timers.registerEventTimeTimer(watermark + 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    timers = context.timerService();
    long watermark = timers.currentWatermark();
    if (watermark < Long.MAX_VALUE) { // the end of a sensor's samples in batch mode, else
      passed = Math.max(passed, watermark);
    }
    List<Sample> released =
        watermark == Long.MAX_VALUE ? releasePart(timestamp) : release(watermark);
    Long newest = last.value();
    if (newest != null && !waiting.contains(grid.settled(newest))) { // a part's timer must stay
      // Else those of all samples within the longest gap would pile up.
      timers.deleteEventTimeTimer(grid.settled(newest));
    }
    if (!released.isEmpty()) {
      newest = emit(released, newest, context, out);
    }
    rememberOrForget(newest, watermark);
  }

  /** At the end of the input: the part whose timer this is. */
  private List<Sample> releasePart(long partEnd) throws Exception {
    List<Sample> part = waiting.get(partEnd);
    waiting.remove(partEnd);
    return part == null ? List.of() : part;
  }

  /** Takes the samples that the watermark has passed out of the waiting ones. */
  private List<Sample> release(long watermark) throws Exception {
    List<Sample> released = new ArrayList<>();
    Map<Long, List<Sample>> split = new HashMap<>();
    for (Map.Entry<Long, List<Sample>> part : waiting.entries()) {
      if (grid.partStart(part.getKey()) <= watermark) {
        List<Sample> kept = new ArrayList<>();
        for (Sample sample : part.getValue()) {
          (sample.timestamp() <= watermark ? released : kept).add(sample);
        }
        split.put(part.getKey(), kept);
      }
    }
    // Not by an iterator: that would leave an empty map in the state for ever.
    for (Map.Entry<Long, List<Sample>> part : split.entrySet()) {
      if (part.getValue().isEmpty()) {
        waiting.remove(part.getKey());
        timers.deleteEventTimeTimer(part.getKey());
      } else {
        waiting.put(part.getKey(), part.getValue());
      }
    }
    return released;
  }

  /** Emits frames and side outputs; returns the time of the newest sample emitted so far. */
  private Long emit(
      List<Sample> released, Long previous, OnTimerContext context, Collector<Frame> out) {
    SampleOrder order = new SampleOrder(previous, released);
    for (Sample sample : order.late()) {
      late.inc();
      context.output(LATE, sample);
    }
    for (Sample sample : order.duplicates()) {
      duplicates.inc();
      context.output(DUPLICATE, sample);
    }
    Long newest = previous;
    for (Frame frame : new FrameCutter(grid, scope, rest).cut(order.accepted())) {
      if (newest != null && grid.cuts(newest, frame.firstTime())) {
        gaps.inc();
      }
      gaps.inc(cutsWithin(frame));
      newest = frame.lastTime();
      out.collect(frame);
    }
    return newest;
  }

  private int cutsWithin(Frame frame) {
    int cuts = 0;
    long before = frame.firstTime();
    for (int slot = 1; slot < frame.times().length; slot++) {
      if (!Double.isNaN(frame.values()[slot])) {
        if (grid.cuts(before, frame.times()[slot])) {
          cuts++;
        }
        before = frame.times()[slot];
      }
    }
    return cuts;
  }

  private void rememberOrForget(Long newest, long watermark) throws Exception {
    boolean someWait = !waiting.isEmpty();
    if (someWait && watermark < Long.MAX_VALUE) {
      timers.registerEventTimeTimer(watermark + 1);
    }
    if (newest == null) {
      return;
    }
    long settled = grid.settled(newest);
    if (watermark == Long.MAX_VALUE ? someWait : settled > watermark) {
      last.update(newest);
      if (!someWait) {
        timers.registerEventTimeTimer(settled);
      }
      return;
    }
    last.clear();
    if (watermark < Long.MAX_VALUE) {
      gaps.inc(); // nothing that could tell later is left; the end of the input is no gap
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    watermarks =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("watermarks", Types.TUPLE(Types.LONG, Types.BOOLEAN)));
    passed = Long.MIN_VALUE;
    if (context.isRestored()) {
      // A sensor may come from any subtask, so only what all had passed is sure to be late.
      long least = Long.MAX_VALUE;
      for (Tuple2<Long, Boolean> watermark : watermarks.get()) {
        if (watermark.f1) {
          least = Math.min(least, watermark.f0);
        } else {
          passed = Math.max(passed, watermark.f0);
        }
      }
      if (least < Long.MAX_VALUE) {
        passed = Math.max(passed, least);
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    boolean sawWatermarks = timers != null;
    if (sawWatermarks && timers.currentWatermark() < Long.MAX_VALUE) { // the end is no watermark
      passed = Math.max(passed, timers.currentWatermark());
    }
    watermarks.update(List.of(Tuple2.of(passed, sawWatermarks)));
  }
}
