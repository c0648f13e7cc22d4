/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Optional;

/**
 * Measures the noise of a sensor while it is at rest: its autocovariance r(0..K-1) from the lagged
 * products of windows in which nothing but noise moves.
 *
 * <p>A window of c rows and N samples, centred by its own mean, gives P(k) = mean over i of G[i][i
 * + k]. The mean takes some of the noise with it: E P(k) = c (r(k) - S/N) with S the sum of r over
 * all lags from -(K-1) to K-1. So with P, c and q = sum of c/N over all windows,
 *
 * <pre>
 *   r(k) = P(k)/c + S q/c      S = S' / (1 - (2K - 1) q/c)      S' = sum of P(k)/c over those lags
 * </pre>
 *
 * <p>which is unbiased if the noise forgets within K samples, and for slower noise still gives what
 * moves within a window. S is taken as at least 0, as that of all noise is.
 *
 * <p>How long: the power of noise in c rows is off by a share of sqrt(2 C / (r(0) c)), C its {@link
 * NoiseModel#chanceVariance}. A filter that could lower vibration by 20 dB needs it to a few
 * percent, which for a narrow band takes some ten thousand samples; one that gains 10 dB is content
 * with a thousand.
 *
 * <p>Samples that are not at rest must be NaN, also those just before a window, as rows reach K - 1
 * samples back. The mean of a window is taken off, so an offset at rest does no harm, nor does one
 * that drifts by little within a window; motion within it is taken for noise. State: the weight c,
 * q and K sums. Windows and calibrations may be added in any order. A window is left out if a value
 * is not finite, or if the sensor was stuck: G[0][0] / c is at most 1e-24 of the square of its
 * largest sample. Not thread-safe.
 */
public final class NoiseCalibration {

  private static final int VERSION = 1;
  private static final int HEADER = 5;

  /** What rounding leaves of a constant after its mean is subtracted stays below this. */
  private static final double ROUNDING = 1e-24;

  private final KernelSupport support;
  private final double[] products;
  private double weight;
  private double shares;

  private NoiseCalibration(KernelSupport support) {
    this.support = support;
    this.products = new double[support.taps()];
  }

  /** An empty calibration for the windows of one support. */
  public static NoiseCalibration of(KernelSupport support) {
    return new NoiseCalibration(support);
  }

  /** The support of the windows. */
  public KernelSupport support() {
    return support;
  }

  /** The number c of rows so far; 0 if there are none. */
  public double weight() {
    return weight;
  }

  /**
   * Adds a window at rest. Its targets, if any, are left aside.
   *
   * @throws IllegalArgumentException if its support is another
   */
  public void accept(LagSums window) {
    requireSame(window.support());
    if (window.count() == 0) {
      return;
    }
    int taps = support.taps();
    double[] gram = window.gram();
    double[] means = new double[taps];
    double check = 0;
    for (int i = 0; i < taps; i++) {
      int row = PackedGram.rowStart(i, taps);
      for (int k = 0; i + k < taps; k++) {
        means[k] += gram[row + k] / (taps - k);
      }
      check += 0 * means[taps - 1 - i];
    }
    for (double mean : means) {
      check += 0 * mean;
    }
    boolean stuck = gram[0] <= ROUNDING * window.count() * window.largest() * window.largest();
    if (check != 0 || stuck) {
      return;
    }
    for (int k = 0; k < taps; k++) {
      products[k] += means[k];
    }
    weight += window.count();
    // Runs are parted by a missing sample, so they have no sample in common.
    shares += window.count() / (window.count() + (double) window.runs() * (taps - 1));
  }

  /**
   * Adds the rows of a window at rest, as {@link LagSums#of(KernelSupport, double[], double[], int,
   * int)}.
   *
   * @throws IllegalArgumentException if the range does not lie within the values
   */
  public void accept(double[] values, int fromNewest, int toNewest) {
    accept(LagSums.of(support, values, null, fromNewest, toNewest));
  }

  /**
   * Adds another calibration.
   *
   * @throws IllegalArgumentException if its support is another
   */
  public void combine(NoiseCalibration other) {
    requireSame(other.support);
    for (int k = 0; k < products.length; k++) {
      products[k] += other.products[k];
    }
    weight += other.weight;
    shares += other.shares;
  }

  /**
   * The noise measured; empty if the windows are so few or so short (at most twice 2K - 1 rows
   * each) that their mean leaves too little.
   */
  public Optional<NoiseModel> noise() {
    int lags = 2 * products.length - 1;
    if (!(weight > 2 * lags * shares)) {
      return Optional.empty();
    }
    double sum = products[0];
    for (int k = 1; k < products.length; k++) {
      sum += 2 * products[k];
    }
    double lost = Math.max(0, sum / (weight - lags * shares)) * (shares / weight);
    double[] r = new double[products.length];
    for (int k = 0; k < r.length; k++) {
      r[k] = products[k] / weight + lost;
      // Each lag is a mean over other pairs of samples: rounding or an edge must not exceed r(0).
      r[k] = Math.max(-r[0], Math.min(r[0], r[k]));
    }
    return Optional.of(NoiseModel.correlated(r));
  }

  /** Everything in a new array that {@link #restore} reads: a version, the shape, the sums. */
  public double[] state() {
    double[] state = new double[HEADER + products.length];
    state[0] = VERSION;
    state[1] = support.lookahead();
    state[2] = support.lookback();
    state[3] = weight;
    state[4] = shares;
    System.arraycopy(products, 0, state, HEADER, products.length);
    return state;
  }

  /**
   * Goes on from a {@link #state}, bit for bit.
   *
   * @throws IllegalArgumentException if the array is of an unknown version or another support; the
   *     calibration then stays as it was
   */
  public void restore(double[] state) {
    if (state.length != HEADER + products.length
        || state[0] != VERSION
        || state[1] != support.lookahead()
        || state[2] != support.lookback()) {
      throw new IllegalArgumentException(
          "state of a noise calibration must have %d entries, version %d, for %s, but has %d entries"
              .formatted(HEADER + products.length, VERSION, support, state.length));
    }
    weight = state[3];
    shares = state[4];
    System.arraycopy(state, HEADER, products, 0, products.length);
  }

  private void requireSame(KernelSupport other) {
    if (!support.equals(other)) {
      throw new IllegalArgumentException(
          "rest must be summed for " + support + ", but is for " + other);
    }
  }
}
