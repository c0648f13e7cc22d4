/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.NoiseModel;

/** How the best parameters of a cost are found, starting from the previous ones. */
interface ParameterSearch {

  /**
   * Moves {@code point} from the previous parameters to the best ones found.
   *
   * @param noise the noise that the cost supposes
   * @param weight the number of rows that the cost is a mean of
   */
  void search(QuadraticCost cost, NoiseModel noise, double weight, Candidate point);
}
