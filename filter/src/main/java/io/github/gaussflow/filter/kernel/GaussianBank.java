/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import java.io.Serializable;
import java.util.List;

/**
 * Gaussians over one input with signed readout weights that sum to one (paper, section 3.3.1): one
 * filter with the taps g(m) = sum over k of w_k g_k(m), g_k of {@link GaussianKernel#UNIT_SUM}.
 *
 * <p>As weights may be negative, so may taps: the filter can follow curvature that one Gaussian
 * flattens. It leaves a constant unchanged. Immutable.
 *
 * @param components the Gaussians, at least one
 */
public record GaussianBank(List<Component> components) implements Serializable {

  /** How far the sum of the weights may be from one, relative to the largest: rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * One Gaussian of the bank.
   *
   * @param weight w_k, finite, of either sign
   * @param parameters its mean and standard deviation in sample periods
   */
  public record Component(double weight, GaussianParameters parameters) implements Serializable {

    /**
     * Checks the weight.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public Component {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException("weight must be finite, but is " + weight);
      }
    }
  }

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if there is no component or the weights do not sum to one
   */
  public GaussianBank {
    components = List.copyOf(components);
    double sum = 0;
    double largest = 0;
    for (Component component : components) {
      sum += component.weight();
      largest = Math.max(largest, Math.abs(component.weight()));
    }
    if (!(Math.abs(sum - 1) <= ROUNDING * largest)) {
      throw new IllegalArgumentException("weights must sum to 1, but sum to " + sum);
    }
  }

  /** A single Gaussian of weight one. */
  public static GaussianBank of(GaussianParameters parameters) {
    return new GaussianBank(List.of(new Component(1, parameters)));
  }

  /**
   * Fills {@code taps} with g(m) for m = -L..R.
   *
   * @throws IllegalArgumentException if the array has another length than the support
   */
  public void taps(KernelSupport support, double[] taps) {
    if (components.size() == 1) {
      GaussianKernel.UNIT_SUM.taps(components.get(0).parameters(), support, taps);
      return;
    }
    double[] sum = new double[taps.length];
    for (Component component : components) {
      GaussianKernel.UNIT_SUM.taps(component.parameters(), support, taps);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += component.weight() * taps[k];
      }
    }
    System.arraycopy(sum, 0, taps, 0, sum.length);
  }

  /** The taps g(m) for m = -L..R in a new array. */
  public double[] taps(KernelSupport support) {
    double[] taps = new double[support.taps()];
    taps(support, taps);
    return taps;
  }
}
