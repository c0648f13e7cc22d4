/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.InitialParameters;
import java.util.List;
import org.apache.flink.util.Collector;

/**
 * Filters samples that lie anywhere in time with the Gaussians that hold at each sample's own time,
 * evaluated at the true offsets within its segment: see {@link IrregularTaps}. Samples after a
 * silence that {@linkplain SamplingGrid#flushes flushes} are missing to outputs before it.
 *
 * <p>The standard error is that of white noise; it is NaN under noise whose autocovariance is known
 * at whole periods alone.
 *
 * <p>Holds buffers and the newest Gaussians; nothing that needs to survive a failure.
 *
 * @param <O> the records that outputs leave in
 */
final class IrregularSlotFilter<O> {

  private final KernelSupport support;
  private final SamplingGrid grid;
  private final ParametersInUse parameters;
  private final OutputForm.Writer<O> writer;
  private final double[] output = new double[1];

  private GaussianBank current;
  private IrregularTaps[] taps = {};

  IrregularSlotFilter(
      KernelSupport support,
      SamplingGrid grid,
      InitialParameters initial,
      NoiseModel noise,
      Retention retention,
      OutputForm<O> form) {
    this.support = support;
    this.grid = grid;
    this.parameters = new ParametersInUse(initial, noise, retention);
    this.writer = form.newWriter();
  }

  /**
   * Emits the outputs of the slots from {@code pending.next} up to {@code end}, whose reach and
   * parameters are known, and moves {@code pending.next} there.
   */
  void filter(PendingSamples pending, int end, ParameterTimeline timeline, Collector<O> out) {
    Slots slots = pending.slots;
    parameters.start(pending.group, timeline);
    int from = segmentStart(slots, pending.next);
    int to = -1;
    for (int n = pending.next; n < end; n++) {
      if (!slots.holdsSample(n)) {
        from = n + 1;
        continue;
      }
      if (to <= n) {
        to = runEnd(slots, n);
      }
      if (parameters.moveTo(slots.times[n])) {
        use(parameters.bank());
      }
      double denoised = 0;
      List<GaussianBank.Component> components = current.components();
      for (int k = 0; k < taps.length; k++) {
        double one = taps[k].filter(slots.times, slots.values, from, to, n);
        denoised += components.get(k).weight() * one;
      }
      double error =
          parameters.noise().length == 1
              ? Math.sqrt(parameters.noise()[0]) * Math.sqrt(squares())
              : Double.NaN;
      output[0] = denoised;
      writer.add(pending, n, n + 1, output, error, parameters.version(), out);
    }
    writer.finish(out);
    pending.next = end;
  }

  /** The first slot of the segment that a slot lies in, or would begin. */
  static int segmentStart(Slots slots, int slot) {
    int from = slot;
    while (from > 0 && slots.holdsSample(from - 1)) {
      from--;
    }
    return from;
  }

  /** The slot after the last sample that outputs from a sample on may use. */
  private int runEnd(Slots slots, int slot) {
    int to = slot + 1;
    while (to < slots.size
        && slots.holdsSample(to)
        && !grid.flushes(slots.times[to - 1], slots.times[to])) {
      to++;
    }
    return to;
  }

  private double squares() {
    if (taps.length == 1) {
      return taps[0].sumOfSquares();
    }
    double[] sum = taps[0].weights();
    double squares = 0;
    for (int j = 0; j < sum.length; j++) {
      sum[j] *= current.components().get(0).weight();
    }
    for (int k = 1; k < taps.length; k++) {
      double[] weights = taps[k].weights(); // of the same samples
      for (int j = 0; j < sum.length; j++) {
        sum[j] += current.components().get(k).weight() * weights[j];
      }
    }
    for (double weight : sum) {
      squares += weight * weight;
    }
    return squares;
  }

  private void use(GaussianBank bank) {
    if (bank.equals(current)) {
      return;
    }
    current = bank;
    taps =
        bank.components().stream()
            .map(component -> IrregularTaps.of(component.parameters(), support, grid.period()))
            .toArray(IrregularTaps[]::new);
  }
}
