/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

/**
 * A cost with its gradient and Hessian with respect to theta = (mu, rho), rho = ln sigma. A buffer
 * that {@link QuadraticCost#derivatives} fills; not thread-safe.
 */
public final class CostDerivatives {

  double value;
  double mean;
  double logDeviation;
  double meanMean;
  double meanLogDeviation;
  double logDeviationTwice;

  /** An empty buffer: all zero. */
  public CostDerivatives() {}

  /** J. */
  public double value() {
    return value;
  }

  /** dJ/dmu. */
  public double mean() {
    return mean;
  }

  /** dJ/drho. */
  public double logDeviation() {
    return logDeviation;
  }

  /** d2J/dmu2. */
  public double meanMean() {
    return meanMean;
  }

  /** d2J/(dmu drho). */
  public double meanLogDeviation() {
    return meanLogDeviation;
  }

  /** d2J/drho2. */
  public double logDeviationTwice() {
    return logDeviationTwice;
  }
}
