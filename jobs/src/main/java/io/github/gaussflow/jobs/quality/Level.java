/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

/**
 * How much noise there is.
 *
 * @param number the deviation in the unit of the signal, or how many decibels it is below the
 *     deviation of the signal
 * @param relative whether the number is in decibels
 */
record Level(double number, boolean relative) {

  static Level decibels(double number) {
    return new Level(number, true);
  }

  static Level deviation(double number) {
    return new Level(number, false);
  }

  /** The deviation of noise on a signal, all of whose samples are there. */
  double deviation(double[] signal) {
    return relative ? deviationOf(signal) * Math.pow(10, -number / 20) : number;
  }

  private static double deviationOf(double[] signal) {
    double mean = 0;
    double squares = 0;
    for (int n = 0; n < signal.length; n++) {
      double step = signal[n] - mean;
      mean += step / (n + 1);
      squares += step * (signal[n] - mean);
    }
    return Math.sqrt(squares / signal.length);
  }
}
