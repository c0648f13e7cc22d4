/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.random.RandomGenerator;

/** Noise of variance 1, {@link #SPIKES} without its spikes; n counts samples. */
public enum Noise implements Recursion {
  /** Independent and normal. */
  WHITE(new Autoregression(0, 0)),

  /** e(n) = 0.5 e(n-1) + white. */
  CORRELATED(new Autoregression(0.5, 0)),

  /** e(n) = 0.8 e(n-1) + white. */
  STRONGLY_CORRELATED(new Autoregression(0.8, 0)),

  /** A vibration about a tenth of the sampling rate: poles at 0.95 exp(+-2 pi i / 10). */
  NARROW_BAND(new Autoregression(2 * 0.95 * Math.cos(2 * Math.PI / 10), -0.95 * 0.95)),

  /** Independent, Student's t with 3 degrees of freedom. */
  HEAVY_TAILS(null) {
    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      double normal = random.nextGaussian();
      double squares = 0;
      for (int k = 0; k < 3; k++) {
        double other = random.nextGaussian();
        squares += other * other;
      }
      return normal / Math.sqrt(squares); // t / sqrt(3), the deviation of t
    }
  },

  /** White of variance 1 and, in 1 % of the samples, 10 more or less. */
  SPIKES(null) {
    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      double e = random.nextGaussian();
      if (random.nextDouble() < 0.01) {
        e += random.nextBoolean() ? 10 : -10;
      }
      return e;
    }
  };

  private final Autoregression process;
  private final double deviation;

  Noise(Autoregression process) {
    this.process = process;
    this.deviation = process == null ? 1 : process.standardDeviation();
  }

  @Override
  public double[] start(RandomGenerator random) {
    return process == null ? new double[0] : process.start(random);
  }

  @Override
  public double next(long n, double[] state, RandomGenerator random) {
    return process.next(n, state, random) / deviation;
  }
}
