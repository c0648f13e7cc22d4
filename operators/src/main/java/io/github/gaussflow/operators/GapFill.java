/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

/** What comes out where a sample is missing between two that no gap cuts apart. */
public enum GapFill {
  /** Nothing: one output for each accepted sample. */
  NONE,

  /**
   * An estimate at each missing point of the nominal grid, counted from the sample before it: the
   * kernel renormalised over the samples that are there. Points that it does not reach from any
   * sample get none.
   */
  ESTIMATE
}
