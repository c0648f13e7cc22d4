/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Simulated sensors: signals and noise drawn sample by sample, and the table connector {@code
 * gaussflow-simulator} that gives them as rows, the same for the same seed at any parallelism and
 * after any recovery.
 */
package io.github.gaussflow.jobs.simulation;
