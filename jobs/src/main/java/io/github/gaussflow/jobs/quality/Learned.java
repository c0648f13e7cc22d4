/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.filter.learning.LearnerSettings;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A learned filter of the report: a column of its table.
 *
 * @param title the head of the column
 * @param change what is not as by default
 */
record Learned(String title, UnaryOperator<LearnerSettings> change) {

  /** All of them; the first has the default settings and is the one that is counted. */
  static final List<Learned> ALL =
      List.of(
          new Learned("gaussflow", UnaryOperator.identity()),
          new Learned("2 kernels", settings -> settings.withKernels(2)));
}
