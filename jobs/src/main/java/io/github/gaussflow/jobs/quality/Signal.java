/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import java.util.Random;

/** Clean signals; n counts samples. */
enum Signal {
  /** Three sines with periods of 200, 90 and 37 samples and amplitudes 1, 0.6 and 0.4. */
  SINES {
    @Override
    double[] samples(int count, Random random) {
      double[] phase = random.doubles(3, 0, 2 * Math.PI).toArray();
      double[] s = new double[count];
      for (int n = 0; n < count; n++) {
        s[n] =
            Math.sin(2 * Math.PI * n / 200 + phase[0])
                + 0.6 * Math.sin(2 * Math.PI * n / 90 + phase[1])
                + 0.4 * Math.sin(2 * Math.PI * n / 37 + phase[2]);
      }
      return s;
    }
  },

  /** A sine whose frequency rises within 4000 samples from 0.001 to 0.05 of the sampling rate. */
  CHIRP {
    @Override
    double[] samples(int count, Random random) {
      return chirp(count, 0.001, 0.05);
    }
  },

  /** A sine whose frequency rises within 4000 samples from 0.01 to a quarter of the rate. */
  FAST_CHIRP {
    @Override
    double[] samples(int count, Random random) {
      return chirp(count, 0.01, 0.25);
    }
  },

  /** A random walk of normal steps of deviation 1. */
  WALK {
    @Override
    double[] samples(int count, Random random) {
      double[] s = new double[count];
      for (int n = 1; n < count; n++) {
        s[n] = s[n - 1] + random.nextGaussian();
      }
      return s;
    }
  },

  /** Normal levels of deviation 1 that jump every hundred samples on average. */
  STEPS {
    @Override
    double[] samples(int count, Random random) {
      double[] s = new double[count];
      double level = random.nextGaussian();
      for (int n = 0; n < count; n++) {
        level = random.nextDouble() < 0.01 ? random.nextGaussian() : level;
        s[n] = level;
      }
      return s;
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

    @Override
    double[] samples(int count, Random random) {
      double[] s = new double[count];
      double start = 0;
      double length = 60 / (70 + 4 * random.nextGaussian());
      for (int n = 0; n < count; n++) {
        while (n / 250.0 >= start + length) {
          start += length;
          length = 60 / (70 + 4 * random.nextGaussian());
        }
        double phase = (n / 250.0 - start) / length;
        for (double[] wave : WAVES) {
          double distance = (phase - wave[1]) / wave[2];
          s[n] += wave[0] * Math.exp(-0.5 * distance * distance);
        }
      }
      return s;
    }
  },

  /** 20 degrees, a swing of 0.1 degrees a day at one sample a minute, and a slow drift of 0.03. */
  TEMPERATURE {
    private static final double POLE = 0.995;

    @Override
    double[] samples(int count, Random random) {
      double[] drift = new double[count + SETTLING];
      double square = 0;
      for (int n = 0; n < drift.length; n++) {
        drift[n] = random.nextGaussian();
        drift[n] += n < 1 ? 0 : 2 * POLE * drift[n - 1];
        drift[n] -= n < 2 ? 0 : POLE * POLE * drift[n - 2];
        square += n < SETTLING ? 0 : drift[n] * drift[n] / count;
      }
      double[] s = new double[count];
      for (int n = 0; n < count; n++) {
        double swing = 0.1 * Math.sin(2 * Math.PI * n / 1440);
        s[n] = 20 + swing + 0.03 * drift[n + SETTLING] / Math.sqrt(square);
      }
      return s;
    }
  },

  /** s(n) = 0.9 s(n-1) + normal: as rough as much noise is. */
  AUTOREGRESSIVE {
    @Override
    double[] samples(int count, Random random) {
      return Noise.autoregressive(count, 0.9, 0, random);
    }
  };

  /** Samples before the first that a recursion needs to forget its start. */
  static final int SETTLING = 2000;

  private static final int CHIRP_LENGTH = 4000;

  abstract double[] samples(int count, Random random);

  private static double[] chirp(int count, double lowest, double highest) {
    double[] s = new double[count];
    for (int n = 0; n < count; n++) {
      double k = n % CHIRP_LENGTH;
      double cycles = lowest * k + (highest - lowest) * k * k / (2 * CHIRP_LENGTH);
      s[n] = Math.sin(2 * Math.PI * cycles);
    }
    return s;
  }
}
