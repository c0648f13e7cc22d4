/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.operators.Sampling;
import java.util.List;

/** Adds up the records of one window, those of single sensors and those merged already. */
abstract class WindowSums<S> {

  /** The sums of a sampling. */
  static WindowSums<?> of(LearnerSettings settings, Sampling sampling) {
    return sampling == Sampling.IRREGULAR ? new OfTrueOffsets(settings) : new OfLags(settings);
  }

  /** The sums of all the records, added in their order; overwritten by the next call. */
  abstract S of(List<WindowRecord> sameWindow);

  /** {@link WindowRecord#sums} of all the records together, of several sensors. */
  abstract double[] merged(List<WindowRecord> sameWindow);

  /** How many sensors the records are of. */
  static int sensors(List<WindowRecord> sameWindow) {
    return sameWindow.stream().mapToInt(WindowRecord::sensors).sum();
  }

  /** The lag that all sensors of the records agree on; NaN if they do not. */
  static double commonLag(List<WindowRecord> sameWindow) {
    double lag = sameWindow.get(0).lag();
    return sameWindow.stream().allMatch(record -> record.lag() == lag) ? lag : Double.NaN;
  }

  /** Of lagged products: one sensor's are fewer numbers than those of several. */
  static final class OfLags extends WindowSums<LagStatistics> {
    private final LagStatistics sums;
    private final LagStatistics merged;

    OfLags(LearnerSettings settings) {
      sums = settings.newStatistics();
      merged = settings.newStatistics();
    }

    @Override
    LagStatistics of(List<WindowRecord> sameWindow) {
      sums.clear();
      for (WindowRecord record : sameWindow) {
        if (record.sensors() == 1) {
          sums.accept(record.sums());
        } else {
          merged.restore(record.sums());
          sums.combine(merged);
        }
      }
      return sums;
    }

    @Override
    double[] merged(List<WindowRecord> sameWindow) {
      return of(sameWindow).state();
    }
  }

  /** Of sums at true offsets, which add up pair by pair of one grid of parameters. */
  static final class OfTrueOffsets extends WindowSums<IrregularStatistics> {
    private final IrregularStatistics sums;

    OfTrueOffsets(LearnerSettings settings) {
      sums = settings.newIrregularStatistics();
    }

    @Override
    IrregularStatistics of(List<WindowRecord> sameWindow) {
      sums.clear();
      for (WindowRecord record : sameWindow) {
        if (record.sums().length > 0) { // else IrregularSums.NO_ROWS
          sums.accept(record.sums());
        }
      }
      return sums;
    }

    @Override
    double[] merged(List<WindowRecord> sameWindow) {
      return of(sameWindow).weight() > 0 ? sums.state() : IrregularSums.NO_ROWS;
    }
  }
}
