/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import java.util.Random;

/** Noise of variance 1, {@link #SPIKES} without its spikes; n counts samples. */
enum Noise {
  /** Independent and normal. */
  WHITE {
    @Override
    double[] samples(int count, Random random) {
      return autoregressive(count, 0, 0, random);
    }
  },

  /** e(n) = 0.5 e(n-1) + white. */
  CORRELATED {
    @Override
    double[] samples(int count, Random random) {
      return autoregressive(count, 0.5, 0, random);
    }
  },

  /** e(n) = 0.8 e(n-1) + white. */
  STRONGLY_CORRELATED {
    @Override
    double[] samples(int count, Random random) {
      return autoregressive(count, 0.8, 0, random);
    }
  },

  /** A vibration about a tenth of the sampling rate: poles at 0.95 exp(+-2 pi i / 10). */
  NARROW_BAND {
    @Override
    double[] samples(int count, Random random) {
      double radius = 0.95;
      double first = 2 * radius * Math.cos(2 * Math.PI / 10);
      return autoregressive(count, first, -radius * radius, random);
    }
  },

  /** Independent, Student's t with 3 degrees of freedom. */
  HEAVY_TAILS {
    @Override
    double[] samples(int count, Random random) {
      double[] e = new double[count];
      for (int n = 0; n < count; n++) {
        double normal = random.nextGaussian();
        double squares = 0;
        for (int k = 0; k < 3; k++) {
          double other = random.nextGaussian();
          squares += other * other;
        }
        e[n] = normal / Math.sqrt(squares); // t / sqrt(3), the deviation of t
      }
      return e;
    }
  },

  /** White of variance 1 and, in 1 % of the samples, 10 more or less. */
  SPIKES {
    @Override
    double[] samples(int count, Random random) {
      double[] e = new double[count];
      for (int n = 0; n < count; n++) {
        e[n] = random.nextGaussian();
        if (random.nextDouble() < 0.01) {
          e[n] += random.nextBoolean() ? 10 : -10;
        }
      }
      return e;
    }
  };

  abstract double[] samples(int count, Random random);

  /** y(n) = first y(n-1) + second y(n-2) + white, of variance 1. */
  static double[] autoregressive(int count, double first, double second, Random random) {
    // The variance of such a process over that of the white noise.
    double variance = (1 - second) / ((1 + second) * ((1 - second) * (1 - second) - first * first));
    double[] y = new double[count];
    double before = 0;
    double last = 0;
    for (int n = -Signal.SETTLING; n < count; n++) {
      double next = first * last + second * before + random.nextGaussian();
      before = last;
      last = next;
      if (n >= 0) {
        y[n] = next / Math.sqrt(variance);
      }
    }
    return y;
  }
}
