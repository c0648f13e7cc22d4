/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.filter.statistics.SeriesAutocorrelation;
import io.github.gaussflow.operators.learning.ReferenceAlignment;
import io.github.gaussflow.operators.learning.WindowGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The learned filter run over a series: each window is filtered with the parameters learned before
 * it, then learned from.
 *
 * @param output the filtered slots, NaN where a slot is empty
 * @param windows the windows that had a complete row, in order
 * @param whiteResidual what white noise would leave in the residual: entry k is the sum over the
 *     samples of the autocorrelation at lag k of the taps that were subtracted from the sample
 * @param lag how many samples the reference comes after the sensor, as found in the end; empty if
 *     it is not searched, or not clear
 */
record PrequentialRun(
    double[] output, List<Window> windows, double[] whiteResidual, OptionalInt lag) {

  /**
   * A window that was offered to the learner.
   *
   * @param end the first time after it, in nanoseconds since the epoch
   * @param step what the learner did
   */
  record Window(long end, LearningStep step) {}

  static PrequentialRun of(SlotSeries series, LearnerSettings settings, WindowGrid grid) {
    return of(series, settings, grid, 0);
  }

  /** The same with a search of the reference's lag in so many samples either way, 0 for none. */
  static PrequentialRun of(
      SlotSeries series, LearnerSettings settings, WindowGrid grid, int lagRange) {
    KernelSupport support = settings.support();
    WindowLearner learner = settings.newLearner();
    LagStatistics window = settings.newStatistics();
    double[] references = window.hasTarget() ? series.references() : null;
    double[] output = new double[series.slots()];
    double[] whiteResidual = new double[support.taps()];
    List<Window> windows = new ArrayList<>();
    Optional<ReferenceAlignment> alignment =
        lagRange > 0
            ? Optional.of(new ReferenceAlignment(settings.statisticsSupport(), lagRange))
            : Optional.empty();
    OptionalInt lag = OptionalInt.empty();
    int from = 0;
    while (from < series.slots()) {
      long end = grid.endOf(series.times()[from]);
      int to = endOfWindow(series, from, end);
      GaussianFilter filter = GaussianFilter.of(learner.bank(), support);
      filter.filter(series.values(), from, to, output);
      double[] white = ResidualWhiteness.whiteAutocovariance(filter.taps(), support.centre());
      int samples = samples(series, from, to);
      for (int k = 0; k < white.length; k++) {
        whiteResidual[k] += samples * white[k];
      }
      Optional<LagSums> sums;
      if (alignment.isEmpty()) {
        sums = Optional.of(LagSums.of(support, series.values(), references, from, to));
      } else {
        lag = alignment.get().lagAfter(series.values(), references, from, to);
        sums = aligned(alignment.get(), series, from, to, lag);
      }
      if (sums.isPresent() && sums.get().count() > 0) {
        window.clear();
        window.accept(sums.get());
        windows.add(new Window(end, learner.learn(window)));
      }
      from = to;
    }
    return new PrequentialRun(output, List.copyOf(windows), whiteResidual, lag);
  }

  /** The sums of a window with its reference moved; none as long as the lag is not clear. */
  private static Optional<LagSums> aligned(
      ReferenceAlignment alignment, SlotSeries series, int from, int to, OptionalInt lag) {
    return lag.isEmpty()
        ? Optional.empty()
        : Optional.of(
            alignment.sums(series.values(), series.references(), from, to, lag.getAsInt()));
  }

  /** The first slot that holds a sample of a later window. */
  private static int endOfWindow(SlotSeries series, int from, long end) {
    int slot = from + 1;
    while (slot < series.slots() && !(series.holdsSample(slot) && series.times()[slot] >= end)) {
      slot++;
    }
    return slot;
  }

  private static int samples(SlotSeries series, int from, int to) {
    int samples = 0;
    for (int slot = from; slot < to; slot++) {
      samples += series.holdsSample(slot) ? 1 : 0;
    }
    return samples;
  }

  /** Whether what the run took from the series looks like white noise. */
  ResidualWhiteness whiteness(SlotSeries series) {
    return ResidualWhiteness.of(
        SeriesAutocorrelation.of(series.residual(output), ResidualWhiteness.LAGS),
        whiteResidual,
        series.samples());
  }

  /** The standard deviation of the noise as the last window had it; NaN before one is learned. */
  double noise() {
    return windows.isEmpty()
        ? Double.NaN
        : Math.sqrt(windows.get(windows.size() - 1).step().noiseVariance());
  }
}
