/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.objective.QuadraticCost;

/** How the best parameters of a cost are found, starting from the previous ones. */
interface ParameterSearch {

  /**
   * Moves {@code point} from the previous parameters to the best ones found.
   *
   * @param chanceVariance {@link io.github.gaussflow.filter.statistics.NoiseModel#chanceVariance}
   *     of the noise that the cost supposes
   * @param weight the number of rows that the cost is a mean of
   */
  void search(QuadraticCost cost, double chanceVariance, double weight, Candidate point);
}
