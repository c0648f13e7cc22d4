/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

/**
 * A sample with what it is without noise; times in nanoseconds.
 *
 * @param time its event time
 * @param arrival when it arrives
 * @param value the value with its noise
 * @param reference the value of the clean signal
 */
record SimulatedSample(long time, long arrival, double value, double reference)
    implements Comparable<SimulatedSample> {

  /** The one that arrives first, the older one of two that arrive together. */
  @Override
  public int compareTo(SimulatedSample other) {
    int order = Long.compare(arrival, other.arrival);
    return order != 0 ? order : Long.compare(time, other.time);
  }
}
