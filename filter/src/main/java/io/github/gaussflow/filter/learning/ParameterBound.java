/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/** A bound that a learned parameter may sit at, with what that says. */
public enum ParameterBound {
  /** The filter averages all taps alike and would average more. */
  HIGHEST_STANDARD_DEVIATION(
      "standard deviation at its upper bound: raise lookback, or lookahead where the delay allows"),

  /** The filter changes nothing: there is no noise that smoothing could take away. */
  LOWEST_STANDARD_DEVIATION(
      "standard deviation at its lower bound: nothing is smoothed, as the signal is as rough as its"
          + " noise; sample faster"),

  /** The tail of the kernel, or with a reference its centre, would go on beyond the taps. */
  LOWEST_MEAN("mean at its lower bound: raise lookahead with a reference, lookback without one"),

  /** The lag found is the longest that the taps allow. */
  HIGHEST_MEAN("mean at its upper bound: raise lookback");

  private final String advice;

  ParameterBound(String advice) {
    this.advice = advice;
  }

  /** What the bound says and what mends it, in one line for people. */
  public String advice() {
    return advice;
  }
}
