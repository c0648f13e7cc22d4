/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import io.github.gaussflow.filter.statistics.NoiseModel;

/** What is taken as the noise of a group. */
public enum NoiseKind {
  /** White noise whose variance is estimated from the samples. */
  WHITE,

  /** Noise whose neighbouring values are alike, told from the signal by the samples themselves. */
  CORRELATED,

  /** The autocovariance that the settings give. */
  GIVEN,

  /** The autocovariance measured while the sensors were at rest. */
  CALIBRATED;

  /**
   * What the noise is where none was measured at rest.
   *
   * @param settings the noise of the learner's settings
   * @param inUse the same, with what the learner has estimated
   */
  public static NoiseKind of(NoiseModel settings, NoiseModel inUse) {
    if (!settings.isEstimated()) {
      return GIVEN;
    }
    return inUse.autocovariances().length > 1 ? CORRELATED : WHITE;
  }
}
