/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.NoiseCalibration;
import io.github.gaussflow.operators.Sampling;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Merges the records of a window before its group learns from them, so that the learner of a group
 * of many sensors is given {@link #BUCKETS} records a window and not one of each sensor, and most
 * of the work is spread over the subtasks.
 *
 * <p>Each sensor belongs to one of a fixed number of buckets, by a hash of its name. Once the
 * watermark has closed a window, the records of a bucket are added in the order of their sensors'
 * names and leave as one; the learner adds the buckets in the order of their first sensors. Neither
 * depends on parallelism or arrival, so nor do the floating-point sums. A record that is alone in
 * its bucket leaves as it is, 3K-2 numbers on a regular grid.
 *
 * <p>State of a group and bucket: {@code records}, those of the windows that the watermark has not
 * closed yet. One timer a window.
 */
public final class WindowMerge extends KeyedProcessFunction<String, WindowRecord, WindowRecord> {

  private static final long serialVersionUID = 1L;

  private static final int BUCKET_BITS = 6;

  /**
   * The number of buckets of a group. Part of what the same samples give to the last bit, so it may
   * only change as the numbers of a version may.
   */
  public static final int BUCKETS = 1 << BUCKET_BITS;

  /** 2^32 divided by the golden ratio: spreads names that differ in little. */
  private static final int FIBONACCI = 0x9E3779B9;

  private final LearnerSettings settings;
  private final Sampling sampling;

  private transient OpenRecords records;
  private transient WindowSums<?> sums;

  /**
   * Merges the windows of learners with these settings.
   *
   * @param sampling what the records are sums of
   */
  public WindowMerge(LearnerSettings settings, Sampling sampling) {
    this.settings = settings;
    this.sampling = sampling;
  }

  /** The group and the bucket of a record's sensor. */
  public static String keyOf(WindowRecord record) {
    int bucket = record.sensor().hashCode() * FIBONACCI >>> Integer.SIZE - BUCKET_BITS;
    return bucket + " " + record.group();
  }

  @Override
  public void open(OpenContext context) {
    records = new OpenRecords(getRuntimeContext());
    sums = WindowSums.of(settings, sampling);
  }

  @Override
  public void processElement(WindowRecord record, Context context, Collector<WindowRecord> out)
      throws Exception {
    records.add(record, context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<WindowRecord> out)
      throws Exception {
    // What a timer emits is ahead of the watermark that fired it, so the learner has it in time.
    for (List<WindowRecord> sameWindow :
        records.takeClosed(context.timerService().currentWatermark()).values()) {
      out.collect(sameWindow.size() == 1 ? sameWindow.get(0) : merge(sameWindow));
    }
  }

  private WindowRecord merge(List<WindowRecord> sameWindow) {
    WindowRecord first = sameWindow.get(0);
    return new WindowRecord(
        first.sensor(),
        first.group(),
        first.end(),
        sums.merged(sameWindow),
        rest(sameWindow),
        WindowSums.commonLag(sameWindow),
        WindowSums.sensors(sameWindow),
        first.period(),
        first.knownAt());
  }

  private double[] rest(List<WindowRecord> sameWindow) {
    NoiseCalibration rest = NoiseCalibration.of(settings.support());
    NoiseCalibration addition = NoiseCalibration.of(settings.support());
    for (WindowRecord record : sameWindow) {
      if (record.rest().length > 0) {
        addition.restore(record.rest());
        rest.combine(addition);
      }
    }
    return rest.weight() > 0 ? rest.state() : WindowRecord.NO_REST;
  }
}
