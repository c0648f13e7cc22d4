/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.baseline.ExponentialAverage;
import io.github.gaussflow.filter.baseline.LocalLevel;
import io.github.gaussflow.filter.baseline.MovingAverage;
import io.github.gaussflow.filter.baseline.OneEuro;
import io.github.gaussflow.filter.baseline.SavitzkyGolay;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.evaluation.NamedFilter.Choice;
import java.util.List;
import java.util.Locale;

/**
 * The filters that are compared, at their usual defaults.
 *
 * <p>Each may look ahead no further than the Gaussian: windows of 5 and 11 samples are centred
 * where the lookahead allows it and moved back where not, and the Kalman filter is the fixed-lag
 * smoother of the same lookahead. The exponential average and 1-Euro are causal by nature.
 */
final class UsualFilters {

  static final String MOVING_AVERAGE = "moving average";
  static final String EXPONENTIAL_AVERAGE = "exponential average";
  static final String SAVITZKY_GOLAY = "Savitzky-Golay";
  static final String ONE_EURO = "1-Euro";
  static final String LOCAL_LEVEL = "Kalman local level";

  /** The cutoff of 1-Euro's derivative in Hz, which its authors say needs no tuning. */
  static final double DERIVATIVE_CUTOFF = 1;

  private static final int AVERAGED = 5;
  private static final double ALPHA = 0.3;
  private static final int FITTED = 11;
  private static final int DEGREE = 3;
  private static final double MINIMUM_CUTOFF = 1;

  private UsualFilters() {}

  /**
   * All of them.
   *
   * @param series what the Kalman filter is fitted to
   * @param lookahead how many later samples may be used
   * @param period the time between samples in seconds
   */
  static List<NamedFilter> of(SlotSeries series, int lookahead, double period) {
    return List.of(
        average(window(AVERAGED, lookahead), Choice.DEFAULT),
        exponential(ALPHA, Choice.DEFAULT),
        polynomial(window(FITTED, lookahead), DEGREE, Choice.DEFAULT),
        oneEuro(period, MINIMUM_CUTOFF, 0, Choice.DEFAULT),
        level(LocalLevel.fit(series.values(), lookahead), "greatest likelihood", Choice.DEFAULT));
  }

  private static KernelSupport window(int samples, int lookahead) {
    int ahead = Math.min(samples / 2, lookahead);
    return new KernelSupport(ahead, samples - 1 - ahead);
  }

  static NamedFilter average(KernelSupport window, Choice choice) {
    return new NamedFilter(MOVING_AVERAGE, text(window), choice, MovingAverage.of(window));
  }

  static NamedFilter exponential(double alpha, Choice choice) {
    return new NamedFilter(
        EXPONENTIAL_AVERAGE, "alpha " + number(alpha), choice, ExponentialAverage.of(alpha));
  }

  static NamedFilter polynomial(KernelSupport window, int degree, Choice choice) {
    return new NamedFilter(
        SAVITZKY_GOLAY,
        text(window) + ", degree " + degree,
        choice,
        SavitzkyGolay.of(window, degree));
  }

  static NamedFilter oneEuro(double period, double minimumCutoff, double beta, Choice choice) {
    return new NamedFilter(
        ONE_EURO,
        "cutoff %s Hz, beta %s".formatted(number(minimumCutoff), number(beta)),
        choice,
        OneEuro.of(period, minimumCutoff, beta, DERIVATIVE_CUTOFF));
  }

  static NamedFilter level(LocalLevel filter, String how, Choice choice) {
    String text = "q " + number(filter.ratio()) + (how.isEmpty() ? "" : ", " + how);
    return new NamedFilter(LOCAL_LEVEL, text, choice, filter);
  }

  private static String text(KernelSupport window) {
    return "%d samples, %d ahead".formatted(window.taps(), window.lookahead());
  }

  static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }
}
