/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.frame.Slots;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;

/**
 * The {@link ReferenceAlignment} of the sensor that a record belongs to.
 *
 * <p>State of a sensor: {@link ReferenceAlignment#state}, kept until it is told to forget it.
 */
final class LagAlignment {

  private final ReferenceAlignment alignment;
  private final ValueState<double[]> state;
  private final Counter withoutLag;

  LagAlignment(KernelSupport support, int range, RuntimeContext context) {
    this.alignment = new ReferenceAlignment(support, range);
    this.state =
        context.getState(
            new ValueStateDescriptor<>(
                "lag", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    this.withoutLag = context.getMetricGroup().counter("windowsWithoutLag");
  }

  /** The slots before an open window that it needs. */
  int halo() {
    return alignment.halo();
  }

  /** The lag after a window that has references; empty if none is clear yet. */
  OptionalInt lagAfter(Slots slots, int start) throws Exception {
    alignment.restore(state.value());
    OptionalInt lag = alignment.lagAfter(slots.values, slots.references, start, slots.size);
    state.update(alignment.state());
    if (lag.isEmpty()) {
      withoutLag.inc();
    }
    return lag;
  }

  /** Forgets the sensor's lag and all that tells it. */
  void forget() {
    state.clear();
  }

  /** The sums of the rows that a window completes, with the reference moved by a lag. */
  LagSums sums(Slots slots, int start, int lag) {
    return alignment.sums(slots.values, slots.references, start, slots.size, lag);
  }
}
