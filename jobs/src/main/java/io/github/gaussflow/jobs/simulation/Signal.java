/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.random.RandomGenerator;

/** Clean signals; n counts samples. */
public enum Signal implements Recursion {
  /** Three sines with periods of 200, 90 and 37 samples and amplitudes 1, 0.6 and 0.4. */
  SINES {
    /** The state is the phases. */
    @Override
    public double[] start(RandomGenerator random) {
      return random.doubles(3, 0, 2 * Math.PI).toArray();
    }

    @Override
    public double next(long n, double[] phase, RandomGenerator random) {
      return Math.sin(2 * Math.PI * n / 200 + phase[0])
          + 0.6 * Math.sin(2 * Math.PI * n / 90 + phase[1])
          + 0.4 * Math.sin(2 * Math.PI * n / 37 + phase[2]);
    }
  },

  /** A sine whose frequency rises within 4000 samples from 0.001 to 0.05 of the sampling rate. */
  CHIRP {
    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      return chirp(n, 0.001, 0.05);
    }
  },

  /** A sine whose frequency rises within 4000 samples from 0.01 to a quarter of the rate. */
  FAST_CHIRP {
    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      return chirp(n, 0.01, 0.25);
    }
  },

  /** A random walk of normal steps of deviation 1, from 0. */
  WALK {
    @Override
    public double[] start(RandomGenerator random) {
      return new double[1];
    }

    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      state[0] += n == 0 ? 0 : random.nextGaussian();
      return state[0];
    }
  },

  /** Normal levels of deviation 1 that jump every hundred samples on average. */
  STEPS {
    @Override
    public double[] start(RandomGenerator random) {
      return new double[] {random.nextGaussian()};
    }

    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      state[0] = random.nextDouble() < 0.01 ? random.nextGaussian() : state[0];
      return state[0];
    }
  },

  /** Heart beats of 1 unit at 250 Hz, about 70 a minute, each the sum of five Gaussian waves. */
  ECG {
    /** Height, place and width in parts of a beat: P, Q, R, S, T. */
    private static final double[][] WAVES = {
      {0.15, 0.18, 0.025},
      {-0.12, 0.265, 0.010},
      {1, 0.29, 0.011},
      {-0.25, 0.315, 0.010},
      {0.3, 0.52, 0.045}
    };

    /** The state is when the beat began and how long it is, in seconds. */
    @Override
    public double[] start(RandomGenerator random) {
      return new double[] {0, length(random)};
    }

    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      while (n / 250.0 >= state[0] + state[1]) {
        state[0] += state[1];
        state[1] = length(random);
      }
      double phase = (n / 250.0 - state[0]) / state[1];
      double sum = 0;
      for (double[] wave : WAVES) {
        double distance = (phase - wave[1]) / wave[2];
        sum += wave[0] * Math.exp(-0.5 * distance * distance);
      }
      return sum;
    }

    private double length(RandomGenerator random) {
      return 60 / (70 + 4 * random.nextGaussian());
    }
  },

  /** 20 degrees, a swing of 0.1 degrees a day at one sample a minute, and a slow drift of 0.03. */
  TEMPERATURE {
    private static final double POLE = 0.995;
    private static final Autoregression DRIFT = new Autoregression(2 * POLE, -POLE * POLE);

    @Override
    public double[] start(RandomGenerator random) {
      return DRIFT.start(random);
    }

    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      return temperature(n, DRIFT.next(n, state, random) / DRIFT.standardDeviation());
    }

    /** With a drift whose deviation is what it should be within these samples, not on average. */
    @Override
    public double[] samples(int count, RandomGenerator random) {
      double[] drift = DRIFT.samples(count, random);
      double square = 0;
      for (double d : drift) {
        square += d * d / count;
      }
      double[] s = new double[count];
      for (int n = 0; n < count; n++) {
        s[n] = temperature(n, drift[n] / Math.sqrt(square));
      }
      return s;
    }

    private double temperature(long n, double drift) {
      return 20 + 0.1 * Math.sin(2 * Math.PI * n / 1440) + 0.03 * drift;
    }
  },

  /** s(n) = 0.9 s(n-1) + normal, of variance 1: as rough as much noise is. */
  AUTOREGRESSIVE {
    private static final Autoregression PROCESS = new Autoregression(0.9, 0);

    @Override
    public double[] start(RandomGenerator random) {
      return PROCESS.start(random);
    }

    @Override
    public double next(long n, double[] state, RandomGenerator random) {
      return PROCESS.next(n, state, random) / PROCESS.standardDeviation();
    }
  };

  private static final int CHIRP_LENGTH = 4000;

  @Override
  public double[] start(RandomGenerator random) {
    return new double[0];
  }

  private static double chirp(long n, double lowest, double highest) {
    double k = n % CHIRP_LENGTH;
    double cycles = lowest * k + (highest - lowest) * k * k / (2 * CHIRP_LENGTH);
    return Math.sin(2 * Math.PI * cycles);
  }
}
