/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseCalibration;
import io.github.gaussflow.filter.statistics.ParameterGrid;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.frame.Slots;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums up each window of each sensor into one small record.
 *
 * <p>A row, the K lagged inputs of one output, belongs to the window of its newest sample, so a
 * window closes without waiting for the next one: as soon as a later sample or the watermark says
 * that nothing more of it can come. The sums are formed once, over the whole window, so they do not
 * depend on how the samples were cut into frames.
 *
 * <p>A window without a complete row gives no record, but where what was learned is not kept for
 * ever: there it gives one without rows, which says that the sensor is alive.
 *
 * <p>Where samples are at rest, the record says what they tell of the noise too.
 *
 * <p>State of a sensor: the {@link OpenWindow}, at most a window and K-1 slots or, where samples
 * lie anywhere, those of K-1 periods, with a range of lags as many more as that; dropped when the
 * sensor has been silent for longer than the longest gap. One timer. With a range of lags that of
 * {@link LagAlignment} too, and both without slots until the {@link Retention} is over.
 */
public final class WindowStatistics extends KeyedProcessFunction<String, Frame, WindowRecord> {

  private static final long serialVersionUID = 1L;

  private final KernelSupport support;
  private final SamplingGrids grids;
  private final WindowGrid windows;
  private final boolean withReference;
  private final int lagRange;
  private final Retention retention;
  private final ParameterGrid parameters; // null unless samples lie anywhere

  private transient ValueState<OpenWindow> state;
  private transient LagAlignment alignment;
  private transient IrregularSums irregular;
  private transient double[] noRows;

  /**
   * Statistics of windows.
   *
   * @param support the taps whose lagged inputs are summed up
   * @param grids where the samples lie
   * @param windows the windows; where the period is not given, of a period of 1 ns
   * @param withReference whether the products with the reference are wanted
   * @param lagRange how many samples the reference may be early or late beyond what the taps reach,
   *     to be searched for each sensor; 0 for no search
   * @param retention how long the lag of a sensor without samples is remembered
   */
  public WindowStatistics(
      KernelSupport support,
      SamplingGrids grids,
      WindowGrid windows,
      boolean withReference,
      int lagRange,
      Retention retention) {
    this(support, grids, windows, withReference, lagRange, retention, null);
  }

  /**
   * Statistics of windows whose samples lie anywhere in time.
   *
   * @param support the reach of the filter
   * @param grid the period and the longest silence
   * @param windows the windows
   * @param withReference whether the reference is learned from
   * @param retention whether windows without a row tell that the sensor is alive
   * @param parameters the parameters at which windows are summed up
   */
  public static WindowStatistics irregular(
      KernelSupport support,
      SamplingGrid grid,
      WindowGrid windows,
      boolean withReference,
      Retention retention,
      ParameterGrid parameters) {
    return new WindowStatistics(support, grid, windows, withReference, 0, retention, parameters);
  }

