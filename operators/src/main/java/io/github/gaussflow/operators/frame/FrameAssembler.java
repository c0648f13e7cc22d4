/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
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
 *   <li>{@code waiting}: the samples that no watermark has passed yet; as many as arrive within the
 *       lateness that the watermark allows.
 *   <li>{@code last}: the time of the newest sample emitted, until a watermark has passed it by the
 *       longest gap; afterwards no sample can be compared with it.
 *   <li>{@code early}: how many of the waiting samples came before any watermark.
 *   <li>{@code scheduled}: empty except at the end of an input without watermarks, as in Flink's
 *       batch mode, where a whole series becomes due at once. Batch mode sorts records of one key
 *       by timestamp, so frames that follow each other must not share one; each is emitted by a
 *       timer of its own.
 * </ul>
 *
 * <p>A sensor with waiting samples has one timer for the next watermark, one without them has one
 * for forgetting {@code last}; until the next watermark it may have both. Before any watermark
 * there is also one for each part of the time axis with a sample, because at the end of a sensor's
 * samples batch mode takes no new timers.
 */
public final class FrameAssembler extends KeyedProcessFunction<String, Sample, Frame> {

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

  private transient ListState<Sample> waiting;
  private transient ValueState<Long> last;
  private transient ValueState<Long> early;
  private transient MapState<Long, Frame> scheduled;
  private transient Counter late;
  private transient Counter invalid;
  private transient Counter duplicates;
  private transient Counter gaps;

  /** An assembler for sensors of one sampling grid. */
  public FrameAssembler(SamplingGrid grid, Scope scope) {
    this.grid = grid;
    this.scope = scope;
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Sample.class));
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
    early = getRuntimeContext().getState(new ValueStateDescriptor<>("early", Types.LONG));
    scheduled =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("scheduled", Types.LONG, TypeInformation.of(Frame.class)));
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
    long watermark = context.timerService().currentWatermark();
    if (sample.timestamp() <= watermark) {
      late.inc();
      context.output(LATE, sample);
      return;
    }
    waiting.add(sample);
    context.timerService().registerEventTimeTimer(watermark + 1);
    if (watermark == Long.MIN_VALUE) {
      Long before = early.value();
      early.update(before == null ? 1 : before + 1);
      context.timerService().registerEventTimeTimer(grid.partEnd(sample.timestamp()));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    Frame due = scheduled.get(timestamp);
    if (due != null) {
      scheduled.remove(timestamp);
      out.collect(due);
      return;
    }
    long watermark = context.timerService().currentWatermark();
    List<Sample> released = release(watermark);
    Long earlySamples = early.value();
    boolean inParts =
        watermark == Long.MAX_VALUE && earlySamples != null && earlySamples == released.size();
    early.clear();
    Long previous = last.value();
    if (previous != null) {
      // Else those of all samples within the longest gap would pile up.
      context.timerService().deleteEventTimeTimer(grid.settled(previous));
    }
    if (!released.isEmpty()) {
      SampleOrder order = new SampleOrder(previous, released);
      for (Sample sample : order.late()) {
        late.inc();
        context.output(LATE, sample);
      }
      for (Sample sample : order.duplicates()) {
        duplicates.inc();
        context.output(DUPLICATE, sample);
      }
      if (!order.accepted().isEmpty()) {
        previous = emit(order.accepted(), previous, inParts, out);
      }
    }
    rememberOrForget(previous, watermark, context);
  }

  /** Takes the samples that the watermark has passed out of the waiting ones. */
  private List<Sample> release(long watermark) throws Exception {
    List<Sample> released = new ArrayList<>();
    List<Sample> kept = new ArrayList<>();
    for (Sample sample : waiting.get()) {
      (sample.timestamp() <= watermark ? released : kept).add(sample);
    }
    if (!released.isEmpty()) {
      waiting.update(kept);
    }
    return released;
  }

  /** Emits frames at once or, in parts, by the timers that the samples have set. */
  private Long emit(List<Sample> accepted, Long previous, boolean inParts, Collector<Frame> out)
      throws Exception {
    FrameCutter cutter = new FrameCutter(grid, scope);
    List<Frame> frames = inParts ? cutter.cutIntoParts(accepted) : cutter.cut(accepted);
    gaps.inc(cutter.gaps());
    if (previous != null && grid.cuts(previous, frames.get(0).firstTime())) {
      gaps.inc();
    }
    for (Frame frame : frames) {
      if (inParts) {
        long millis = Math.floorDiv(frame.lastTime(), Sample.NANOS_PER_MILLI);
        scheduled.put(grid.partEnd(millis), frame);
      } else {
        out.collect(frame);
      }
    }
    return frames.get(frames.size() - 1).lastTime();
  }

  private void rememberOrForget(Long newest, long watermark, OnTimerContext context)
      throws Exception {
    boolean someWait = waiting.get().iterator().hasNext();
    if (someWait) {
      context.timerService().registerEventTimeTimer(watermark + 1);
    }
    if (newest == null) {
      return;
    }
    long settled = grid.settled(newest);
    if (settled <= watermark) {
      last.clear();
      if (watermark < Long.MAX_VALUE) {
        gaps.inc(); // nothing that could tell later is left; the end of the input is no gap
      }
      return;
    }
    last.update(newest);
    if (!someWait) {
      context.timerService().registerEventTimeTimer(settled);
    }
  }
}
