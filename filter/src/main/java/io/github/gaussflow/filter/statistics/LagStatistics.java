/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * Sums of lagged products over any number of windows and sensors: all that is needed for the cost
 * of any filter g on them, J(g) = (g'Gg - 2 p'g + t2) / n, and for its derivatives.
 *
 * <p>State: the weight n (the number of rows, each scaled by what {@link #scale} was given since),
 * G (K x K, symmetric), with targets p (K) and t2, and the largest magnitude of a sample. The size
 * does not depend on what was added. The index i = 0..K-1 of G and p is the tap at m = i - L.
 *
 * <p>Windows may be added and combined in any order; the result differs by rounding only, and not
 * at all where the order is the same. Each window is centred before its products are formed (see
 * {@link LagSums}); as the taps of a unit-sum kernel leave a constant unchanged, adding such
 * windows is exact. Not thread-safe.
 */
public final class LagStatistics {

  private static final int VERSION = 1;
  private static final int HEADER = 6;

  private final KernelSupport support;
  private final boolean target;
  private final double[] gram;
  private final double[] cross;
  private double targetSquares;
  private double weight;
  private double largest;

  private LagStatistics(KernelSupport support, boolean target) {
    this.support = support;
    this.target = target;
    this.gram = new double[PackedGram.length(support.taps())];
    this.cross = new double[target ? support.taps() : 0];
  }

  /** Empty statistics of inputs alone. Targets of windows that are added are left aside. */
  public static LagStatistics of(KernelSupport support) {
    return new LagStatistics(support, false);
  }

  /** Empty statistics of inputs and targets. */
  public static LagStatistics withTarget(KernelSupport support) {
    return new LagStatistics(support, true);
  }

  /** The kernel support of the rows. */
  public KernelSupport support() {
    return support;
  }

  /** Whether p and t2 are kept. */
  public boolean hasTarget() {
    return target;
  }

  /** The number n of rows, weighted; 0 if there are none. */
  public double weight() {
    return weight;
  }

  /** The largest |x| of all samples that took part, not centred and not scaled; 0 without any. */
  public double largest() {
    return largest;
  }

  /** G[i][j], a sum and not a mean, in the square of the sensor's unit. */
  public double gram(int i, int j) {
    return gram[PackedGram.index(i, j, support.taps())];
  }

  /** p[i], a sum and not a mean; 0 without targets. */
  public double cross(int i) {
    return target ? cross[i] : 0;
  }

  /** t2, a sum and not a mean; 0 without targets. */
  public double targetSquares() {
    return targetSquares;
  }

  /** Whether every number kept is finite. */
  public boolean isFinite() {
    double check = 0 * weight + 0 * targetSquares + 0 * largest;
    for (double entry : gram) {
      check += 0 * entry;
    }
    for (double entry : cross) {
      check += 0 * entry;
    }
    return check == 0;
  }

  /**
   * Adds one window.
   *
   * @throws IllegalArgumentException if its support is another, or it has no targets and these
   *     statistics do
   */
  public void accept(LagSums window) {
    requireSame("window", window.support(), window.hasTarget());
    if (window.count() == 0) {
      return;
    }
    if (target) {
      double[] added = window.gramOfTargets();
      for (int k = 0; k < gram.length; k++) {
        gram[k] += added[k];
      }
      for (int i = 0; i < cross.length; i++) {
        cross[i] += window.cross(i);
      }
      targetSquares += window.targetSquares();
    } else {
      window.addGram(gram);
    }
    weight += window.count();
    largest = Math.max(largest, window.largest());
  }

  /**
   * Adds the window that {@link LagSums#toArray} wrote.
   *
   * @throws IllegalArgumentException as {@link LagSums#fromArray} and {@link #accept(LagSums)}
   */
  public void accept(double[] window) {
    if (target || !LagSums.isOfRun(window, support.taps())) {
      accept(LagSums.fromArray(support, window));
      return;
    }
    LagSums.addGramOfRun(window, support.taps(), gram);
    weight += LagSums.count(window);
    largest = Math.max(largest, LagSums.largest(window));
  }

  /**
   * Adds the window of the rows whose newest sample has its index in [fromNewest, toNewest), as
   * {@link LagSums#of(KernelSupport, double[], double[], int, int)} does.
   *
   * @param targets null without targets
   * @throws IllegalArgumentException as that method, and as {@link #accept(LagSums)}
   */
  public void accept(double[] values, double[] targets, int fromNewest, int toNewest) {
    accept(LagSums.of(support, values, targets, fromNewest, toNewest));
  }

  /**
   * Adds other statistics.
   *
   * @throws IllegalArgumentException if their support is another, or they have no targets and these
   *     do
   */
  public void combine(LagStatistics other) {
    requireSame("statistics", other.support, other.target);
    for (int k = 0; k < gram.length; k++) {
      gram[k] += other.gram[k];
    }
    for (int i = 0; i < cross.length; i++) {
      cross[i] += other.cross[i];
    }
    targetSquares += target ? other.targetSquares : 0;
    weight += other.weight;
    largest = Math.max(largest, other.largest);
  }

  /**
   * Makes these equal to other statistics.
   *
   * @throws IllegalArgumentException if their support is another, or only one of both has targets
   */
  public void assign(LagStatistics other) {
    if (target != other.target) {
      throw new IllegalArgumentException(
          "statistics %s targets cannot be assigned to some %s targets"
              .formatted(other.target ? "with" : "without", target ? "with" : "without"));
    }
    requireSame("statistics", other.support, other.target);
    System.arraycopy(other.gram, 0, gram, 0, gram.length);
    System.arraycopy(other.cross, 0, cross, 0, cross.length);
    targetSquares = other.targetSquares;
    weight = other.weight;
    largest = other.largest;
  }

  /**
   * Forgets: multiplies the weight and every sum.
   *
   * @param forgettingFactor in [0, 1]; 1 forgets nothing
   * @throws IllegalArgumentException if the factor is NaN or outside
   */
  public void scale(double forgettingFactor) {
    if (!(forgettingFactor >= 0 && forgettingFactor <= 1)) {
      throw new IllegalArgumentException(
          "forgettingFactor must be in [0, 1], but is " + forgettingFactor);
    }
    for (int k = 0; k < gram.length; k++) {
      gram[k] *= forgettingFactor;
    }
    for (int i = 0; i < cross.length; i++) {
      cross[i] *= forgettingFactor;
    }
    targetSquares *= forgettingFactor;
    weight *= forgettingFactor;
  }

  /** Makes the statistics empty. */
  public void clear() {
    Arrays.fill(gram, 0);
    Arrays.fill(cross, 0);
    targetSquares = 0;
    weight = 0;
    largest = 0;
  }

  /**
   * Fills an array with the mean Gram matrix G / n, row after row, both triangles.
   *
   * @param square K x K numbers, all NaN if the statistics are empty
   * @throws IllegalArgumentException if the array has another length
   */
  public void meanGram(double[] square) {
    int taps = support.taps();
    if (square.length != taps * taps) {
      throw new IllegalArgumentException(
          "square must have %d entries, but has %d".formatted(taps * taps, square.length));
    }
    int k = 0;
    for (int i = 0; i < taps; i++) {
      for (int j = i; j < taps; j++) {
        double mean = gram[k++] / weight;
        square[i * taps + j] = mean;
        square[j * taps + i] = mean;
      }
    }
  }

  /** Everything in a new array that {@link #restore} reads: a version, the shape, the sums. */
  public double[] state() {
    double[] state = new double[stateLength()];
    write(state, 0);
    return state;
  }

  /** The number of entries of {@link #state}. */
  public int stateLength() {
    return HEADER + gram.length + cross.length + 1;
  }

  /**
   * Writes {@link #state} into an array.
   *
   * @param from where its first entry goes
   */
  public void write(double[] state, int from) {
    state[from] = VERSION;
    state[from + 1] = support.lookahead();
    state[from + 2] = support.lookback();
    state[from + 3] = target ? 1 : 0;
    state[from + 4] = weight;
    state[from + 5] = largest;
    System.arraycopy(gram, 0, state, from + HEADER, gram.length);
    System.arraycopy(cross, 0, state, from + HEADER + gram.length, cross.length);
    state[from + stateLength() - 1] = targetSquares;
  }

  /**
   * Makes these equal to the statistics that {@link #state} wrote, bit for bit.
   *
   * @throws IllegalArgumentException if the array is of an unknown version or of another shape; the
   *     statistics then stay as they were
   */
  public void restore(double[] state) {
    restore(state, 0, state.length);
  }

  /**
   * The same of what is a part of an array.
   *
   * @param from where the first entry is
   * @param length the number of entries
   * @throws IllegalArgumentException as {@link #restore(double[])}
   */
  public void restore(double[] state, int from, int length) {
    if (length == 0 || state[from] != VERSION) {
      throw new IllegalArgumentException(
          "state of lag statistics must start with version %d, but %s"
              .formatted(VERSION, length == 0 ? "is empty" : "starts with " + state[from]));
    }
    int expected = stateLength();
    if (length != expected
        || state[from + 1] != support.lookahead()
        || state[from + 2] != support.lookback()
        || state[from + 3] != (target ? 1 : 0)) {
      throw new IllegalArgumentException(
          ("state of lag statistics must have %d entries for lookahead %d, lookback %d, targets %s,"
                  + " but has %d")
              .formatted(expected, support.lookahead(), support.lookback(), target, length));
    }
    weight = state[from + 4];
    largest = state[from + 5];
    System.arraycopy(state, from + HEADER, gram, 0, gram.length);
    System.arraycopy(state, from + HEADER + gram.length, cross, 0, cross.length);
    targetSquares = state[from + length - 1];
  }

  private void requireSame(String name, KernelSupport other, boolean otherTarget) {
    if (!support.equals(other)) {
      throw new IllegalArgumentException(
          name + " must be for " + support + ", but is for " + other);
    }
    if (target && !otherTarget) {
      throw new IllegalArgumentException(name + " must have targets, but has none");
    }
  }
}
