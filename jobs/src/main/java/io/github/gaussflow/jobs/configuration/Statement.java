/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

/**
 * A SQL statement of a job file.
 *
 * @param sql the statement
 * @param line the line of the job file in which it begins, counted from 1
 */
public record Statement(String sql, int line) {}
