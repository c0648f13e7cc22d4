/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import java.util.Arrays;

/**
 * The times of the first samples of a sensor, until they tell its period. Kept in keyed state; its
 * fields are public for Flink's serializer only.
 */
public final class FirstTimes {

  /** The sensor's name. */
  public String sensor = "";

  /** The group that the sensor belongs to. */
  public String group = "";

  /** In nanoseconds, increasing; null once the period is sure. */
  public long[] times = new long[0];

  /** Adds a time after all others. */
  void add(long time) {
    times = Arrays.copyOf(times, times.length + 1);
    times[times.length - 1] = time;
  }
}
