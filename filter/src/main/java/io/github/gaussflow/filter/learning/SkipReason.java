/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.Optional;

/** Why nothing was learned from a window. */
public enum SkipReason {
  /** Every row lacked a sample or its target, or the window was empty. */
  NO_COMPLETE_ROW,

  /**
   * The sensor was stuck: G[L][L] / n is at most 1e-24 of the square of its largest sample. So is a
   * single row with a target, as it says nothing but its own offset.
   */
  CONSTANT,

  /** A sum, or a step computed from it, is NaN or infinite. */
  NOT_FINITE;

  /** What rounding leaves of a constant after its mean is subtracted stays below this. */
  private static final double ROUNDING = 1e-24;

  /** Why a window cannot be learned from, or empty if it can. */
  static Optional<SkipReason> of(LagStatistics window) {
    if (window.weight() == 0) {
      return Optional.of(NO_COMPLETE_ROW);
    }
    int centre = window.support().centre();
    return of(window.isFinite(), window.gram(centre, centre) / window.weight(), window.largest());
  }

  /**
   * The same of a window with rows.
   *
   * @param finite whether all its sums are
   * @param power the mean square of its samples about their mean
   */
  static Optional<SkipReason> of(boolean finite, double power, double largest) {
    if (!finite) {
      return Optional.of(NOT_FINITE);
    }
    return power > ROUNDING * largest * largest ? Optional.empty() : Optional.of(CONSTANT);
  }
}
