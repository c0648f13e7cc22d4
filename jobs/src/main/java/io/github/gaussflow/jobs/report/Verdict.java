/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.operators.Sampling;
import java.util.Optional;

/**
 * Whether what was taken away from a sensor looks like white noise, as a reader is told.
 *
 * @param kind what was found
 * @param text one sentence of it
 * @param whiteness the numbers, where there are any
 */
record Verdict(Kind kind, String text, Optional<ResidualWhiteness> whiteness) {

  /** What was found. */
  enum Kind {
    /** The residual looks like white noise. */
    WHITE,

    /** It does not. */
    NOT_WHITE,

    /** That cannot be told. */
    UNKNOWN
  }

  /**
   * Judges a sensor.
   *
   * @param group what its group has learned, if anything
   * @param initial the filter before the first update
   */
  static Verdict of(
      JobConfiguration job, SensorChart sensor, Optional<GroupChart> group, GaussianBank initial) {
    if (job.learner().objective() == ObjectiveKind.PREDICTION) {
      return unknown("Not judged: a prediction takes nothing away from the sample it stands at.");
    }
    if (job.pipeline().sampling() == Sampling.IRREGULAR) {
      return unknown("Not judged: the samples do not lie at regular times.");
    }
    if (group.isEmpty() && job.pipeline().learning() && hasWindows(job, sensor)) {
      return unknown("Not judged: the filters that were used are not known.");
    }
    double[] white =
        group
            .map(learned -> learned.whiteAutocovariance(initial))
            .orElseGet(
                () ->
                    ResidualWhiteness.whiteAutocovariance(
                        initial.taps(job.learner().support()), job.learner().support().centre()));
    ResidualWhiteness whiteness = sensor.whiteness(white);
    if (Double.isNaN(whiteness.statistic())) {
      return unknown("Not judged: there are too few samples, or the filter took nothing away.");
    }
    return whiteness.looksWhite()
        ? new Verdict(
            Kind.WHITE,
            "White: what was taken away looks like white noise.",
            Optional.of(whiteness))
        : new Verdict(
            Kind.NOT_WHITE,
            "Not white: the noise of neighbouring samples is alike, or signal was taken away.",
            Optional.of(whiteness));
  }

  private static boolean hasWindows(JobConfiguration job, SensorChart sensor) {
    return sensor.count() > job.pipeline().window();
  }

  private static Verdict unknown(String text) {
    return new Verdict(Kind.UNKNOWN, text, Optional.empty());
  }
}
