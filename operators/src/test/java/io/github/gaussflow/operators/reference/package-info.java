/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What a pipeline must give, computed plainly from all samples in memory: no Flink, no operator.
 * Tests compare operators and jobs with it, bit for bit.
 */
package io.github.gaussflow.operators.reference;
