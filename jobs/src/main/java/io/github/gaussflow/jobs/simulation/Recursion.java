/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.random.RandomGenerator;

/**
 * A series drawn sample by sample, which needs but a few numbers of what was to go on:
 *
 * <pre>s(0), state = start(random);  s(n) = next(n, state, random) for n = 0, 1, ...</pre>
 *
 * The state and that of the random numbers are all there is to keep, so a series that was stopped
 * after any sample goes on exactly.
 */
public interface Recursion {

  /** The state before the first sample, an array of the caller's own. */
  double[] start(RandomGenerator random);

  /**
   * The next sample.
   *
   * @param n how many samples were before it, counted from 0
   * @param state what {@link #start} gave and every sample before has changed; changed again
   * @param random where all samples before have drawn from
   */
  double next(long n, double[] state, RandomGenerator random);

  /** The first samples of the series. */
  default double[] samples(int count, RandomGenerator random) {
    double[] state = start(random);
    double[] samples = new double[count];
    for (int n = 0; n < count; n++) {
      samples[n] = next(n, state, random);
    }
    return samples;
  }
}
