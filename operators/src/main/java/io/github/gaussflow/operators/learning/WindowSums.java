/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import java.util.List;

/** Adds up the records of one window, those of single sensors and those merged already. */
final class WindowSums {

  private final LagStatistics sums;
  private final LagStatistics merged;

  WindowSums(LearnerSettings settings) {
    sums = settings.newStatistics();
    merged = settings.newStatistics();
  }

  /** The sums of all the records, added in their order; overwritten by the next call. */
  LagStatistics of(List<WindowRecord> sameWindow) {
    sums.clear();
    for (WindowRecord record : sameWindow) {
      if (record.sensors() == 1) {
        sums.accept(LagSums.fromArray(sums.support(), record.sums()));
      } else {
        merged.restore(record.sums());
        sums.combine(merged);
      }
    }
    return sums;
  }

  /** How many sensors the records are of. */
  static int sensors(List<WindowRecord> sameWindow) {
    return sameWindow.stream().mapToInt(WindowRecord::sensors).sum();
  }

  /** The lag that all sensors of the records agree on; NaN if they do not. */
  static double commonLag(List<WindowRecord> sameWindow) {
    double lag = sameWindow.get(0).lag();
    return sameWindow.stream().allMatch(record -> record.lag() == lag) ? lag : Double.NaN;
  }
}
