/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

/**
 * Buffers for the taps of a kernel and their derivatives, each array with one entry for each tap.
 *
 * <p>{@link GaussianKernel#derivatives} fills them; they are made once and filled many times, so
 * that a learner does not allocate. The accessors hand out the arrays themselves. Not thread-safe.
 */
public final class KernelDerivatives {

  private final KernelSupport support;
  private final double[] taps;
  private final double[] dMean;
  private final double[] dStandardDeviation;
  private final double[] dOffset;
  private final double[] dMeanMean;
  private final double[] dMeanStandardDeviation;
  private final double[] dStandardDeviationTwice;

  /** Empty buffers for kernels of one support. */
  public KernelDerivatives(KernelSupport support) {
    this.support = support;
    int count = support.taps();
    this.taps = new double[count];
    this.dMean = new double[count];
    this.dStandardDeviation = new double[count];
    this.dOffset = new double[count];
    this.dMeanMean = new double[count];
    this.dMeanStandardDeviation = new double[count];
    this.dStandardDeviationTwice = new double[count];
  }

  /** The support whose taps these are. */
  public KernelSupport support() {
    return support;
  }

  /** g(m). */
  public double[] taps() {
    return taps;
  }

  /** dg/dmu. */
  public double[] dMean() {
    return dMean;
  }

  /** dg/dsigma. */
  public double[] dStandardDeviation() {
    return dStandardDeviation;
  }

  /** dg/dm, with the normaliser of the unit-sum kernel held fixed. */
  public double[] dOffset() {
    return dOffset;
  }

  /** d2g/dmu2. */
  public double[] dMeanMean() {
    return dMeanMean;
  }

  /** d2g/(dmu dsigma). */
  public double[] dMeanStandardDeviation() {
    return dMeanStandardDeviation;
  }

  /** d2g/dsigma2. */
  public double[] dStandardDeviationTwice() {
    return dStandardDeviationTwice;
  }

  /** Makes the tap with index k and its derivatives zero. */
  void clear(int k) {
    taps[k] = 0;
    dMean[k] = 0;
    dStandardDeviation[k] = 0;
    dOffset[k] = 0;
    dMeanMean[k] = 0;
    dMeanStandardDeviation[k] = 0;
    dStandardDeviationTwice[k] = 0;
  }
}
