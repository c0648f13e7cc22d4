/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagCorrelation;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.frame.Slots;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;

/**
 * Finds each sensor's lag to its reference beyond the taps, and moves the reference by it before a
 * window is summed up: t(n + d) stands for t(n).
 *
 * <p>Nothing is waited for. Of a reference that is late by more than the lookahead, d &gt; L, a row
 * counts in the window in which its reference arrives, d - L slots later; for a reference that is
 * early, older ones are kept. Where the lag of a sensor changes, a window of the new alignment
 * follows one of the old, and up to as many rows as the lag has changed by are left out or counted
 * in both; what was learned from the old alignment is forgotten as any change of the signal is.
 *
 * <p>State of a sensor: {@link LagCorrelation#state}, kept until it is told to forget it.
 */
final class LagAlignment {

  private final KernelSupport support;
  private final LagCorrelation correlation;
  private final ValueState<double[]> state;
  private final Counter withoutLag;
  private double[] aligned = new double[0];

  LagAlignment(KernelSupport support, int range, RuntimeContext context) {
    this.support = support;
    this.correlation = new LagCorrelation(range);
    this.state =
        context.getState(
            new ValueStateDescriptor<>(
                "lag", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    this.withoutLag = context.getMetricGroup().counter("windowsWithoutLag");
  }

  /** The slots before an open window that it needs. */
  int halo() {
    return support.taps() - 1 + correlation.range();
  }

  /** The lag after a window that has references; empty if none is clear yet. */
  OptionalInt lagAfter(Slots slots, int start) throws Exception {
    double[] before = state.value();
    if (before == null || !correlation.restore(before)) {
      correlation.clear();
    }
    correlation.accept(slots.values, slots.references, start, slots.size);
    state.update(correlation.state());
    if (correlation.lag().isEmpty()) {
      withoutLag.inc();
    }
    return correlation.lag();
  }

  /** Forgets the sensor's lag and all that tells it. */
  void forget() {
    state.clear();
  }

  /** The sums of the rows that a window completes, with the reference moved by a lag. */
  LagSums sums(Slots slots, int start, int lag) {
    if (aligned.length != slots.values.length) {
      aligned = new double[slots.values.length];
    }
    for (int n = 0; n < aligned.length; n++) {
      int from = n + lag;
      aligned[n] = from >= 0 && from < slots.size ? slots.references[from] : Double.NaN;
    }
    int delay = Math.max(0, lag - support.lookahead());
    return LagSums.of(
        support,
        slots.values,
        aligned,
        Math.max(0, start - delay),
        Math.max(0, slots.size - delay));
  }
}
