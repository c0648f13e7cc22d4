/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/** Parameters on trial with their cost. A buffer. */
final class Candidate {
  double mean;
  double deviation;
  double cost;

  void set(double newMean, double newDeviation, double newCost) {
    mean = newMean;
    deviation = newDeviation;
    cost = newCost;
  }

  void set(Candidate other) {
    set(other.mean, other.deviation, other.cost);
  }
}
