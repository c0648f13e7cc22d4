/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.filter.statistics.SeriesAutocorrelation;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.util.List;

/**
 * What charts show of one sensor: its denoised samples thinned, and the autocorrelation of what was
 * taken away from them.
 *
 * <p>A sample that is not later than the one before is one that a restarted job says again, and is
 * not taken twice. Thread-safe.
 */
final class SensorChart {

  /** The samples that are all kept. */
  static final int MOST_SAMPLES = 8_000;

  /** 95 of 100 values lie within so many standard errors. */
  static final double BAND = 1.96;

  private final SamplingGrid grid;
  private final Thinning<DenoisedSample> samples =
      new Thinning<>(
          MOST_SAMPLES,
          DenoisedSample::time,
          List.of(
              DenoisedSample::value,
              DenoisedSample::denoised,
              sample -> sample.denoised() - BAND * sample.standardError(),
              sample -> sample.denoised() + BAND * sample.standardError(),
              DenoisedSample::reference));
  private final SeriesAutocorrelation residual = new SeriesAutocorrelation(ResidualWhiteness.LAGS);
  private DenoisedSample last;
  private long outliers;
  private long estimates;

  /** Nothing yet of a sensor whose slots are found with the grid. */
  SensorChart(SamplingGrid grid) {
    this.grid = grid;
  }

  synchronized void accept(DenoisedSample sample) {
    if (last != null && sample.time() <= last.time()) {
      return;
    }
    samples.add(sample);
    if (last != null) {
      residual.skip(grid.missingBetween(last.time(), sample.time()));
    }
    // What stood in the place of an outlier was filtered, not the outlier.
    residual.accept(sample.outlier() ? Double.NaN : sample.value() - sample.denoised());
    outliers += sample.outlier() ? 1 : 0;
    estimates += sample.estimated() ? 1 : 0;
    last = sample;
  }

  /** The newest sample; there is one. */
  synchronized DenoisedSample last() {
    return last;
  }

  /** How many samples and estimates there were. */
  synchronized long count() {
    return samples.count();
  }

  /** How many of the samples were outliers. */
  synchronized long outliers() {
    return outliers;
  }

  /** How many of them were estimates. */
  synchronized long estimates() {
    return estimates;
  }

  /** About so many samples at most, in time order, with null where a silence cuts the series. */
  synchronized List<DenoisedSample> samples(int most) {
    samples.limit(most);
    return samples.pointsBrokenAt(grid.maximumGap());
  }

  /** Compares the residual with what white noise would have left. */
  synchronized ResidualWhiteness whiteness(double[] whiteAutocovariance) {
    return ResidualWhiteness.of(residual.autocorrelation(), whiteAutocovariance, residual.values());
  }
}
