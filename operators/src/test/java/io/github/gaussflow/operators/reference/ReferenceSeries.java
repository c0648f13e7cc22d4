/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.IrregularWindow;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.sample.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The samples of one sensor, one for each time, laid out in slots of the nominal period from the
 * first to the last. Segments are as many empty slots apart as a kernel reaches, so that no kernel
 * sees two of them.
 */
final class ReferenceSeries {

  final String sensor;
  final String group;
  final List<Sample> samples;

  /** The slot of each sample. */
  final int[] slots;

  /** The value of each slot, NaN for an empty one. */
  final double[] values;

  /** The time of each slot, 0 for an empty one. */
  final long[] times;

  private final double[] references;
  private final long span;
  private final boolean emptyWindows;

  private ReferenceSeries(List<Sample> samples, int[] slots, Settings settings) {
    Sample first = samples.get(0);
    this.sensor = first.sensor();
    this.group = settings.scope().groupOf(first);
    this.samples = samples;
    this.slots = slots;
    this.values = new double[slots[slots.length - 1] + 1];
    this.references = new double[values.length];
    this.times = new long[values.length];
    this.span = settings.window() * settings.period();
    this.emptyWindows = settings.retention().isLimited();
    Arrays.fill(values, Double.NaN);
    Arrays.fill(references, Double.NaN);
    for (int i = 0; i < slots.length; i++) {
      times[slots[i]] = samples.get(i).time();
      values[slots[i]] = samples.get(i).value();
      double reference = samples.get(i).reference();
      references[slots[i]] = Double.isFinite(reference) ? reference : Double.NaN;
    }
  }

  static ReferenceSeries of(List<Sample> samples, Settings settings) {
    KernelSupport rows = settings.learner().statisticsSupport();
    int reach = Math.max(rows.lookahead(), rows.lookback());
    boolean estimates = settings.gapFill() == GapFill.ESTIMATE;
    int[] slots = new int[samples.size()];
    for (int i = 1; i < slots.length; i++) {
      long silence = samples.get(i).time() - samples.get(i - 1).time();
      // A sample is in the slot that it is nearest to, counted from the sample before it.
      long periods = Math.floorDiv(2 * silence + settings.period(), 2 * settings.period());
      boolean cut = silence > settings.maximumGap();
      long step = cut ? reach + 1 : Math.max(1, periods);
      if (settings.sampling() == Sampling.IRREGULAR) {
        slots[i] = slots[i - 1] + (cut ? 2 : 1); // an empty slot between two segments, no others
        continue;
      }
      // No kernel sees whether a silence that is longer than it reaches is longer still.
      slots[i] = slots[i - 1] + (int) (estimates ? step : Math.min(reach + 1, step));
    }
    return new ReferenceSeries(samples, slots, settings);
  }

  /** The reference of each sample, NaN for none. */
  double reference(int sample) {
    return references[slots[sample]];
  }

  /** What each window says of samples that lie anywhere, by its end; of length 0 without a row. */
  SortedMap<Long, double[]> irregularWindows(Settings settings, boolean withReference) {
    LearnerSettings learner = settings.learner();
    IrregularWindow sums =
        new IrregularWindow(
            learner.support(), settings.period(), learner.irregularGrid(), withReference);
    return windows(
        (from, to) -> {
          double[] one = sums.sums(times, values, references, from, to);
          return one[0] > 0 ? one : new double[0];
        },
        one -> one.length > 0);
  }

  /** What each window says: the rows whose newest sample lies in it, by its end. */
  SortedMap<Long, LagSums> windows(KernelSupport rows, boolean withReference) {
    double[] targets = withReference ? references : null;
    return windows(
        (from, to) -> LagSums.of(rows, values, targets, from, to), sums -> sums.count() > 0);
  }

  /**
   * What the slots of each window give, by its end. A window without a complete row only where it
   * tells that the sensor is alive.
   */
  private <T> SortedMap<Long, T> windows(
      BiFunction<Integer, Integer, T> sums, Predicate<T> hasRows) {
    SortedMap<Long, T> windows = new TreeMap<>();
    int from = 0;
    while (from < slots.length) {
      long window = Math.floorDiv(samples.get(from).time(), span);
      int to = from + 1;
      while (to < slots.length && Math.floorDiv(samples.get(to).time(), span) == window) {
        to++;
      }
      T one = sums.apply(slots[from], slots[to - 1] + 1);
      if (hasRows.test(one) || emptyWindows) {
        windows.put((window + 1) * span, one);
      }
      from = to;
    }
    return windows;
  }
}
