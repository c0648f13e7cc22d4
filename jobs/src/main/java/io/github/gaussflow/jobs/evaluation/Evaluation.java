/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.outlier.HampelIdentifier;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.filter.statistics.SeriesAutocorrelation;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.WindowGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of comparing the learned filter with others.
 *
 * @param request what was asked for
 * @param counts what the file had
 * @param samples the times that had a value
 * @param emptySlots the slots between them that had none
 * @param replaced the samples that were outliers to the learned filter
 * @param scored the samples that have a reference
 * @param lines one for each filter
 * @param run the learned filter
 * @param whiteness whether the noise looks white
 */
record Evaluation(
    EvaluationRequest request,
    Measurements.Counts counts,
    int samples,
    int emptySlots,
    int replaced,
    int scored,
    List<Line> lines,
    PrequentialRun run,
    ResidualWhiteness whiteness) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * One filter.
   *
   * @param filter the filter
   * @param error the RMS error against the reference in the sensor's unit, NaN without one
   * @param gain decibels of error less than without a filter, NaN without a reference
   * @param toOracle decibels of error more than the oracle Gaussian, NaN without a reference
   * @param removed the RMS of sample - output in the sensor's unit
   * @param lagOne the autocorrelation of sample - output from one sample to the next; NaN where
   *     nothing was removed
   */
  record Line(
      NamedFilter filter,
      double error,
      double gain,
      double toOracle,
      double removed,
      double lagOne) {}

  /** Runs and scores all filters on measurements. */
  static Evaluation of(EvaluationRequest request, Measurements measurements) {
    Duration period = Duration.ofNanos(request.period());
    SamplingGrid grid = SamplingGrid.of(request.support(), period);
    if (request.outliers() == OutlierTreatment.HAMPEL) {
      grid = grid.reaching(HampelIdentifier.REACH);
    }
    grid = grid.reaching(request.lagRange());
    SlotSeries measured = SlotSeries.of(measurements, grid);
    SlotSeries treated = measured.treated(request.outliers(), grid);
    LearnerSettings settings =
        LearnerSettings.of(request.support())
            .withObjective(request.objective())
            .withKernels(request.kernels());
    WindowGrid windows = new WindowGrid(request.window() * request.period());
    PrequentialRun run = PrequentialRun.of(treated, settings, windows, request.lagRange());
    // All are scored against what the reference said of the same moment.
    SlotSeries series = run.lag().isPresent() ? measured.aligned(run.lag().getAsInt()) : measured;
    ReferenceScore score = ReferenceScore.of(series);
    double seconds = request.period() / NANOS_PER_SECOND;

    List<NamedFilter> filters = new ArrayList<>();
    filters.add(new NamedFilter("raw", "", NamedFilter.Choice.NONE, samples -> samples));
    filters.add(
        new NamedFilter(
            "gaussflow",
            "learned before each window",
            NamedFilter.Choice.LEARNED,
            samples -> run.output()));
    filters.addAll(UsualFilters.of(series, request.support().lookahead(), seconds));
    if (score.samples() > 0) {
      LinearOracles oracles = new LinearOracles(series, score, request.support());
      filters.addAll(new HindsightTuning(series, score, request.support(), seconds).filters());
      filters.add(oracles.gaussian());
      oracles.wiener().ifPresent(filters::add);
    }
    return new Evaluation(
        request,
        measurements.counts(),
        series.samples(),
        series.slots() - series.samples(),
        treated.differences(series),
        score.samples(),
        lines(filters, series, score),
        run,
        run.whiteness(series));
  }

  private static List<Line> lines(
      List<NamedFilter> filters, SlotSeries series, ReferenceScore score) {
    List<double[]> outputs =
        filters.stream().map(named -> named.filter().filter(series.values())).toList();
    double raw = score.error(series.values());
    double oracle = Double.NaN;
    for (int k = 0; k < outputs.size(); k++) {
      if (filters.get(k).filter() instanceof GaussianFilter) {
        oracle = score.error(outputs.get(k));
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int k = 0; k < outputs.size(); k++) {
      double[] residual = series.residual(outputs.get(k));
      double error = score.error(outputs.get(k));
      lines.add(
          new Line(
              filters.get(k),
              error,
              decibels(raw / error),
              decibels(error / oracle),
              rms(residual, series.samples()),
              SeriesAutocorrelation.of(residual, 1)[0]));
    }
    return lines;
  }

  private static double decibels(double ratio) {
    return 20 * Math.log10(ratio);
  }

  private static double rms(double[] residual, int samples) {
    double sum = 0;
    for (double value : residual) {
      sum += Double.isNaN(value) ? 0 : value * value;
    }
    return Math.sqrt(sum / samples);
  }
}
