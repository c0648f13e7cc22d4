/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

/**
 * The two loops that take the time. Implementations add in their own order, so they agree to
 * rounding only. No argument is checked: {@link InteriorConvolution} has done that.
 */
interface Convolution {

  /**
   * out[first + j] += sum over k of taps[k] x[newest + j - k], for j = 0..count-1.
   *
   * @param newest the index of the sample that the first tap weighs at j = 0
   */
  void add(double[] x, int newest, double[] taps, double[] out, int first, int count);

  /** tapGradient[k] += sum over j of outputGradient[first + j] x[newest + j - k]. */
  void addTapGradient(
      double[] x, int newest, double[] outputGradient, int first, int count, double[] tapGradient);
}
