/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.outlier;

/** What is done about outliers before samples are filtered and learned from. */
public enum OutlierTreatment {
  /** Nothing: every sample is taken as it was measured. */
  NONE,
  /** The {@link HampelIdentifier} replaces them. */
  HAMPEL
}
