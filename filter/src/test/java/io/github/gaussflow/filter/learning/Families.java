/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import java.util.Random;

/**
 * Every kind of series that learning was measured on: {@link Signals} and further ones at several
 * levels of noise, white, heavy-tailed, with spikes and correlated. Seeded.
 */
enum Families {
  SINES_0(Signals.SINES, 0),
  SINES_5(Signals.SINES, 5),
  SINES_10(Signals.SINES, 10),
  SINES_20(Signals.SINES, 20),
  ECG_10(Signals.ECG, 10),
  ECG_20(Signals.ECG, 20),
  WALK(Signals.WALK),
  TEMPERATURE(Signals.TEMPERATURE),
  STEPS_10(Signals.STEPS, 10),
  STEPS_20(Signals.STEPS, 20),

  /** Student's t with three degrees of freedom. */
  HEAVY_TAILS(Signals.SINES, 10) {
    @Override
    double noise(Random random) {
      double squares = 0;
      for (int k = 0; k < 3; k++) {
        double each = random.nextGaussian();
        squares += each * each;
      }
      return random.nextGaussian() / Math.sqrt(squares);
    }
  },

  /** One sample in a hundred is off by ten standard deviations of the others' noise. */
  SPIKES(Signals.SINES, 10) {
    @Override
    double noise(Random random) {
      double noise = random.nextGaussian();
      if (random.nextDouble() < .01) {
        noise += random.nextBoolean() ? 10 : -10;
      }
      return noise;
    }
  },
  AUTOREGRESSIVE_NOISE_5(Signals.SINES, 10) {
    @Override
    double[] noise(int count, double deviation, Random random) {
      return CalibratedNoiseTest.noise(count, .5, 0, deviation, random);
    }
  },
  AUTOREGRESSIVE_NOISE_8(Signals.SINES, 10) {
    @Override
    double[] noise(int count, double deviation, Random random) {
      return CalibratedNoiseTest.noise(count, .8, 0, deviation, random);
    }
  },

  /** From .001 to .05 of the sampling rate in 4,000 samples. */
  CHIRP(null, 10) {
    @Override
    double[] clean(int count, Random random) {
      return chirp(count, .001, .05);
    }
  },

  /** To a quarter of the sampling rate. */
  FAST_CHIRP(null, 10) {
    @Override
    double[] clean(int count, Random random) {
      return chirp(count, .01, .25);
    }
  },

  /** A signal almost as rough as its noise: a first-order autoregression of .9. */
  ROUGH(null, 10) {
    @Override
    double[] clean(int count, Random random) {
      return CalibratedNoiseTest.noise(count, .9, 0, 1, random);
    }
  };

  private final Signals signal;
  private final double decibels;

  /** At the level that the signal has of itself. */
  Families(Signals signal) {
    this(signal, Double.NaN);
  }

  Families(Signals signal, double decibels) {
    this.signal = signal;
    this.decibels = decibels;
  }

  double[] clean(int count, Random random) {
    return signal.clean(count, random);
  }

  /** The signal with its noise. */
  double[] noisy(double[] clean, Random random) {
    double[] x = noise(clean.length, deviation(clean), random);
    for (int n = 0; n < x.length; n++) {
      x[n] += clean[n];
    }
    return x;
  }

  private double deviation(double[] clean) {
    return Double.isNaN(decibels)
        ? signal.deviation(clean)
        : Signals.SINES.deviation(clean) * Math.pow(10, (10 - decibels) / 20);
  }

  double[] noise(int count, double deviation, Random random) {
    double[] noise = new double[count];
    for (int n = 0; n < count; n++) {
      noise[n] = deviation * noise(random);
    }
    return noise;
  }

  /** One value of unit deviation, spikes aside. */
  double noise(Random random) {
    return random.nextGaussian();
  }

  private static double[] chirp(int count, double first, double last) {
    int length = 4000;
    double[] s = new double[count];
    for (int n = 0; n < count; n++) {
      double k = n % length;
      s[n] = Math.sin(2 * Math.PI * (first * k + (last - first) * k * k / (2 * length)));
    }
    return s;
  }
}
