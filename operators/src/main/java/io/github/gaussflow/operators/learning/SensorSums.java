/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of a window of sensors that share parameters, for a host that has all their records at
 * once: added bucket by bucket as {@link WindowMerge} and a learner after it do, to the last bit.
 */
public final class SensorSums {

  private final WindowSums<LagStatistics> bucket;
  private final LagStatistics total;

  /** Of windows that learners with these settings learn from. */
  public SensorSums(LearnerSettings settings) {
    bucket = new WindowSums.OfLags(settings);
    total = settings.newStatistics();
  }

  /**
   * The sums of all the records; overwritten by the next call.
   *
   * @param sameWindow one record of each sensor, in any order
   */
  public LagStatistics of(List<WindowRecord> sameWindow) {
    List<WindowRecord> sorted = new ArrayList<>(sameWindow);
    sorted.sort(WindowRecord.MERGE_ORDER);
    Map<String, List<WindowRecord>> buckets = new LinkedHashMap<>();
    for (WindowRecord record : sorted) {
      buckets.computeIfAbsent(WindowMerge.keyOf(record), key -> new ArrayList<>()).add(record);
    }
    total.clear();
    for (List<WindowRecord> each : buckets.values()) {
      total.combine(bucket.of(each));
    }
    return total;
  }
}
