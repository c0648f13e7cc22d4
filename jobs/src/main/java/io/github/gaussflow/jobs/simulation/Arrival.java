/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.io.Serializable;

/**
 * When samples arrive, if they do; times in nanoseconds. All of it follows from the seed of a
 * sensor and the number of a sample, so there is nothing to keep.
 *
 * @param disorder what every delay is shorter than; 0 for none
 * @param lateShare the share of the samples that are delayed by {@code lateDelay} too
 * @param lateDelay how much more these are delayed
 * @param gapEvery in each span of this length is one gap
 * @param gapLength how long it is; 0 for no gaps
 */
record Arrival(long disorder, double lateShare, long lateDelay, long gapEvery, long gapLength)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** At once. */
  static final Arrival PROMPT = new Arrival(0, 0, 0, 1, 0);

  private static final long DELAY = 1;
  private static final long LATE = 2;
  private static final long GAP = 3;

  /** How long the n-th sample of a sensor takes. */
  long delay(long seed, long n) {
    long delay = (long) (uniform(seed, DELAY, n) * disorder);
    return uniform(seed, LATE, n) < lateShare ? delay + lateDelay : delay;
  }

  /** Whether a sample so long after the sensor's first one is not there. */
  boolean isMissing(long seed, long elapsed) {
    long span = elapsed / gapEvery;
    long start = (long) (uniform(seed, GAP, span) * (gapEvery - gapLength));
    long within = elapsed % gapEvery;
    return start <= within && within < start + gapLength;
  }

  private static double uniform(long seed, long what, long n) {
    return SavableRandom.uniform(seed + what, n);
  }
}
