/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One measurement of one sensor.
 *
 * @param sensor the sensor's name, its key throughout the pipeline
 * @param group the group the sensor learns with; read only where the scope is {@link
 *     io.github.gaussflow.operators.Scope#GROUP}, and then the same for all samples of a sensor
 * @param time the event time in nanoseconds since the epoch
 * @param value the measured value; a value that is NaN or infinite goes to the invalid output
 * @param reference what a reference sensor said at that time, NaN for none
 * @param rest whether the sensor is known to have been at rest, so that what moves is noise; read
 *     only where {@link io.github.gaussflow.operators.Rest#marked} says so
 */
@TypeInfo(SampleSerializer.Factory.class)
public record Sample(
    String sensor, String group, long time, double value, double reference, boolean rest) {

  /** Nanoseconds in one of Flink's milliseconds. */
  public static final long NANOS_PER_MILLI = 1_000_000;

  /** Checks that the sensor and the group are there. */
  public Sample {
    Objects.requireNonNull(sensor, "sensor of a sample must not be null");
    Objects.requireNonNull(group, "group of a sample must not be null; use \"\" for none");
  }

  /** A sample that is not known to be at rest. */
  public Sample(String sensor, String group, long time, double value, double reference) {
    this(sensor, group, time, value, reference, false);
  }

  /** A sample without reference and without group. */
  public static Sample of(String sensor, long time, double value) {
    return new Sample(sensor, "", time, value, Double.NaN);
  }

  /** The same sample with what a reference sensor said. */
  public Sample withReference(double newReference) {
    return new Sample(sensor, group, time, value, newReference, rest);
  }

  /** The same sample in a group. */
  public Sample withGroup(String newGroup) {
    return new Sample(sensor, newGroup, time, value, reference, rest);
  }

  /** The same sample, at rest or not. */
  public Sample withRest(boolean newRest) {
    return new Sample(sensor, group, time, value, reference, newRest);
  }

  /** The event time in Flink's milliseconds, rounded down, which watermarks are compared with. */
  public long timestamp() {
    return Math.floorDiv(time, NANOS_PER_MILLI);
  }
}
