/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.sample.Sample;

/**
 * A sample that is not denoised, as much of it as there is.
 *
 * @param sensor the sensor, or null
 * @param time the event time in nanoseconds since the epoch, or null
 * @param value the value as text, as it came, or null
 * @param reference what the reference sensor said, NaN for none
 * @param reason why it is not denoised
 */
public record RejectedSample(
    String sensor, Long time, String value, double reference, String reason) {

  /** A sample that the pipeline rejected. */
  public static RejectedSample of(Sample sample, String reason) {
    return new RejectedSample(
        sample.sensor(),
        sample.time(),
        Double.toString(sample.value()),
        sample.reference(),
        reason);
  }
}
