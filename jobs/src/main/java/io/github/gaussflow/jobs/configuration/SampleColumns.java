/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.Optional;

/**
 * Where the fields of a sample are found.
 *
 * @param table the table or view
 * @param sensor the column of the sensor
 * @param time the column of the event time
 * @param timeUnit what the time counts, where it is a BIGINT
 * @param value the column of the value
 * @param reference the column of the reference
 * @param group the column of the group
 * @param rest the column that says whether the sensor is at rest
 * @param blockPeriod the column of the time between the samples of a row, where it has several
 */
public record SampleColumns(
    String table,
    String sensor,
    String time,
    Optional<TimeUnit> timeUnit,
    String value,
    Optional<String> reference,
    Optional<String> group,
    Optional<String> rest,
    Optional<String> blockPeriod) {}
