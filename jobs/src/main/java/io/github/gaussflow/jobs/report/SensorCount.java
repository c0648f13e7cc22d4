/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

/**
 * How many samples of a sensor passed somewhere.
 *
 * @param name the sensor
 * @param count the samples
 */
public record SensorCount(String name, long count) implements Entry<SensorCount> {

  /** What stands for the sensor of a row without one. */
  static final String NO_SENSOR = "(no sensor)";

  static SensorCount one(String sensor) {
    return of(sensor, 1);
  }

  static SensorCount of(String sensor, long count) {
    return new SensorCount(sensor == null ? NO_SENSOR : sensor, count);
  }

  @Override
  public SensorCount with(SensorCount other) {
    return new SensorCount(name, count + other.count);
  }
}
