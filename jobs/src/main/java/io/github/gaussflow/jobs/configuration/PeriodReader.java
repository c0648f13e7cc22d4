/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** Reads the period, and checks what needs it where it is to be told from the samples. */
final class PeriodReader {

  private static final Duration SHORTEST = Duration.ofNanos(1);

  private final SettingsReader settings;

  PeriodReader(SettingsReader settings) {
    this.settings = settings;
  }

  /** The period; empty if it is not given, or wrong. */
  Optional<Duration> read() {
    return settings.duration(FilterOptions.PERIOD, SHORTEST);
  }

  /** Whether the period is given, and wrong. */
  boolean isWrong(Optional<Duration> period) {
    return period.isEmpty() && settings.has(FilterOptions.PERIOD);
  }

  /** Whether a mean or a standard deviation is given that cannot be counted in periods. */
  boolean isMissed(Optional<Duration> period) {
    return period.isEmpty()
        && (settings.has(FilterOptions.PERIOD)
            || settings.has(FilterOptions.MEAN)
            || settings.has(FilterOptions.STANDARD_DEVIATION));
  }

  /** Adds a problem for each key that cannot do without the period. */
  void checkWhatNeedsIt() {
    for (ConfigOption<?> option :
        List.of(FilterOptions.MEAN, FilterOptions.STANDARD_DEVIATION, StateOptions.RETENTION)) {
      if (settings.has(option)) {
        needed(option, "left out");
      }
    }
    if (settings
        .choice(FilterOptions.OUTLIERS, OutlierTreatment.class)
        .filter(outliers -> outliers != OutlierTreatment.NONE)
        .isPresent()) {
      needed(FilterOptions.OUTLIERS, "none");
    }
    if (settings
        .choice(SampleOptions.SAMPLING, Sampling.class)
        .filter(sampling -> sampling == Sampling.IRREGULAR)
        .isPresent()) {
      needed(SampleOptions.SAMPLING, "regular");
    }
  }

  private void needed(ConfigOption<?> option, String otherwise) {
    settings.wrong(option, "must be %s where 'filter.period' is not given".formatted(otherwise));
  }
}
