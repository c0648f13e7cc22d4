/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
/** Pages of HTML that hold their style, their scripts and their charting library themselves. */
package io.github.gaussflow.jobs.page;
