/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

/** What is taken as the noise of a group. */
public enum NoiseKind {
  /** White noise whose variance is estimated from the samples. */
  WHITE,

  /** Noise whose neighbouring values are alike, told from the signal by the samples themselves. */
  CORRELATED,

  /** The autocovariance that the settings give. */
  GIVEN,

  /** The autocovariance measured while the sensors were at rest. */
  CALIBRATED
}
