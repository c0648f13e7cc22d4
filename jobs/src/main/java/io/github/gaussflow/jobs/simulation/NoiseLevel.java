/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.io.Serializable;

/**
 * The standard deviation of the noise.
 *
 * @param first in the first span of time
 * @param other in the second, fourth, ... span
 * @param changeEvery how long a span is, in nanoseconds; {@link #NEVER} for one without end
 */
record NoiseLevel(double first, double other, long changeEvery) implements Serializable {

  private static final long serialVersionUID = 1;

  /** As a time between changes: there are none. */
  static final long NEVER = Long.MAX_VALUE;

  static NoiseLevel constant(double standardDeviation) {
    return new NoiseLevel(standardDeviation, standardDeviation, NEVER);
  }

  /** The standard deviation so many nanoseconds after the first sample. */
  double standardDeviation(long elapsed) {
    return elapsed / changeEvery % 2 == 0 ? first : other;
  }
}
