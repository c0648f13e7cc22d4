/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/** Equation (65) and its gradients for one series, with a rule for its borders. */
interface SeriesConvolution {

  /**
   * Overwrites the outputs of one series.
   *
   * @param x holds the series from index {@code at} on
   * @param out receives the outputs from index {@code at} on
   */
  void forward(double[] x, int at, double[] out);

  /**
   * Adds to the gradients.
   *
   * @param at the index of the series in {@code x}, and in both gradients
   * @param gradient dC/dmu and dC/dsigma, added to
   */
  void backward(
      double[] x, int at, double[] outputGradient, double[] inputGradient, double[] gradient);
}
