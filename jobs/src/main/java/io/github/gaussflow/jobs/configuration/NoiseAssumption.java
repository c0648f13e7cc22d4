/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.statistics.NoiseModel;

/** What is supposed of a noise that is neither given nor measured at rest. */
public enum NoiseAssumption {
  /** It may be correlated: whatever the samples tell, and white where they tell nothing. */
  ESTIMATED(NoiseModel.estimated()),

  /** It is white. */
  WHITE(NoiseModel.estimatedWhite());

  private final NoiseModel model;

  NoiseAssumption(NoiseModel model) {
    this.model = model;
  }

  NoiseModel model() {
    return model;
  }
}
