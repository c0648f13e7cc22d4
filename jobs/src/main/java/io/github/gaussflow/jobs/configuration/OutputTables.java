/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.Optional;

/**
 * The tables that take the results.
 *
 * @param denoised takes the denoised samples
 * @param updates takes the parameter updates
 * @param late takes samples that came too late
 * @param invalid takes samples without a sensor, a time or a number as value
 * @param duplicates takes samples at a time at which their sensor has another one
 * @param overwrite whether results replace what the tables hold
 */
public record OutputTables(
    String denoised,
    Optional<String> updates,
    Optional<String> late,
    Optional<String> invalid,
    Optional<String> duplicates,
    boolean overwrite) {}
