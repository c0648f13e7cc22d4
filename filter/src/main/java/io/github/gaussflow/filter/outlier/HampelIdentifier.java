/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.outlier;

import java.util.Arrays;

/**
 * The Hampel identifier with a scale that is safe where the local one fails: a sample far from the
 * median of the seven around it is replaced by that median.
 *
 * <pre>
 *   med(n)    = median of x(n - 3) .. x(n + 3)         d(n) = |x(n) - med(n)|
 *   local(n)  = s median of |x(k) - med(n)| over the same seven
 *   pooled(n) = s median of those d(k) that are not 0, over the newest 128 samples k &lt;= n
 *   y(n)      = med(n) if d(n) &gt; 4 max(local(n), pooled(n)), else x(n)
 * </pre>
 *
 * <p>s = 1.4826 turns the median deviation of Gaussian noise into its standard deviation. The local
 * scale alone, the identifier as it is known, is 0 wherever four of seven samples agree, so it
 * replaces the steps of quantised data; and of seven samples of white noise it is often far too
 * small. The pooled scale alone replaces what is rare and steep in the signal itself, such as heart
 * beats. Without its zeros it is the usual step of quantised data, and never less than with them. A
 * larger scale only ever replaces less.
 *
 * <p>All scales look back from n + 3, so y(n) waits for three later samples and for nothing else.
 * The first {@value #WARM_UP} samples are left as they are: fewer say too little about the scale.
 *
 * <p>NaN is a missing sample: it stays missing, medians are those of the samples present (the mean
 * of the two middle ones of an even number), and a sample with fewer than four of the seven present
 * is left as it is and not remembered. Other values must be finite; this is not checked.
 *
 * <p>An instance remembers the deviations of one series, {@link #state}, and is not thread-safe.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1974.10482962">Hampel: The influence curve and its
 *     role in robust estimation, 1974</a>
 * @see <a href="https://doi.org/10.1186/s13634-016-0383-6">Pearson, Neuvo, Astola, Gabbouj:
 *     Generalized Hampel filters, 2016</a>
 */
public final class HampelIdentifier {

  /** How many samples before and after a sample its median is taken over. */
  public static final int REACH = 3;

  /** How many deviations are remembered. */
  public static final int MEMORY = 128;

  /** How many deviations must be known before a sample is replaced. */
  public static final int WARM_UP = 32;

  private static final int FEWEST = REACH + 1;
  private static final double THRESHOLD = 4;

  /** 1 / (the 75 % point of the standard normal distribution). */
  private static final double DEVIATION_OF_MEDIAN = 1.4826;

  private final double[] window = new double[2 * REACH + 1];
  private final double[] recent = new double[MEMORY]; // a ring
  private final double[] sorted = new double[MEMORY]; // the same in ascending order
  private int oldest;
  private int count;

  /** An identifier that has seen nothing. */
  public HampelIdentifier() {}

  /**
   * The series with its outliers replaced, in a new array; what was remembered before is forgotten
   * first. At the ends of the series medians are those of the samples that are there.
   */
  public double[] filter(double[] values) {
    forget();
    double[] replaced = new double[values.length];
    for (int n = 0; n < values.length; n++) {
      replaced[n] = judge(values, values.length, n);
    }
    return replaced;
  }

  /**
   * Judges the next sample of the series: samples must be given in order, each once.
   *
   * @param values the measured values around it, NaN where one is missing
   * @param size how many of the values have a meaning; the series ends there or at both ends of the
   *     array
   * @param n the index of the sample
   * @return the value that stands for the sample: its own, bit for bit, or the median; NaN if it is
   *     missing
   */
  public double judge(double[] values, int size, int n) {
    double value = values[n];
    if (Double.isNaN(value)) {
      return value;
    }
    int present = 0;
    for (int k = Math.max(0, n - REACH); k <= n + REACH && k < size; k++) {
      if (!Double.isNaN(values[k])) {
        present = insert(values[k], window, present);
      }
    }
    if (present < FEWEST) {
      return value;
    }
    double median = median(window, 0, present);
    double deviation = Math.abs(value - median);
    remember(deviation);
    if (count < WARM_UP || !(deviation > THRESHOLD * pooledScale())) {
      return value;
    }
    // The local scale is asked last: for nearly all samples it is not needed.
    int deviations = 0;
    for (int k = Math.max(0, n - REACH); k <= n + REACH && k < size; k++) {
      if (!Double.isNaN(values[k])) {
        deviations = insert(Math.abs(values[k] - median), window, deviations);
      }
    }
    double local = DEVIATION_OF_MEDIAN * median(window, 0, deviations);
    return deviation > THRESHOLD * local ? median : value;
  }

  /** Forgets the series, as at a gap that cuts it. */
  public void forget() {
    oldest = 0;
    count = 0;
  }

  /** The deviations remembered, oldest first, in a new array; at most {@link #MEMORY}. */
  public double[] state() {
    double[] deviations = new double[count];
    for (int i = 0; i < count; i++) {
      deviations[i] = recent[(oldest + i) % MEMORY];
    }
    return deviations;
  }

  /**
   * Goes on from a {@link #state}.
   *
   * @throws IllegalArgumentException if it is longer than any state
   */
  public void restore(double[] state) {
    if (state.length > MEMORY) {
      throw new IllegalArgumentException(
          "state must be at most %d deviations, but is %d".formatted(MEMORY, state.length));
    }
    oldest = 0;
    count = state.length;
    System.arraycopy(state, 0, recent, 0, count);
    System.arraycopy(state, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
  }

  /** 0 if all deviations are. */
  private double pooledScale() {
    int zeros = 0;
    int end = count;
    while (zeros < end) { // the first that is greater than 0
      int middle = (zeros + end) >>> 1;
      if (sorted[middle] > 0) {
        end = middle;
      } else {
        zeros = middle + 1;
      }
    }
    return zeros == count ? 0 : DEVIATION_OF_MEDIAN * median(sorted, zeros, count);
  }

  private void remember(double deviation) {
    int left = count; // where a place becomes free: at the end or where the oldest one was
    if (count == MEMORY) {
      left = Arrays.binarySearch(sorted, recent[oldest]);
      recent[oldest] = deviation;
      oldest = oldest + 1 == MEMORY ? 0 : oldest + 1;
    } else {
      recent[count] = deviation; // the ring starts at 0 until it is full
      count++;
    }
    int at = left; // only those between the free place and the new one's have to move
    while (at > 0 && sorted[at - 1] > deviation) {
      at--;
    }
    if (at < left) {
      System.arraycopy(sorted, at, sorted, at + 1, left - at);
    } else {
      while (at + 1 < count && sorted[at + 1] < deviation) {
        at++;
      }
      System.arraycopy(sorted, left + 1, sorted, left, at - left);
    }
    sorted[at] = deviation;
  }

  /** Puts a value into its place among the first ones; returns how many there are then. */
  private static int insert(double value, double[] ascending, int size) {
    int at = size;
    while (at > 0 && ascending[at - 1] > value) {
      ascending[at] = ascending[at - 1];
      at--;
    }
    ascending[at] = value;
    return size + 1;
  }

  /** The median of the entries {@code from..to-1}, which ascend. */
  private static double median(double[] ascending, int from, int to) {
    double upper = ascending[(from + to) >>> 1];
    double lower = ascending[(from + to - 1) >>> 1];
    return lower == upper ? upper : lower / 2 + upper / 2; // the sum could overflow
  }
}
