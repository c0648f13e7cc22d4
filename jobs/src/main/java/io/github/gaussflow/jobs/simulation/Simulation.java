/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.io.Serializable;

/**
 * What is simulated; times in nanoseconds.
 *
 * @param signal the clean signal
 * @param noise the kind of noise
 * @param level how much noise there is at which time
 * @param sensors how many sensors there are
 * @param period the event time between two samples of a sensor
 * @param startTime the event time of each sensor's first sample; {@link #NOW} for that of the start
 * @param rows how many rows all sensors together give; {@link #ENDLESS} for no end
 * @param rowsPerSecond how many rows all sensors together give a second; infinite for no limit
 * @param arrival when samples arrive, if they do
 * @param seed the seed of all that is drawn
 */
record Simulation(
    Signal signal,
    Noise noise,
    NoiseLevel level,
    int sensors,
    long period,
    long startTime,
    long rows,
    double rowsPerSecond,
    Arrival arrival,
    long seed)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** As a start time: when the job starts. */
  static final long NOW = Long.MIN_VALUE;

  /** As a number of rows: no end. */
  static final long ENDLESS = Long.MAX_VALUE;

  /** The sensor's name in the rows. */
  static String name(int sensor) {
    return "sensor-" + (sensor + 1);
  }

  boolean bounded() {
    return rows != ENDLESS;
  }

  /** How many rows one sensor gives: its share, the first ones one more if it does not divide. */
  long rows(int sensor) {
    return bounded() ? rows / sensors + (sensor < rows % sensors ? 1 : 0) : ENDLESS;
  }
}
