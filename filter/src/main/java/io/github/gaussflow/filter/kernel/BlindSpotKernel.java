/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

/**
 * The unit-sum kernel that does not see the sample itself: a softmax of -(m - mu)^2 / (2 sigma^2)
 * over the offsets m = -L..R without m = 0, where the tap and its derivatives are zero.
 *
 * <p>With g the taps of {@link GaussianKernel#UNIT_SUM} this is g(m) / (1 - g(0)) for m other than
 * 0, so its mean squared difference to the samples is the leave-one-out error of g. It is computed
 * as a softmax of its own: the quotient is 0/0 for a narrow kernel, and at sigma = .2 its gradient
 * was wrong by twice its size. For learning only: as a filter it throws away the best sample.
 *
 * <p>Parameters never give NaN. The derivatives by m hold the normaliser fixed.
 *
 * @see <a href="https://proceedings.mlr.press/v97/batson19a.html">Batson, Royer: Noise2Self,
 *     2019</a>
 */
public final class BlindSpotKernel implements Kernel {

  /** The kernel; it has no settings. */
  public BlindSpotKernel() {}

  @Override
  public void taps(GaussianParameters parameters, KernelSupport support, double[] taps) {
    support.requireTaps("taps", taps);
    requireNeighbour(support);
    UnitSumKernel.taps(
        parameters.mean(),
        parameters.standardDeviation(),
        support.lookahead(),
        support.centre(),
        taps);
  }

  @Override
  public void derivatives(GaussianParameters parameters, KernelDerivatives out) {
    requireNeighbour(out.support());
    UnitSumKernel.derivatives(
        parameters.mean(), parameters.standardDeviation(), out.support().centre(), out);
  }

  private static void requireNeighbour(KernelSupport support) {
    if (support.taps() < 2) {
      throw new IllegalArgumentException(
          "lookahead + lookback must be at least 1 for a kernel without the tap 0, but are 0");
    }
  }
}
