/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

/**
 * A kernel with the parameters mean and standard deviation, both in sample periods: its taps g(m)
 * at the offsets m = -L..R, and their derivatives.
 */
public interface Kernel {

  /**
   * Fills {@code taps} with g(m) for m = -L..R.
   *
   * @throws IllegalArgumentException if the array has another length than the support, or the
   *     kernel has no taps on this support
   */
  void taps(GaussianParameters parameters, KernelSupport support, double[] taps);

  /** The taps g(m) for m = -L..R in a new array. */
  default double[] taps(GaussianParameters parameters, KernelSupport support) {
    double[] taps = new double[support.taps()];
    taps(parameters, support, taps);
    return taps;
  }

  /** Fills all arrays of {@code out}: the taps, their three first and three second derivatives. */
  void derivatives(GaussianParameters parameters, KernelDerivatives out);
}
