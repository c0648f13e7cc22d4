/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import java.util.Random;

/** Seeded signals of the families that acceptance was measured on, clean and with white noise. */
enum Signals {
  /** Three sines at 10 dB. */
  SINES {
    @Override
    double[] clean(int count, Random random) {
      double[] phase = random.doubles(3, 0, 2 * Math.PI).toArray();
      double[] s = new double[count];
      for (int n = 0; n < count; n++) {
        s[n] =
            Math.sin(2 * Math.PI * n / 200 + phase[0])
                + .6 * Math.sin(2 * Math.PI * n / 90 + phase[1])
                + .4 * Math.sin(2 * Math.PI * n / 37 + phase[2]);
      }
      return s;
    }
  },

  /** Heart beats at 250 Hz, 70 a minute, at 10 dB. */
  ECG {
    private static final double[][] WAVES = {
      {.15, .18, .025}, {-.12, .265, .010}, {1, .29, .011}, {-.25, .315, .010}, {.3, .52, .045}
    };

    @Override
    double[] clean(int count, Random random) {
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
          s[n] += wave[0] * Math.exp(-.5 * Math.pow((phase - wave[1]) / wave[2], 2));
        }
      }
      return s;
    }
  },

  /** A random walk of unit steps under noise of deviation 3. */
  WALK {
    @Override
    double[] clean(int count, Random random) {
      double[] s = new double[count];
      for (int n = 1; n < count; n++) {
        s[n] = s[n - 1] + random.nextGaussian();
      }
      return s;
    }

    @Override
    double deviation(double[] clean) {
      return 3;
    }
  },

  /** 20 degrees with a daily swing in minutes and a smooth drift, under noise of .05 degrees. */
  TEMPERATURE {
    @Override
    double[] clean(int count, Random random) {
      int before = 2000;
      double[] drift = new double[count + before];
      double square = 0;
      for (int n = 0; n < drift.length; n++) {
        drift[n] = random.nextGaussian();
        drift[n] += n < 1 ? 0 : 2 * .995 * drift[n - 1];
        drift[n] -= n < 2 ? 0 : .995 * .995 * drift[n - 2];
        square += n < before ? 0 : drift[n] * drift[n] / count;
      }
      double[] s = new double[count];
      for (int n = 0; n < count; n++) {
        s[n] =
            20
                + .1 * Math.sin(2 * Math.PI * n / 1440)
                + .03 * drift[n + before] / Math.sqrt(square);
      }
      return s;
    }

    @Override
    double deviation(double[] clean) {
      return .05;
    }
  },

  /** Levels that jump every hundred samples on average, at 10 dB. */
  STEPS {
    @Override
    double[] clean(int count, Random random) {
      double[] s = new double[count];
      double level = random.nextGaussian();
      for (int n = 0; n < count; n++) {
        level = random.nextDouble() < .01 ? random.nextGaussian() : level;
        s[n] = level;
      }
      return s;
    }
  };

  abstract double[] clean(int count, Random random);

  /** The deviation of the noise: 10 dB below the signal. */
  double deviation(double[] clean) {
    double sum = 0;
    for (double s : clean) {
      sum += s;
    }
    double squares = 0;
    for (double s : clean) {
      squares += Math.pow(s - sum / clean.length, 2);
    }
    return Math.sqrt(squares / clean.length / 10);
  }

  /** The signal with its noise. */
  double[] noisy(double[] clean, Random random) {
    double deviation = deviation(clean);
    double[] x = new double[clean.length];
    for (int n = 0; n < x.length; n++) {
      x[n] = clean[n] + deviation * random.nextGaussian();
    }
    return x;
  }
}
