/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

/**
 * The period that the first samples of a sensor tell.
 *
 * @param sensor the sensor's name
 * @param group the group that the sensor belongs to
 * @param period in nanoseconds
 * @param time the time in nanoseconds of the newest of these samples; the largest long where the
 *     sensor has no more
 * @param sure whether they suffice; always where the sensor has no more
 */
public record SensorPeriod(String sensor, String group, long period, long time, boolean sure) {}
