/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * A page that follows a running job: taps in the job hand its newest results to a bounded memory of
 * this process, and a server on this machine's own address shows them.
 */
package io.github.gaussflow.jobs.live;
