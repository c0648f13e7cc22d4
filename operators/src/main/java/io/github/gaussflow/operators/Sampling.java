/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

/** What the times of samples mean to the filter and to learning. */
public enum Sampling {
  /**
   * Each sample lies in the slot of the nominal period that it is nearest to, counted from the
   * sample before it: jitter is not seen, a missing sample is an empty slot.
   */
  REGULAR,

  /**
   * Each sample lies where its time says: the Gaussian is evaluated at the true offsets, forward
   * and for learning. The period is but the unit of the mean, the standard deviation and the reach.
   */
  IRREGULAR
}
