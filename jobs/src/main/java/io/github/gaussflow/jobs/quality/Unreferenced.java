/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.jobs.evaluation.Comparison;
import io.github.gaussflow.jobs.evaluation.Recording;
import java.nio.file.Path;

/**
 * What the learned filter takes from a recording as it is.
 *
 * @param recorded the recording
 * @param removal what was taken
 */
record Unreferenced(Recorded recorded, Comparison.Removal removal) {

  static Unreferenced of(Recorded recorded, Path data, LearnerSettings settings) {
    Recording recording = recorded.read(data, settings.support());
    return new Unreferenced(
        recorded,
        Comparison.removal(recording.series(), recording.period(), QualityReport.WINDOW, settings));
  }
}
