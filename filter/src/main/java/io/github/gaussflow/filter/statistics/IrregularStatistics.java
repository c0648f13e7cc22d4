/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;

/**
 * What {@link IrregularWindow} sums up, over any number of windows and sensors. Windows may be
 * added in any order; the result differs by rounding only, and not at all where the order is the
 * same. Not thread-safe.
 */
public final class IrregularStatistics {

  static final int WEIGHT = 0;
  static final int LARGEST = 1;
  static final int POWER = 2;
  static final int DIFFERENCES = 3;
  static final int HEADER = 9;

  private final ParameterGrid grid;
  private final boolean target;
  private final double[] sums;

  /**
   * Empty statistics.
   *
   * @param target whether the windows have a reference
   */
  public IrregularStatistics(ParameterGrid grid, boolean target) {
    this.grid = grid;
    this.target = target;
    this.sums = new double[length(grid, target)];
  }

  static int entries(boolean target) {
    return target ? 4 : 8;
  }

  /** How many numbers the sums of a window, and a {@link #state}, are. */
  public static int length(ParameterGrid grid, boolean target) {
    return HEADER + entries(target) * grid.size();
  }

  /** The grid. */
  public ParameterGrid grid() {
    return grid;
  }

  /** Whether the windows have a reference. */
  public boolean hasTarget() {
    return target;
  }

  /** The number of rows, weighted. */
  public double weight() {
    return sums[WEIGHT];
  }

  /** The largest |x| of the rows. */
  public double largest() {
    return sums[LARGEST];
  }

  /** The sum of the squares of the rows' samples, each window about its mean. */
  public double power() {
    return sums[POWER];
  }

  /** Whether every number is finite. */
  public boolean isFinite() {
    double check = 0;
    for (double entry : sums) {
      check += 0 * entry;
    }
    return check == 0;
  }

  /**
   * Adds the sums of a window.
   *
   * @throws IllegalArgumentException if they are of another grid
   */
  public void accept(double[] window) {
    if (window.length != sums.length) {
      throw new IllegalArgumentException(
          "sums of a window must have %d entries, but have %d"
              .formatted(sums.length, window.length));
    }
    double largest = Math.max(sums[LARGEST], window[LARGEST]);
    for (int k = 0; k < sums.length; k++) {
      sums[k] += window[k];
    }
    sums[LARGEST] = largest;
  }

  /** Adds others of the same grid. */
  public void combine(IrregularStatistics other) {
    accept(other.sums);
  }

  /** Multiplies all sums by a factor in [0, 1]. */
  public void scale(double factor) {
    double largest = sums[LARGEST];
    for (int k = 0; k < sums.length; k++) {
      sums[k] *= factor;
    }
    sums[LARGEST] = largest;
  }

  /** Makes these equal to others of the same grid. */
  public void assign(IrregularStatistics other) {
    restore(other.sums);
  }

  /** Makes these empty. */
  public void clear() {
    Arrays.fill(sums, 0);
  }

  /** All numbers in a new array. */
  public double[] state() {
    return sums.clone();
  }

  /**
   * Makes these equal to what {@link #state} gave.
   *
   * @throws IllegalArgumentException if it is of another grid
   */
  public void restore(double[] state) {
    if (state.length != sums.length) {
      throw new IllegalArgumentException(
          "state of irregular statistics must have %d entries, but has %d"
              .formatted(sums.length, state.length));
    }
    System.arraycopy(state, 0, sums, 0, sums.length);
  }

  /**
   * The noise variance: the smallest mean square of the differences of order 2, 4 and 6, at most
   * the variance of the samples. 0 where no samples lie near enough for a difference: a filter that
   * believes in no noise changes nothing. NaN as long as there are no rows.
   */
  public double noiseVariance() {
    double least = Double.NaN;
    for (int at = DIFFERENCES; at < HEADER; at += 2) {
      double mean = sums[at] / sums[at + 1];
      least = Double.isNaN(least) || mean < least ? mean : least;
    }
    double power = sums[POWER] / sums[WEIGHT];
    return Double.isNaN(least) ? 0 * power : Math.min(least, power);
  }

  /** Entry 0 to 7 of a pair: S, its derivatives by mu, rho and both, then the same of W. */
  double entry(int pair, int index) {
    return sums[HEADER + pair * entries(target) + index];
  }
}
