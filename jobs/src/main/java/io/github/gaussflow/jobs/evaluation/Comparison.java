/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.operators.learning.WindowGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learned filters, the usual ones at their defaults and the bounds of hindsight on a series with a
 * reference. Errors are RMS over the samples with a reference, in the sensor's unit, the mean of
 * sensor - reference removed.
 *
 * @param raw the error without a filter
 * @param offset the mean of sensor - reference
 * @param learned one for each of the settings, in their order
 * @param usual one for each usual filter, always in the same order
 * @param gaussian the best Gaussian that hindsight could choose
 * @param wiener the best taps at all; empty if the series is too short or too much alike to tell
 */
public record Comparison(
    double raw,
    double offset,
    List<Score> learned,
    List<Score> usual,
    Score gaussian,
    Optional<Score> wiener) {

  /** The name of the usual filter that is fitted to the whole series, in hindsight. */
  public static final String FITTED = UsualFilters.LOCAL_LEVEL;

  /**
   * One filter.
   *
   * @param filter its name
   * @param error its error
   * @param output what it made of the slots, NaN where they are empty
   */
  public record Score(String filter, double error, double[] output) {}

  /**
   * What a learned filter took away, which needs no reference.
   *
   * @param noise the standard deviation of the noise as the last window had it
   * @param removed the RMS of sample - output
   * @param lagOne the autocorrelation of sample - output from one sample to the next
   * @param ofWhiteNoise what that would be if the noise were white and no signal removed
   * @param white whether the first ten lags look like those of white noise
   */
  public record Removal(
      double noise, double removed, double lagOne, double ofWhiteNoise, boolean white) {}

  /**
   * Runs and scores all filters.
   *
   * @param series must have a reference somewhere
   * @param period the nominal time between samples
   * @param window the length of a learning window in samples
   * @param learners at least one, all of one support
   */
  public static Comparison of(
      SlotSeries series, Duration period, int window, List<LearnerSettings> learners) {
    KernelSupport support = learners.get(0).support();
    ReferenceScore score = ReferenceScore.of(series);
    List<Score> learned = new ArrayList<>();
    for (LearnerSettings settings : learners) {
      double[] output = PrequentialRun.of(series, settings, windows(period, window)).output();
      learned.add(new Score("gaussflow", score.error(output), output));
    }
    double seconds = period.toNanos() / 1e9;
    List<Score> usual =
        UsualFilters.of(series, support.lookahead(), seconds).stream()
            .map(filter -> scored(filter, series, score))
            .toList();
    LinearOracles oracles = new LinearOracles(series, score, support);
    return new Comparison(
        score.error(series.values()),
        score.offset(),
        learned,
        usual,
        scored(oracles.gaussian(), series, score),
        oracles.wiener().map(filter -> scored(filter, series, score)));
  }

  /** Runs one learned filter and judges what it took away. */
  public static Removal removal(
      SlotSeries series, Duration period, int window, LearnerSettings settings) {
    PrequentialRun run = PrequentialRun.of(series, settings, windows(period, window));
    ResidualWhiteness whiteness = run.whiteness(series);
    double squares = 0;
    for (double value : series.residual(run.output())) {
      squares += Double.isNaN(value) ? 0 : value * value;
    }
    return new Removal(
        run.noise(),
        Math.sqrt(squares / series.samples()),
        whiteness.autocorrelation()[0],
        whiteness.ofWhiteNoise()[0],
        whiteness.looksWhite());
  }

  private static WindowGrid windows(Duration period, int window) {
    return new WindowGrid(Math.multiplyExact(window, period.toNanos()));
  }

  private static Score scored(NamedFilter named, SlotSeries series, ReferenceScore score) {
    double[] output = named.filter().filter(series.values());
    return new Score(named.name(), score.error(output), output);
  }
}
