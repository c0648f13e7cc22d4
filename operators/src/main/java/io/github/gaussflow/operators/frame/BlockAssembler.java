/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The {@link FrameAssembler} of blocks: what it promises holds for each of their samples, and the
 * frames hold the same samples as if each had come by itself.
 *
 * <p>Blocks that follow each other become frames by copying arrays, and one that has a frame to
 * itself lends it its own array of values. Where blocks overlap, or their period leaves slots
 * empty, the samples that a watermark releases are put into order one by one.
 *
 * <p>State of a sensor:
 *
 * <ul>
 *   <li>{@code runs}: what no watermark has passed yet of the blocks, without their late and
 *       invalid samples; as much as arrives within the lateness that the watermark allows.
 *   <li>{@code last}: the time of the newest sample emitted, as in the {@link FrameAssembler}.
 * </ul>
 *
 * <p>A sensor with waiting runs has one timer for the next watermark and one at the end of each
 * run; one without has one for forgetting {@code last}. The timers of the runs matter at the end of
 * the input: batch mode takes no new timers there, and it sorts the records of a sensor by
 * timestamp, so each frame has to leave with a timestamp of its own.
 *
 * <p>State of a subtask: {@link PassedWatermark}.
 */
public final class BlockAssembler extends KeyedProcessFunction<String, SampleBlock, Frame>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final SamplingGrid grid;
  private final Scope scope;
  private final Rest rest;

  private transient ListState<WaitingRun> runs;
  private transient ValueState<Long> last;
  private transient PassedWatermark passedWatermark;
  private transient TimerService timers;
  private transient RunFrames frames;
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
  public BlockAssembler(SamplingGrid grid, Scope scope, Rest rest) {
    this.grid = grid;
    this.scope = scope;
    this.rest = rest;
  }

  @Override
  public void open(OpenContext context) {
    runs =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("runs", Types.POJO(WaitingRun.class)));
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
    frames = new RunFrames(grid, scope, rest);
    cutter = new FrameCutter(grid, scope, rest);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    late = metrics.counter("numLateRecordsDropped");
    invalid = metrics.counter("invalidSamples");
    duplicates = metrics.counter("duplicateSamples");
    gaps = metrics.counter("gaps");
  }

  @Override
  public void processElement(SampleBlock block, Context context, Collector<Frame> out)
      throws Exception {
    timers = context.timerService();
    long watermark = passedWatermark.at(timers);
    double[] values = block.values();
    int timely = WaitingRun.passed(block.time(), block.period(), values.length, watermark);
    boolean waits = false;
    int from = 0;
    while (from < values.length) {
      if (!Double.isFinite(values[from])) {
        invalid.inc();
        context.output(FrameAssembler.INVALID, block.sample(from));
        from++;
        continue;
      }
      int to = endOfFinite(values, from + 1);
      for (; from < Math.min(to, timely); from++) {
        late.inc();
        context.output(FrameAssembler.LATE, block.sample(from));
      }
      if (from < to) {
        WaitingRun run = WaitingRun.of(block, from, to);
        runs.add(run);
        timers.registerEventTimeTimer(run.lastTimestamp());
        waits = true;
      }
      from = to;
    }
    if (waits) {
      timers.registerEventTimeTimer(timers.currentWatermark() + 1);
    }
  }

  /** By itself, as the JVM is slow to compile a loop in a method that is called once a block. */
  private static int endOfFinite(double[] values, int from) {
    int to = from;
    while (to < values.length && Double.isFinite(values[to])) {
      to++;
    }
    return to;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Frame> out)
      throws Exception {
    timers = context.timerService();
    passedWatermark.at(timers);
    long watermark = timers.currentWatermark();
    boolean atEnd = watermark == Long.MAX_VALUE;
    List<WaitingRun> waiting = new ArrayList<>();
    List<RunFrames.Part> released = release(atEnd ? timestamp : watermark, waiting);
    Long newest = last.value();
    if (newest != null && !endsAt(waiting, grid.settled(newest))) { // a run's timer must stay
      // Else those of all samples within the longest gap would pile up.
      timers.deleteEventTimeTimer(grid.settled(newest));
    }
    if (!released.isEmpty()) {
      if (waiting.isEmpty()) {
        runs.clear();
      } else {
        runs.update(waiting);
      }
      newest = emit(released, newest, atEnd, context, out);
    }
    rememberOrForget(newest, watermark, !waiting.isEmpty());
  }

  /** What a watermark has passed of the runs; the runs of which more is left go on waiting. */
  private List<RunFrames.Part> release(long watermark, List<WaitingRun> waiting) throws Exception {
    List<RunFrames.Part> released = new ArrayList<>();
    for (WaitingRun run : runs.get()) {
      int to = run.passed(watermark);
      if (to > run.from) {
        released.add(new RunFrames.Part(run, run.from, to));
        run.from = to;
      }
      if (to < run.values.length) {
        waiting.add(run);
      } else {
        timers.deleteEventTimeTimer(run.lastTimestamp());
      }
    }
    return released;
  }

  private static boolean endsAt(List<WaitingRun> runs, long timestamp) {
    for (WaitingRun run : runs) {
      if (run.lastTimestamp() == timestamp) {
        return true;
      }
    }
    return false;
  }

  /** Emits frames and side outputs; returns the time of the newest sample emitted so far. */
  private Long emit(
      List<RunFrames.Part> released,
      Long previous,
      boolean atEnd,
      OnTimerContext context,
      Collector<Frame> out) {
    if (frames.follow(previous, released)) {
      gaps.inc(frames.cuts(previous, released));
      frames.of(released, atEnd).forEach(out::collect);
      return released.get(released.size() - 1).lastTime();
    }
    SampleOrder order = order(previous, released, context);
    if (order.accepted().isEmpty()) {
      return previous;
    }
    Long newest = previous;
    for (Frame frame :
        atEnd ? List.of(cutter.frame(order.accepted())) : cutter.cut(order.accepted())) {
      gaps.inc(cutter.cuts(newest, frame));
      newest = frame.lastTime();
      out.collect(frame);
    }
    return newest;
  }

  private SampleOrder order(Long previous, List<RunFrames.Part> released, OnTimerContext context) {
    List<Sample> samples = new ArrayList<>();
    for (RunFrames.Part part : released) {
      for (int i = part.from(); i < part.to(); i++) {
        samples.add(part.run().sample(i));
      }
    }
    SampleOrder order = new SampleOrder(previous, samples);
    for (Sample sample : order.late()) {
      late.inc();
      context.output(FrameAssembler.LATE, sample);
    }
    for (Sample sample : order.duplicates()) {
      duplicates.inc();
      context.output(FrameAssembler.DUPLICATE, sample);
    }
    return order;
  }

  private void rememberOrForget(Long newest, long watermark, boolean someWait) throws Exception {
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
    passedWatermark = new PassedWatermark(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    passedWatermark.snapshot();
  }
}
