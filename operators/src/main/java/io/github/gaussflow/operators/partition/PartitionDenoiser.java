/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.partition;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.filtering.OutputForm;
import io.github.gaussflow.operators.filtering.PendingRelease;
import io.github.gaussflow.operators.filtering.PendingSamples;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameCutter;
import io.github.gaussflow.operators.frame.SampleOrder;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.SensorSums;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.learning.WindowStatistics;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Learns and filters for all sensors of one partition, which share parameters, at each watermark:
 * what the operators of a {@link io.github.gaussflow.operators.DenoisingPipeline} do one after the
 * other, with their classes and with the same output, bit for bit.
 *
 * <p>Between watermarks its caller keeps the samples that none has passed, and the states; the
 * denoiser itself has only buffers, so one serves many partitions in turn. Not thread-safe.
 */
public final class PartitionDenoiser {

  /** All sensors of a partition are one group. */
  static final String GROUP = "all";

  private final LearnerSettings settings;
  private final SamplingGrid grid;
  private final FrameCutter cutter;
  private final WindowStatistics statistics;
  private final WindowLearner learner;
  private final double[] initialState;
  private final SensorSums sums;
  private final PendingRelease<DenoisedSample> release;
  private final PendingOfSensor pending = new PendingOfSensor();
  private final EventTime eventTime = new EventTime();

  /** A denoiser; {@link io.github.gaussflow.operators.DenoisingPipeline#ofPartition} checks. */
  public PartitionDenoiser(
      LearnerSettings settings, SamplingGrid grid, WindowGrid windows, InitialParameters initial) {
    this.settings = settings;
    this.grid = grid;
    this.cutter = new FrameCutter(grid, Scope.ALL, Rest.none());
    this.statistics =
        new WindowStatistics(
            settings.statisticsSupport(),
            grid,
            windows,
            settings.objective() == ObjectiveKind.REFERENCE,
            0,
            Retention.FOREVER);
    this.learner = settings.newLearner();
    this.initialState = learner.state();
    this.sums = new SensorSums(settings);
    this.release =
        new PendingRelease<>(
            settings.support(),
            grid,
            initial,
            settings.noise(),
            Retention.FOREVER,
            pending,
            OutputForm.samples());
  }

  /** What becomes of samples. */
  public interface Output extends Collector<DenoisedSample> {

    /** A sample before one that its sensor has had an output for. */
    void late(Sample sample);

    /** A sample at a time at which its sensor has another sample, which stands for both. */
    void duplicate(Sample sample);

    /** What a window taught; of the group "all", which is the partition. */
    void learned(ParameterUpdate update);
  }

  /**
   * Takes the partition to a watermark: orders the samples, closes windows and learns from them,
   * then emits what is due, sensor by sensor and in time order within each.
   *
   * @param watermark in milliseconds, never less than the one before
   * @param released by sensor, the samples that this watermark and none before has passed, in any
   *     order; the lists are sorted in place
   * @param sensors the states of the partition's sensors, changed to those after the watermark
   * @param learned what the partition has learned, changed in the same way
   * @return the watermark in milliseconds at which there is something to do without further
   *     samples, the largest long for none
   */
  public long advance(
      long watermark,
      SortedMap<String, List<Sample>> released,
      SortedMap<String, SensorState> sensors,
      LearnedState learned,
      Output out)
      throws Exception {
    eventTime.watermark = watermark;
    Records closed = new Records();
    for (var entry : released.entrySet()) {
      accept(entry.getKey(), entry.getValue(), sensors, closed, out);
    }
    for (SensorState sensor : sensors.values()) {
      if (sensor.window.isOpen() && WindowGrid.closing(sensor.window.end) <= watermark) {
        statistics.close(sensor.window, closed);
        sensor.changed = true;
      }
    }
    learn(closed.records, learned, out);
    long due = Long.MAX_VALUE;
    long oldest = passed(watermark);
    Iterator<SensorState> all = sensors.values().iterator();
    while (all.hasNext()) {
      SensorState sensor = all.next();
      if (sensor.pending != null
          && (released.containsKey(sensor.sensor()) || sensor.pending.timer.time <= watermark)) {
        pending.samples = sensor.pending;
        release.onTimer(sensor.pending.timer.time, learned.timeline(), eventTime, out);
        sensor.pending = pending.samples;
        sensor.changed = true;
      }
      if (sensor.isOver(grid, watermark)) {
        all.remove();
        continue;
      }
      due = Math.min(due, sensor.due(grid));
      if (sensor.pending != null) {
        oldest =
            Math.min(
                oldest, sensor.pending.oldestPending(oldest, grid.gapFill() == GapFill.ESTIMATE));
      }
    }
    learned.forgetBefore(oldest);
    return due;
  }

