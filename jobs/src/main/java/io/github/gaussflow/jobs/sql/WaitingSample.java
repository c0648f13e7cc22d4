/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import io.github.gaussflow.operators.sample.Sample;

/**
 * A sample that no watermark has passed yet. Kept in state; its fields are public for Flink's
 * conversions only.
 */
public final class WaitingSample {

  /** The sensor's name. */
  public String sensor = "";

  /** The event time in nanoseconds. */
  public long time;

  /** The measured value. */
  public double value;

  /** What the reference sensor said, NaN for none. */
  public double reference;

  static WaitingSample of(Sample sample) {
    WaitingSample waiting = new WaitingSample();
    waiting.sensor = sample.sensor();
    waiting.time = sample.time();
    waiting.value = sample.value();
    waiting.reference = sample.reference();
    return waiting;
  }

  Sample sample() {
    return new Sample(sensor, "", time, value, reference);
  }
}
