/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import java.util.Arrays;

/**
 * The Gaussian taps around one sample, renormalised over the samples that are present.
 *
 * <p>With P the offsets m = -L..R whose sample x(n - m) exists and is not NaN:
 *
 * <pre>w(m) = exp(-(m - mu)^2 / (2 sigma^2)) / sum over j in P of exp(-(j - mu)^2 / (2 sigma^2))
 * </pre>
 *
 * <p>for m in P and zero elsewhere: the unit-sum kernel, a softmax, over P instead of the whole
 * support. The normaliser of the kernel (44) or (54) cancels, so this is the same for all three
 * kernels. However small the weights in P are beside those of absent samples, nothing underflows:
 * then everything is taken relative to the present sample nearest to the mean.
 *
 * <p>A sample that is missing is not invented: {@link #filter} gives NaN at a missing n. What the
 * samples around it say of it, {@link #estimate} tells.
 *
 * <p>The state is the weights of the last call of {@link #filter}; the accessors hand out the
 * arrays themselves, of K = L + R + 1 entries. Nothing is allocated after construction. Not
 * thread-safe.
 */
public final class RenormalisedTaps {

  /** A sum of weights below this has lost digits to subnormal numbers, or soon will. */
  private static final double SMALLEST_SUM = 1e-200;

  private final GaussianParameters parameters;
  private final KernelSupport support;

  /** The tap nearest to the mean, and weights and square gaps relative to it. */
  private final int nearest;

  private final double[] weights;
  private final double[] squareGaps;

  /** The tap to which the present weights are relative: {@link #nearest} unless they vanish. */
  private int reference;

  private final double[] taps;
  private final double[] dMean;
  private final double[] dStandardDeviation;

  private RenormalisedTaps(GaussianParameters parameters, KernelSupport support) {
    this.parameters = parameters;
    this.support = support;
    int count = support.taps();
    this.nearest = UnitSumKernel.nearest(parameters.mean(), support.lookahead(), count);
    this.weights = new double[count];
    this.squareGaps = new double[count];
    for (int k = 0; k < count; k++) {
      squareGaps[k] = squareGap(k, nearest);
      weights[k] = Math.exp(-0.5 * squareGaps[k]);
    }
    this.reference = nearest;
    this.taps = new double[count];
    this.dMean = new double[count];
    this.dStandardDeviation = new double[count];
  }

  /** The taps of one pair of parameters on one support. */
  public static RenormalisedTaps of(GaussianParameters parameters, KernelSupport support) {
    return new RenormalisedTaps(parameters, support);
  }

  /** The parameters mu and sigma. */
  public GaussianParameters parameters() {
    return parameters;
  }

  /** The offsets m = -L..R. */
  public KernelSupport support() {
    return support;
  }

  /**
   * The filtered sample, sum over m in P of w(m) x(n - m).
   *
   * @param x the samples, NaN where one is missing
   * @param from the index of the first sample that exists
   * @param to the index after the last sample that exists
   * @param n the index of the sample to filter, in [from, to)
   * @return the filtered sample; NaN if x(n) is missing
   * @throws IllegalArgumentException if the range does not lie in the array, or n in the range
   */
  public double filter(double[] x, int from, int to, int n) {
    requireWithin(x, from, to, n);
    if (Double.isNaN(x[n])) {
      Arrays.fill(taps, 0);
      return Double.NaN;
    }
    return estimate(x, from, to, n);
  }

  /**
   * The same at any n: where x(n) is missing, what those present around it say of it.
   *
   * @return sum over m in P of w(m) x(n - m); NaN if P is empty
   * @throws IllegalArgumentException as {@link #filter}
   */
  public double estimate(double[] x, int from, int to, int n) {
    requireWithin(x, from, to, n);
    Arrays.fill(taps, 0);
    int newest = n + support.lookahead();
    int firstTap = Math.max(0, newest - to + 1);
    int endTap = Math.min(taps.length, newest - from + 1);
    double sum = 0;
    boolean none = true;
    for (int k = firstTap; k < endTap; k++) {
      if (!Double.isNaN(x[newest - k])) {
        taps[k] = weights[k];
        sum += taps[k];
        none = false;
      }
    }
    if (none) {
      return Double.NaN;
    }
    reference = nearest;
    if (!(sum >= SMALLEST_SUM)) {
      sum = takeRelativeToPresent(x, newest, firstTap, endTap);
    }
    double filtered = 0;
    for (int k = firstTap; k < endTap; k++) {
      // A weight of zero must not meet a sample that is NaN.
      if (taps[k] != 0) {
        taps[k] /= sum;
        filtered += taps[k] * x[newest - k];
      }
    }
    return filtered;
  }

  private static void requireWithin(double[] x, int from, int to, int n) {
    if (from < 0 || to > x.length || n < from || n >= to) {
      throw new IllegalArgumentException(
          "n must lie in [from, to) and that in x, but n is %d, from is %d, to is %d, x has %d"
              .formatted(n, from, to, x.length));
    }
  }

  /**
   * The weights w(m) of the last call of {@link #filter} or {@link #estimate}; all zero where that
   * gave NaN.
   */
  public double[] taps() {
    return taps;
  }

  /**
   * Computes dw/dmu = w (m - E[m]) / sigma^2 and dw/dsigma = w (u^2 - E[u^2]) / sigma, where u = (m
   * - mu) / sigma and E weighs by w, for the weights of the last call of {@link #filter}. The
   * derivative of the normaliser is included.
   */
  public void differentiate() {
    double meanOffset = 0;
    double meanGap = 0;
    for (int k = 0; k < taps.length; k++) {
      if (taps[k] != 0) {
        meanOffset += taps[k] * (k - reference);
        meanGap += taps[k] * gapToReference(k);
      }
    }
    double deviation = parameters.standardDeviation();
    for (int k = 0; k < taps.length; k++) {
      if (taps[k] == 0) {
        dMean[k] = 0;
        dStandardDeviation[k] = 0;
      } else {
        dMean[k] = UnitSumKernel.perVariance(taps[k] * (k - reference - meanOffset), deviation);
        dStandardDeviation[k] = taps[k] * (gapToReference(k) - meanGap) / deviation;
      }
    }
  }

  /** dw/dmu after {@link #differentiate}. */
  public double[] dMean() {
    return dMean;
  }

  /** dw/dsigma after {@link #differentiate}. */
  public double[] dStandardDeviation() {
    return dStandardDeviation;
  }

  /** Fills the taps anew, the present sample nearest to the mean having the weight one. */
  private double takeRelativeToPresent(double[] x, int newest, int firstTap, int endTap) {
    double leastDistance = Double.POSITIVE_INFINITY;
    for (int k = firstTap; k < endTap; k++) {
      double distance = Math.abs(support.offset(k) - parameters.mean());
      if (!Double.isNaN(x[newest - k]) && distance < leastDistance) {
        leastDistance = distance;
        reference = k;
      }
    }
    double sum = 0;
    for (int k = firstTap; k < endTap; k++) {
      if (!Double.isNaN(x[newest - k])) {
        taps[k] = Math.exp(-0.5 * squareGap(k, reference));
        sum += taps[k];
      }
    }
    return sum;
  }

  private double gapToReference(int k) {
    return reference == nearest ? squareGaps[k] : squareGap(k, reference);
  }

  private double squareGap(int k, int to) {
    return UnitSumKernel.squareGap(
        k, to, parameters.mean(), parameters.standardDeviation(), support.lookahead());
  }
}
