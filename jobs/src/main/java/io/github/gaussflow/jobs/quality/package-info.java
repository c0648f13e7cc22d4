/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Measures the learned filter beside the usual ones on signals of fixed seeds and on recorded
 * sensors, and writes what came of it as a page of the guide.
 */
package io.github.gaussflow.jobs.quality;
