/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.IrregularWindow;
import io.github.gaussflow.filter.statistics.ParameterGrid;
import io.github.gaussflow.operators.frame.Slots;

/** The sums of windows whose samples lie anywhere in time. Buffers only. */
final class IrregularSums {

  /** The sums of a window without a row. */
  static final double[] NO_ROWS = new double[0];

  /** The samples that differences of the highest order need before theirs. */
  private static final int LEAST_HALO = 6;

  private final IrregularWindow window;
  private final boolean withReference;
  private final long reach;

  IrregularSums(
      KernelSupport support, long period, ParameterGrid parameters, boolean withReference) {
    this.window = new IrregularWindow(support, period, parameters, withReference);
    this.withReference = withReference;
    this.reach =
        IrregularTaps.reach(support.lookahead(), period)
            + IrregularTaps.reach(support.lookback(), period);
  }

  /** The sums of the window that starts at a slot; {@link #NO_ROWS} without a row. */
  double[] of(Slots slots, int start) {
    double[] references = withReference ? slots.references : null;
    double[] sums = window.sums(slots.times, slots.values, references, start, slots.size);
    return sums[0] > 0 ? sums : NO_ROWS;
  }

  /** How many of the newest slots later windows need. */
  int halo(Slots slots) {
    int first = slots.size - 1;
    long oldest = slots.lastTime() - reach;
    // One sample more than the rows that are not complete yet reach: it shows that they do.
    while (first > 0
        && slots.holdsSample(first - 1)
        && (slots.times[first] > oldest || slots.size - first <= LEAST_HALO)) {
      first--;
    }
    return slots.size - first;
  }
}
