/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.convolution.Vectorization;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedBank;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SlotTimes;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.InitialParameters;
import java.util.Arrays;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filters slots with the unit-sum taps that hold at each sample's own time.
 *
 * <p>Where all K inputs are there, O(n) is the sum over m = -L..R of x(n - m) g(m), equation (65);
 * where some are missing, the kernel is renormalised over those present. Samples after a silence
 * that {@linkplain SamplingGrid#flushes flushes} are missing to outputs before it. With {@link
 * GapFill#ESTIMATE} there is an output at each missing grid point that the kernel reaches, too.
 * Which of the two is used, and the order of the sums, follow from the samples alone, so the output
 * does not depend on how they were cut into frames.
 *
 * <p>Holds buffers and the taps of parameters; nothing that needs to survive a failure.
 *
 * @param <O> the records that outputs leave in
 */
final class SlotFilter<O> {

  private static final int MAX_RUN = 1_024;
  private static final Logger LOG = LoggerFactory.getLogger(SlotFilter.class);

  // Once a JVM and job, as a class is loaded once.
  static {
    Vectorization vectorization = Vectorization.current();
    LOG.info(
        "The Gaussian filter uses {}{}",
        vectorization,
        vectorization.isVectorApi()
            ? ""
            : " (Flink's option 'env.java.opts.taskmanager' holds those of its task managers)");
  }

  private final KernelSupport support;
  private final ParametersInUse parameters;
  private final KnownTaps known;
  private final double[] output = new double[MAX_RUN];
  private final OutputForm.Writer<O> writer;

  SlotFilter(
      KernelSupport support,
      InitialParameters initial,
      NoiseModel noise,
      Retention retention,
      OutputForm<O> form) {
    this.support = support;
    this.parameters = new ParametersInUse(initial, noise, retention);
    this.known = new KnownTaps(support);
    this.writer = form.newWriter();
  }

  /**
   * Emits the outputs of the slots from {@code pending.next} up to {@code end}, whose lookahead and
   * parameters are known, and moves {@code pending.next} there.
   */
  void filter(
      PendingSamples pending,
      SamplingGrid grid,
      int end,
      ParameterTimeline timeline,
      Collector<O> out) {
    begin(pending, grid, end, timeline, out);
    writer.finish(out);
  }

  /**
   * The same of slots of a frame that {@linkplain #isWhole is whole}, all of whose inputs are in
   * it. What was given before may stay unfinished: {@link #filter} must follow.
   */
  void beginFrame(
      PendingSamples pending,
      Frame frame,
      int from,
      int end,
      ParameterTimeline timeline,
      Collector<O> out) {
    SlotTimes times = frame.slotTimes();
    parameters.start(pending.group, timeline);
    int n = from;
    while (n < end) {
      parameters.moveTo(times.at(n));
      KnownTaps.Entry taps = known.of(parameters, pending.group);
      int to = times.firstFrom(parameters.end(), n + 1, Math.min(end, n + MAX_RUN));
      InteriorConvolution.convolve(frame.values(), n, to, taps.taps(), support, output, 0);
      writer.addEven(
          pending,
          times.at(n),
          times.step(),
          frame.values(),
          n,
          to - n,
          output,
          taps.standardError(),
          parameters.version(),
          parameters.end(),
          out);
      n = to;
    }
  }

  /** Whether a frame has samples one period apart, without a reference or an outlier. */
  static boolean isWhole(Frame frame) {
    return frame.slotTimes().isEven()
        && frame.references().length == 0
        && frame.outliers().length == 0
        && isFinite(frame.values());
  }

  /** Four sums, which do not wait for each other. */
  private static boolean isFinite(double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= values.length; i += 4) {
      a += 0 * values[i];
      b += 0 * values[i + 1];
      c += 0 * values[i + 2];
      d += 0 * values[i + 3];
    }
    for (; i < values.length; i++) {
      a += 0 * values[i];
    }
    return a + b + c + d == 0;
  }

  /** Filters as {@link #filter}, which must follow for the last of the outputs to leave. */
  void begin(
      PendingSamples pending,
      SamplingGrid grid,
      int end,
      ParameterTimeline timeline,
      Collector<O> out) {
    Slots slots = pending.slots;
    boolean estimates = grid.gapFill() == GapFill.ESTIMATE;
    parameters.start(pending.group, timeline);
    KnownTaps.Entry taps = null;
    int checked = Math.max(0, pending.next - support.lookback());
    int lastMissing = -1; // among the slots before checked
    int n = pending.next;
    int limit = n; // outputs from n on see the slots before it; not known yet
    while (n < end) {
      if (!slots.holdsSample(n) && !(estimates && slots.isGridPoint(n))) {
        n++;
        continue;
      }
      if (n >= limit) {
        limit = endOfRun(slots, grid, n);
      }
      if (parameters.moveTo(slots.times[n])) {
        taps = known.of(parameters, pending.group);
      }
      int to = n;
      int stop = Math.min(Math.min(end, n + MAX_RUN), limit - support.lookahead());
      if (stop > n && n >= support.lookback()) {
        for (; checked <= n + support.lookahead(); checked++) {
          if (!slots.holdsSample(checked)) {
            lastMissing = checked;
          }
        }
        if (lastMissing < n - support.lookback()) {
          checked = firstMissing(slots, checked, stop + support.lookahead());
          to = firstFrom(slots.times, n, checked - support.lookahead(), parameters.end());
        }
      }
      if (to > n) {
        InteriorConvolution.convolve(slots.values, n, to, taps.taps(), support, output, 0);
        writer.add(pending, n, to, output, taps.standardError(), parameters.version(), out);
        n = to;
      } else {
        RenormalisedBank renormalised = taps.renormalised();
        double denoised = renormalised.estimate(slots.values, 0, limit, n);
        if (slots.holdsSample(n) || !Double.isNaN(denoised)) { // NaN: out of the kernel's reach
          double error = OutputNoise.deviation(renormalised.taps(), parameters.noise());
          output[0] = denoised;
          writer.add(pending, n, n + 1, output, error, parameters.version(), out);
        }
        n++;
      }
    }
    pending.next = end;
  }

  /** The index after the last sample before the next silence that flushes. */
  private static int endOfRun(Slots slots, SamplingGrid grid, int from) {
    if (!grid.flushesEarly()) {
      return slots.size;
    }
    int last = -1;
    for (int slot = from; slot < slots.size; slot++) {
      if (slots.holdsSample(slot)) {
        if (last >= 0 && grid.flushes(slots.times[last], slots.times[slot])) {
          return last + 1;
        }
        last = slot;
      }
    }
    return slots.size;
  }

  /** The first slot in [from, to) that is empty, {@code to} if none is. */
  private static int firstMissing(Slots slots, int from, int to) {
    double[] values = slots.values;
    int slot = from;
    while (slot < to && !Double.isNaN(values[slot])) {
      slot++;
    }
    return slot;
  }

  /** The first slot in [from, to), all of which hold samples, whose time is not before another. */
  private static int firstFrom(long[] times, int from, int to, long time) {
    if (times[to - 1] < time) {
      return to;
    }
    int found = Arrays.binarySearch(times, from, to, time);
    return found >= 0 ? found : -found - 1;
  }
}
