/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.io.Serializable;

/**
 * The sampling grid of each period: a {@link SamplingGrid} where one period is given for all, an
 * {@link EstimatedGrids} where each group has its own.
 */
public interface SamplingGrids extends Serializable {

  /**
   * The grid of a period.
   *
   * @param period in nanoseconds; 0, of records that do not tell it, for the one that is given
   */
  SamplingGrid at(long period);

  /** What lengths of windows are counted in, in nanoseconds: the period that is given, else 1. */
  long windowUnit();
}
