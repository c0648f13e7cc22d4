/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.random.RandomGenerator;

/**
 * The stationary process y(n) = a y(n-1) + b y(n-2) + w(n) with w(n) independent, normal and of
 * variance 1.
 *
 * @param first a
 * @param second b
 */
record Autoregression(double first, double second) implements Recursion {

  /** Samples before the first that the process is given to forget its start. */
  static final int SETTLING = 2000;

  /** The state is y(n-1), y(n-2). */
  @Override
  public double[] start(RandomGenerator random) {
    double[] state = new double[2];
    for (int n = -SETTLING; n < 0; n++) {
      next(n, state, random);
    }
    return state;
  }

  @Override
  public double next(long n, double[] state, RandomGenerator random) {
    double next = first * state[0] + second * state[1] + random.nextGaussian();
    state[1] = state[0];
    state[0] = next;
    return next;
  }

  /** The standard deviation of y, sqrt((1 - b) / ((1 + b) ((1 - b)^2 - a^2))). */
  double standardDeviation() {
    return Math.sqrt((1 - second) / ((1 + second) * ((1 - second) * (1 - second) - first * first)));
  }
}
