/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import java.util.List;

/**
 * A bank of Gaussians around one sample, each renormalised over the samples that are present by
 * {@link RenormalisedTaps}: the signed weights keep their sum of one, and a constant stays
 * unchanged. Nothing is allocated after construction. Not thread-safe.
 */
public final class RenormalisedBank {

  private final List<GaussianBank.Component> components;
  private final RenormalisedTaps[] gaussians;
  private final double[] taps;

  /** The bank's taps on one support. */
  public RenormalisedBank(GaussianBank bank, KernelSupport support) {
    this.components = bank.components();
    this.gaussians =
        components.stream()
            .map(component -> RenormalisedTaps.of(component.parameters(), support))
            .toArray(RenormalisedTaps[]::new);
    this.taps = new double[support.taps()];
  }

  /**
   * The filtered sample x(n), from those of {@code x[from..to)} that are present; NaN if x(n) is
   * missing. The arguments are those of {@link RenormalisedTaps#filter}.
   */
  public double filter(double[] x, int from, int to, int n) {
    double filtered = 0;
    for (int k = 0; k < gaussians.length; k++) {
      filtered += components.get(k).weight() * gaussians[k].filter(x, from, to, n);
    }
    return filtered;
  }

  /**
   * The same at any n: where x(n) is missing, what those present around it say of it; NaN if there
   * are none. The arguments are those of {@link RenormalisedTaps#estimate}.
   */
  public double estimate(double[] x, int from, int to, int n) {
    double estimated = 0;
    for (int k = 0; k < gaussians.length; k++) {
      estimated += components.get(k).weight() * gaussians[k].estimate(x, from, to, n);
    }
    return estimated;
  }

  /**
   * The taps of the last call of {@link #filter} or {@link #estimate}, K entries; the array itself.
   */
  public double[] taps() {
    for (int m = 0; m < taps.length; m++) {
      double tap = 0;
      for (int k = 0; k < gaussians.length; k++) {
        tap += components.get(k).weight() * gaussians[k].taps()[m];
      }
      taps[m] = tap;
    }
    return taps;
  }
}