  private WindowStatistics(
      KernelSupport support,
      SamplingGrids grids,
      WindowGrid windows,
      boolean withReference,
      int lagRange,
      Retention retention,
      ParameterGrid parameters) {
    this.support = support;
    this.grids = grids;
    this.windows = windows;
    this.withReference = withReference;
    this.lagRange = lagRange;
    this.retention = retention;
    this.parameters = parameters;
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("window", TypeInformation.of(OpenWindow.class)));
    if (parameters != null) {
      irregular = new IrregularSums(support, grids.windowUnit(), parameters, withReference);
      noRows = IrregularSums.NO_ROWS;
    } else {
      double[] none = new double[0];
      noRows = LagSums.of(support, none, withReference ? none : null, 0, 0).toArray();
    }
    if (lagRange > 0) {
      alignment = new LagAlignment(support, lagRange, getRuntimeContext());
    }
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<WindowRecord> out)
      throws Exception {
    OpenWindow window = state.value();
    boolean knownEnd = window != null;
    if (window == null) {
      window = new OpenWindow();
      window.sensor = frame.sensor();
      window.group = frame.group();
    }
    accept(window, knownEnd, frame, out);
    window.timer.set(WindowGrid.closing(window.end), context.timerService());
    state.update(window);
  }

  /**
   * Appends a frame to its sensor's window and closes each window that it completes; without a
   * range of lags nothing but the window is read or changed.
   */
  public void accept(OpenWindow window, Frame frame, Collector<WindowRecord> out) throws Exception {
    accept(window, false, frame, out);
  }

  private void accept(OpenWindow window, boolean endKnown, Frame frame, Collector<WindowRecord> out)
      throws Exception {
    SamplingGrid grid = grids.at(frame.period());
    WindowGrid ofPeriod = windows.times(grid.period() / grids.windowUnit());
    window.period = grid.period();
    window.knownAt = frame.knownAt();
    boolean knownEnd = endKnown;
    int summed = 0; // the slots before it are in windows that were summed up without a copy
    int from = 0;
    int count = frame.size();
    while (from < count) {
      long end = ofPeriod.endOf(frame.time(from));
      if (window.isOpen() && end != window.end) {
        close(window, out);
      }
      if (from == 0 && !window.slots.isEmpty()) {
        window.slots.appendMissing(grid, frame.firstTime());
      }
      if (alignment != null && knownEnd && retention.isOver(window.end, end)) {
        alignment.forget();
      }
      knownEnd = true;
      int to = endOfWindow(frame, from, end);
      boolean goesOn = window.isOpen();
      window.end = end;
      if (!goesOn && to < count && isWithin(frame, from)) {
        emit(recordOf(window, frame, from, to), window, out);
        summed = to;
      } else {
        if (summed == from && from > 0) {
          window.haloOf(frame, from, Math.max(1, support.taps() - 1));
        }
        window.slots.append(frame, from, to);
      }
      from = to;
    }
  }

  /**
   * Whether a window that begins in a frame needs nothing but the values of the frame, as those of
   * blocks mostly do: it is then summed up without a copy of it.
   */
  private boolean isWithin(Frame frame, int from) {
    return from >= Math.max(1, support.taps() - 1)
        && irregular == null
        && alignment == null
        && !withReference
        && frame.rest().length == 0;
  }

  private WindowRecord recordOf(OpenWindow window, Frame frame, int from, int to) {
    LagSums sums = LagSums.of(support, frame.values(), null, from, to);
    return sums.count() == 0 ? null : recordOf(window, sums.toArray(), WindowRecord.NO_REST, 0);
  }

  private void emit(WindowRecord record, OpenWindow window, Collector<WindowRecord> out) {
    if (record != null) {
      out.collect(record);
    } else if (retention.isLimited()) {
      out.collect(recordOf(window, noRows, WindowRecord.NO_REST, 0));
    }
  }

  /** The first slot after {@code from} that holds a sample of a later window. */
  private static int endOfWindow(Frame frame, int from, long end) {
    int slot = from + 1;
    if (frame.slotTimes().isEven()) {
      slot = frame.slotTimes().firstFrom(end, slot, frame.size());
      while (slot < frame.size() && Double.isNaN(frame.values()[slot])) {
        slot++;
      }
      return slot; // the last slot holds a sample
    }
    int last = from;
    while (slot < frame.size()) {
      if (!Double.isNaN(frame.values()[slot])) {
        if (frame.time(slot) >= end) {
          return slot;
        }
        last = slot;
      }
      slot++;
    }
    return last + 1;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<WindowRecord> out)
      throws Exception {
    OpenWindow window = state.value();
    if (window == null || !window.timer.fires(timestamp)) {
      return;
    }
    if (window.isOpen()) {
      close(window, out);
    }
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    if (!window.slots.isEmpty()) {
      long settled = grids.at(window.period).settled(window.slots.lastTime());
      if (settled > watermark) {
        window.timer.set(settled, timers);
        state.update(window);
        return;
      }
      window.forgetSlots();
    }
    boolean remembersLag = alignment != null && retention.isLimited();
    if (remembersLag && watermark < Long.MAX_VALUE) { // the end of the input is no silence
      long over = retention.over(window.end);
      if (over > watermark) {
        window.timer.set(over, timers);
        state.update(window);
        return;
      }
      alignment.forget();
    }
    state.clear();
  }

  /** Sums up an open window of which nothing more can come, and keeps its halo. */
  public void close(OpenWindow window, Collector<WindowRecord> out) throws Exception {
    boolean referenceMissing = withReference && window.slots.references.length == 0;
    emit(referenceMissing ? null : recordOf(window), window, out);
    window.keepHalo(Math.max(1, halo(window.slots))); // at least the newest, for its time
  }

  /** The record of a window, null without a complete row. */
  private WindowRecord recordOf(OpenWindow window) throws Exception {
    Slots slots = window.slots;
    if (irregular != null) {
      double[] sums = irregular.of(slots, window.start);
      return sums.length == 0 ? null : recordOf(window, sums, WindowRecord.NO_REST, 0);
    }
    OptionalInt lag =
        alignment == null ? OptionalInt.of(0) : alignment.lagAfter(slots, window.start);
    if (lag.isEmpty()) {
      return null;
    }
    LagSums sums = sums(slots, window.start, lag.getAsInt());
    if (sums.count() == 0) {
      return null;
    }
    double[] rest = slots.rest.length == 0 ? WindowRecord.NO_REST : rest(slots, window.start);
    return recordOf(window, sums.toArray(), rest, lag.getAsInt());
  }

  private static WindowRecord recordOf(OpenWindow window, double[] sums, double[] rest, int lag) {
    return new WindowRecord(
        window.sensor, window.group, window.end, sums, rest, lag, 1, window.period, window.knownAt);
  }

  private int halo(Slots slots) {
    if (irregular != null) {
      return irregular.halo(slots);
    }
    return alignment == null ? support.taps() - 1 : alignment.halo();
  }

  private LagSums sums(Slots slots, int start, int lag) {
    return alignment == null
        ? LagSums.of(
            support, slots.values, withReference ? slots.references : null, start, slots.size)
        : alignment.sums(slots, start, lag);
  }

  /** What the rows at rest say of the noise, each stretch of rest about a mean of its own. */
  private double[] rest(Slots slots, int start) {
    NoiseCalibration calibration = NoiseCalibration.of(support);
    int from = 0;
    while (from < slots.size) {
      int to = from;
      while (to < slots.size && (slots.rest[to] || !slots.holdsSample(to))) {
        to++;
      }
      if (to > Math.max(from, start)) {
        // Nothing before the stretch is seen: a row that reaches further back is not at rest.
        double[] stretch = Arrays.copyOfRange(slots.values, from, to);
        calibration.accept(stretch, Math.max(from, start) - from, to - from);
      }
      from = to + 1;
    }
    return calibration.weight() > 0 ? calibration.state() : WindowRecord.NO_REST;
  }
}
