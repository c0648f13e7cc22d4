/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.baseline.BaselineFilter;
import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedBank;

/**
 * The filter with Gaussians that stay, as the pipeline applies it: the unit-sum kernel where all
 * inputs are there, renormalised over those present where not.
 */
final class GaussianFilter implements BaselineFilter {

  private final GaussianBank bank;
  private final KernelSupport support;
  private final double[] taps;

  private GaussianFilter(GaussianBank bank, KernelSupport support) {
    this.bank = bank;
    this.support = support;
    this.taps = bank.taps(support);
  }

  static GaussianFilter of(GaussianParameters parameters, KernelSupport support) {
    return of(GaussianBank.of(parameters), support);
  }

  static GaussianFilter of(GaussianBank bank, KernelSupport support) {
    return new GaussianFilter(bank, support);
  }

  /** The taps where all inputs are there, in a new array. */
  double[] taps() {
    return taps.clone();
  }

  @Override
  public double[] filter(double[] samples) {
    double[] filtered = new double[samples.length];
    filter(samples, 0, samples.length, filtered);
    return filtered;
  }

  /** Writes the outputs of the slots in [from, to) to the same places; reads around them. */
  void filter(double[] samples, int from, int to, double[] filtered) {
    RenormalisedBank renormalised = new RenormalisedBank(bank, support);
    int lastMissing = -1; // among the slots before checked
    int checked = Math.max(0, from - support.lookback());
    int start = from; // of the run of complete slots that is open
    for (int n = from; n < to; n++) {
      for (; checked <= n + support.lookahead() && checked < samples.length; checked++) {
        lastMissing = Double.isNaN(samples[checked]) ? checked : lastMissing;
      }
      boolean complete =
          n >= support.lookback()
              && n + support.lookahead() < samples.length
              && lastMissing < n - support.lookback();
      if (!complete) {
        InteriorConvolution.convolve(samples, start, n, taps, support, filtered, start);
        filtered[n] = renormalised.filter(samples, 0, samples.length, n);
        start = n + 1;
      }
    }
    InteriorConvolution.convolve(samples, start, to, taps, support, filtered, start);
  }
}
