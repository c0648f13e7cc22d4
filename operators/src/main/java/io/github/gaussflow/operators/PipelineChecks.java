/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.sample.InitialFilter;
import java.time.Duration;

/**
 * Whether the settings of a pipeline fit each other.
 *
 * @param settings what was set
 */
record PipelineChecks(DenoisingPipelineBuilder settings) {

  /** A sum of it and any time of a sample fits the milliseconds of a watermark. */
  private static final Duration LONGEST_LINGER = Duration.ofNanos(Long.MAX_VALUE);

  /**
   * Checks everything but the retention.
   *
   * @throws IllegalArgumentException if a setting is out of its range or does not fit another
   */
  void check() {
    int taps = settings.learner.statisticsSupport().taps();
    if (settings.learning && settings.window < taps) {
      throw new IllegalArgumentException(
          "window must be at least as long as the %d taps, but is %d samples"
              .formatted(taps, settings.window));
    }
    checkRest(taps);
    if (settings.metricGroups < 0) {
      throw new IllegalArgumentException(
          "groups with metrics must be at least 0, but are " + settings.metricGroups);
    }
    checkLinger();
    if (settings.uidPrefix.isBlank()) {
      throw new IllegalArgumentException("uid prefix must not be blank");
    }
    if (settings.sampling == Sampling.IRREGULAR) {
      checkIrregular();
    }
    settings.learner.newLearner(); // checks the initial parameters
    if (settings.learning) {
      checkInitialFilters();
      checkLagRange();
    }
    if (settings.period == null) {
      requireGivenPeriod("irregular sampling", settings.sampling == Sampling.IRREGULAR);
      requireGivenPeriod("replacement of outliers", settings.outliers != OutlierTreatment.NONE);
      requireGivenPeriod("retention", settings.learning && settings.retention.isLimited());
    }
  }

  /**
   * Checks that what was learned stays for long enough to be learned from.
   *
   * @throws IllegalArgumentException if the retention is shorter than a window or than a silence
   *     that does not cut
   */
  void checkRetention(SamplingGrid grid, WindowGrid windows) {
    long least = Math.max(windows.span(), grid.maximumGap());
    if (settings.learning && settings.retention.nanos() < least) {
      throw new IllegalArgumentException(
          "retention must be at least a window, %s, and the longest silence that does not cut, %s, but is %s"
              .formatted(
                  Duration.ofNanos(windows.span()),
                  Duration.ofNanos(grid.maximumGap()),
                  Duration.ofNanos(settings.retention.nanos())));
    }
  }

  private void checkLinger() {
    if (settings.linger.isNegative() || settings.linger.compareTo(LONGEST_LINGER) > 0) {
      throw new IllegalArgumentException(
          "linger must be from 0 to %s, but is %s".formatted(LONGEST_LINGER, settings.linger));
    }
  }

  private void checkIrregular() {
    if (settings.learning) {
      settings.learner.irregularGrid(); // checks the settings
    }
    if (settings.learner.noise().autocovariances().length > 1) {
      throw new IllegalArgumentException(
          "noise of irregular samples must be white, but is " + settings.learner.noise());
    }
    requireRegular("rest", settings.rest.isPossible());
    requireRegular("replacement of outliers", settings.outliers != OutlierTreatment.NONE);
    requireRegular("gap fill", settings.gapFill != GapFill.NONE);
    requireRegular("range of lags", settings.lagRange > 0);
  }

  private static void requireRegular(String name, boolean given) {
    if (given) {
      throw new IllegalArgumentException(
          name + " needs samples in slots of the period: choose regular sampling, or leave it out");
    }
  }

  private void requireUsable(InitialFilter first) {
    LearnerSettings started =
        settings.learner.withInitialParameters(first.parameters()).withInitialBank(first.bank());
    started.newLearner();
    if (!started.initialBank().equals(first.bank())) {
      throw new IllegalArgumentException(
          "initial filter must have the fixed mean or standard deviation of the settings, %s, but has %s"
              .formatted(started.initialBank(), first.bank()));
    }
  }

  private void checkInitialFilters() {
    settings.learner.newLearner();
    settings.initialFilters.forEach(
        (group, first) -> {
          try {
            requireUsable(first);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("group '%s': %s".formatted(group, e.getMessage()));
          }
        });
  }

  private void checkLagRange() {
    if (settings.lagRange < 0 || settings.lagRange > DenoisingPipelineBuilder.LONGEST_LAG) {
      throw new IllegalArgumentException(
          "range of lags must be from 0 to %d samples, but is %d"
              .formatted(DenoisingPipelineBuilder.LONGEST_LAG, settings.lagRange));
    }
    if (settings.lagRange > 0 && settings.learner.objective() != ObjectiveKind.REFERENCE) {
      throw new IllegalArgumentException(
          "range of lags must be 0 for the objective %s, which has no reference, but is %d"
              .formatted(settings.learner.objective(), settings.lagRange));
    }
  }

  private static void requireGivenPeriod(String name, boolean wanted) {
    if (wanted) {
      throw new IllegalArgumentException(name + " needs the period: give it, or leave that out");
    }
  }

  private void checkRest(int taps) {
    if (!settings.rest.isPossible()) {
      return;
    }
    if (settings.learner.objective() != ObjectiveKind.SURE) {
      throw new IllegalArgumentException(
          "rest has no effect on the objective %s, which does not use the noise"
              .formatted(settings.learner.objective()));
    }
    if (!settings.learner.noise().isEstimated()) {
      throw new IllegalArgumentException(
          "rest has no effect where the settings give the noise: " + settings.learner.noise());
    }
    if (settings.window < DenoisingPipelineBuilder.TAPS_OF_REST_WINDOW * taps) {
      throw new IllegalArgumentException(
          "window must be at least %d times the %d taps to measure noise at rest, but is %d samples"
              .formatted(DenoisingPipelineBuilder.TAPS_OF_REST_WINDOW, taps, settings.window));
    }
  }
}