  /** The time in nanoseconds that a watermark has passed; the ends of time for no watermark. */
  private static long passed(long watermark) {
    if (watermark >= Long.MAX_VALUE / Sample.NANOS_PER_MILLI) {
      return Long.MAX_VALUE;
    }
    return watermark <= Long.MIN_VALUE / Sample.NANOS_PER_MILLI
        ? Long.MIN_VALUE
        : watermark * Sample.NANOS_PER_MILLI;
  }

  private void accept(
      String name,
      List<Sample> samples,
      SortedMap<String, SensorState> sensors,
      Collector<WindowRecord> closed,
      Output out)
      throws Exception {
    SensorState sensor = sensors.get(name);
    SampleOrder order = new SampleOrder(sensor == null ? null : sensor.last, samples);
    order.late().forEach(out::late);
    order.duplicates().forEach(out::duplicate);
    if (order.accepted().isEmpty()) {
      return;
    }
    if (sensor == null) {
      sensor = new SensorState(name);
      sensor.window = sensor.newWindow();
      sensors.put(name, sensor);
    }
    pending.samples = sensor.pending;
    for (Frame frame : cutter.cut(order.accepted())) {
      statistics.accept(sensor.window, frame, closed);
      release.accept(frame, eventTime);
      sensor.last = frame.lastTime();
    }
    sensor.pending = pending.samples;
  }

  /** Learns from windows, one after the other, each from all sensors that have a part in it. */
  private void learn(List<WindowRecord> records, LearnedState learned, Output out)
      throws Exception {
    if (records.isEmpty()) {
      return;
    }
    SortedMap<Long, List<WindowRecord>> windows = new TreeMap<>();
    for (WindowRecord record : records) {
      windows.computeIfAbsent(record.end(), end -> new ArrayList<>()).add(record);
    }
    learner.restore(learned.learner(initialState));
    windows.forEach(
        (end, sameWindow) -> {
          LearningStep step = learner.learn(sums.of(sameWindow), settings.noise());
          learned.accept(end, step.bank(), step.noise().autocovariances());
          out.learned(
              ParameterUpdate.of(
                  GROUP,
                  learned.version(),
                  end,
                  step,
                  NoiseKind.of(settings.noise(), step.noise()),
                  Optional.empty(),
                  sameWindow.size(),
                  Double.NaN,
                  grid.period(),
                  Long.MIN_VALUE));
        });
    learned.update(learner.state());
  }

  /** The records of the windows that a watermark has closed. */
  private static final class Records implements Collector<WindowRecord> {

    private final List<WindowRecord> records = new ArrayList<>();

    @Override
    public void collect(WindowRecord record) {
      records.add(record);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** The pending samples of the sensor in hand, where an operator has keyed state. */
  private static final class PendingOfSensor implements ValueState<PendingSamples> {

    private PendingSamples samples;

    @Override
    public PendingSamples value() {
      return samples;
    }

    @Override
    public void update(PendingSamples newSamples) {
      samples = newSamples;
    }

    @Override
    public void clear() {
      samples = null;
    }
  }

  /**
   * The watermark that the partition is taken to. Timers are not registered: the pending samples
   * keep their time, and {@link #advance} says when to come again.
   */
  private static final class EventTime implements TimerService {

    private long watermark;

    @Override
    public long currentWatermark() {
      return watermark;
    }

    @Override
    public long currentProcessingTime() {
      throw new UnsupportedOperationException("nothing depends on processing time");
    }

    @Override
    public void registerEventTimeTimer(long time) {
      // The state has it.
    }

    @Override
    public void deleteEventTimeTimer(long time) {
      // The state had it.
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
      throw new UnsupportedOperationException("nothing depends on processing time");
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
      throw new UnsupportedOperationException("nothing depends on processing time");
    }
  }
}
