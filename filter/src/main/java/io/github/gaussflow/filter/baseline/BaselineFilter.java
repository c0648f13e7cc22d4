/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

/**
 * A filter with settings that do not change along the series. Implementations are immutable.
 *
 * <p>The series is one of slots at a constant period. NaN stands for a missing sample: it is not
 * invented, so the result there is NaN, and every other slot is filtered with the samples that are
 * there. A present sample always has a finite result if all samples are finite; what infinity gives
 * is not specified. A constant series stays as it is, but for {@link FixedTaps}.
 */
public interface BaselineFilter {

  /**
   * Filters a whole series.
   *
   * @param samples x, NaN where a sample is missing; not changed
   * @return one output for each slot in a new array; empty for an empty series
   */
  double[] filter(double[] samples);
}
