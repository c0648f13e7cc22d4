/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.learning.OptimizerKind;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Sampling;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** Reads what a job file says of the times of samples, and checks what does not go with it. */
final class SamplingReader {

  private final SettingsReader settings;

  SamplingReader(SettingsReader settings) {
    this.settings = settings;
  }

  /**
   * The sampling, or empty if it is wrong; what does not go with it adds a problem.
   *
   * @param learning whether anything is learned
   */
  Optional<Sampling> read(boolean learning) {
    Optional<Sampling> sampling = settings.choice(SampleOptions.SAMPLING, Sampling.class);
    if (sampling.isEmpty() || sampling.get() == Sampling.REGULAR) {
      return sampling;
    }
    if (settings.has(FilterOptions.OUTLIERS)
        && settings
            .choice(FilterOptions.OUTLIERS, OutlierTreatment.class)
            .filter(outliers -> outliers != OutlierTreatment.NONE)
            .isPresent()) {
      clash(FilterOptions.OUTLIERS, "must be none");
    }
    if (settings.has(SampleOptions.GAP_FILL)
        && settings
            .choice(SampleOptions.GAP_FILL, GapFill.class)
            .filter(gapFill -> gapFill != GapFill.NONE)
            .isPresent()) {
      clash(SampleOptions.GAP_FILL, "must be none");
    }
    if (settings
        .numbers(LearningOptions.NOISE_AUTOCOVARIANCE)
        .filter(r -> r.size() > 1)
        .isPresent()) {
      clash(LearningOptions.NOISE_AUTOCOVARIANCE, "must be the variance alone");
    }
    if (learning) {
      checkLearning();
    }
    return sampling;
  }

  private void checkLearning() {
    if (settings.has(FilterOptions.KERNELS)
        && settings
            .integer(FilterOptions.KERNELS, 1, Integer.MAX_VALUE)
            .filter(kernels -> kernels > 1)
            .isPresent()) {
      clash(FilterOptions.KERNELS, "must be 1");
    }
    if (settings.has(LearningOptions.OBJECTIVE)
        && settings
            .choice(LearningOptions.OBJECTIVE, ObjectiveKind.class)
            .filter(kind -> kind == ObjectiveKind.GCV || kind == ObjectiveKind.PREDICTION)
            .isPresent()) {
      clash(LearningOptions.OBJECTIVE, "must be sure or reference");
    }
    if (settings.has(LearningOptions.OPTIMIZER)
        && settings
            .choice(LearningOptions.OPTIMIZER, OptimizerKind.class)
            .filter(optimizer -> optimizer != OptimizerKind.NEWTON)
            .isPresent()) {
      clash(LearningOptions.OPTIMIZER, "must be newton");
    }
    if (settings.has(LearningOptions.LAG_RANGE)
        && settings
            .integer(LearningOptions.LAG_RANGE, 0, Integer.MAX_VALUE)
            .filter(range -> range > 0)
            .isPresent()) {
      clash(LearningOptions.LAG_RANGE, "must be 0");
    }
    List.of(SampleOptions.REST, SampleOptions.REST_FROM, SampleOptions.REST_TO)
        .forEach(
            option -> {
              if (settings.has(option)) {
                clash(option, "must not be given");
              }
            });
  }

  private void clash(ConfigOption<?> option, String must) {
    settings.wrong(option, must + " where 'samples.sampling' is irregular");
  }
}
