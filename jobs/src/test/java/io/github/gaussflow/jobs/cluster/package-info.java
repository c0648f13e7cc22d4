/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
/** Deployment: a Flink cluster of separate processes, the packed distribution, Kubernetes. */
package io.github.gaussflow.jobs.cluster;
