/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/** The step that a first-order optimizer takes for a gradient. */
interface GradientStep {

  /**
   * Computes the step to add to the parameters.
   *
   * @return whether the step is finite; if not, the optimizer's state stays as it was
   */
  boolean step(double[] gradient, double[] step);

  /** How many numbers the optimizer remembers. */
  int stateLength();

  /** Writes them from an index on. */
  void write(double[] state, int from);

  /** Reads them from an index on. */
  void read(double[] state, int from);
}
