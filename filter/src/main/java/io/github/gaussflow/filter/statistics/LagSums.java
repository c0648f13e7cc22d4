/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * The sums of lagged products of one window of one sensor, in the form that travels between
 * workers. Immutable.
 *
 * <p>The row of an output n has the inputs x(n - m), m = -L..R, hence the samples n-R..n+L. A row
 * belongs to the window of its newest sample x(n + L). It counts if none of its inputs is missing
 * (NaN) or before the first sample, and, where there are targets, t(n) is not missing. Over the
 * complete rows, with y = x - centre and i, j = 0..K-1 counting back from the newest input:
 *
 * <pre>
 *   G[i][j] = sum y(e-i) y(e-j)        p[i] = sum y(e-i) (t(n) - targetCentre)
 *   t2 = sum (t(n) - targetCentre)^2   e = n + L, the newest sample of the row
 * </pre>
 *
 * <p>In a run of rows e = a..b without interruption G follows exactly from its first row and the
 * samples at both edges: G[i+1][j+1] = G[i][j] + y(a-1-i) y(a-1-j) - y(b-i) y(b-j). So 3K - 2
 * numbers say everything about an uninterrupted window. A window with so many interruptions that
 * this is no longer shorter keeps the upper triangle of G instead.
 *
 * <p>Centres: without targets, values are centred by the mean of the samples that take part. With
 * targets, each window has an offset of its own between sensor and target, the one that fits best
 * at every lag: G and p are then those of lagged inputs and targets each centred by their own mean
 * over the rows. One common mean of the inputs would not do: where the signal drifts through the
 * window, the means of x(n) and x(n - m) differ, and the lag would be pulled towards the one whose
 * mean was taken (a lag of 5.5 under a drift of a tenth of the amplitude a sample was learned as
 * 3.4). The sum of the newest inputs is carried for this; the sums at the other lags follow from
 * the edges. Where the centres are given explicitly, they are used as they are.
 *
 * <p>Sums are in the square of the sensor's unit. Infinite samples give sums that are not finite.
 */
public final class LagSums {

  private static final int VERSION = 1;
  private static final int HEADER = 5;
  private static final int TARGET = 1;
  private static final int FREE_OFFSET = 2;
  private static final int WHOLE_GRAM = 4;

  private final KernelSupport support;
  private final int count;
  private final int runs;
  private final int flags;
  private final double largest;

  /** First row and, for each run, K-1 samples before it and K-1 at its end; or the whole G. */
  private final double[] products;

  /**
   * p, t2 and the sum of the newest inputs, or with the whole G of all K; empty without targets.
   */
  private final double[] cross;

  private LagSums(
      KernelSupport support,
      int count,
      int runs,
      int flags,
      double largest,
      double[] products,
      double[] cross) {
    this.support = support;
    this.count = count;
    this.runs = runs;
    this.flags = flags;
    this.largest = largest;
    this.products = products;
    this.cross = cross;
  }

  /**
   * The sums of the rows whose newest sample has its index in [fromNewest, toNewest), centred as
   * the class says. Earlier samples are only read as inputs of these rows.
   *
   * @param values x, NaN where a sample is missing
   * @param targets t, NaN where there is none, aligned with the values; null without targets
   * @throws IllegalArgumentException if the targets are not as many as the values, or the range
   *     does not lie within them
   */
  public static LagSums of(
      KernelSupport support, double[] values, double[] targets, int fromNewest, int toNewest) {
    CompleteRows rows = CompleteRows.of(support, values, targets, fromNewest, toNewest);
    double targetCentre = targets == null ? 0 : rows.meanOfTargets(targets, support.lookahead());
    int flags = targets == null ? 0 : TARGET | FREE_OFFSET;
    return sum(support, values, targets, rows, rows.meanOf(values), targetCentre, flags);
  }

  /**
   * The sums of the same rows about given centres, for kernels whose taps do not sum to one (both
   * centres 0) and for targets without an offset (both centres the same).
   *
   * @param centre subtracted from every value, finite
   * @param targetCentre subtracted from every target, finite
   * @throws IllegalArgumentException if a centre is not finite, and as for {@link
   *     #of(KernelSupport, double[], double[], int, int)}
   */
  public static LagSums of(
      KernelSupport support,
      double[] values,
      double[] targets,
      int fromNewest,
      int toNewest,
      double centre,
      double targetCentre) {
    requireFinite("centre", centre);
    requireFinite("targetCentre", targetCentre);
    CompleteRows rows = CompleteRows.of(support, values, targets, fromNewest, toNewest);
    int flags = targets == null ? 0 : TARGET;
    return sum(support, values, targets, rows, centre, targetCentre, flags);
  }

  private static LagSums sum(
      KernelSupport support,
      double[] values,
      double[] targets,
      CompleteRows rows,
      double centre,
      double targetCentre,
      int flags) {
    int taps = support.taps();
    double[] products = new double[runProductsLength(taps, rows.runs())];
    double[] cross = new double[crossLength(taps, flags)];
    for (int run = 0; run < rows.runs(); run++) {
      int first = rows.first(run);
      LagProducts sums = LagProducts.ofRun(values, first, rows.last(run), taps, centre);
      sums.addFirstRow(products);
      sums.copyEdges(products, taps + 2 * (taps - 1) * run);
      if (targets != null) {
        sums.addTargets(targets, first - support.lookahead(), targetCentre, cross);
      }
    }
    double largest = rows.largestOf(values);
    LagSums sums = new LagSums(support, rows.count(), rows.runs(), flags, largest, products, cross);
    return products.length > PackedGram.length(taps) && rows.runs() > 1 ? sums.whole() : sums;
  }

  /** The same sums with the whole of G in place of the edges of many runs. */
  private LagSums whole() {
    double[] wholeCross = cross;
    if (hasTarget()) {
      int taps = support.taps();
      wholeCross = Arrays.copyOf(cross, crossLength(taps, flags | WHOLE_GRAM));
      System.arraycopy(inputSums(), 0, wholeCross, taps + 1, taps);
    }
    return new LagSums(support, count, runs, flags | WHOLE_GRAM, largest, gram(), wholeCross);
  }

  private static int runProductsLength(int taps, int runs) {
    return Math.addExact(taps, Math.multiplyExact(2 * (taps - 1), runs));
  }

  private static int crossLength(int taps, int flags) {
    if ((flags & TARGET) == 0) {
      return 0;
    }
    return (flags & WHOLE_GRAM) == 0 ? taps + 2 : 2 * taps + 1;
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, but is " + value);
    }
  }

  /** The kernel support the rows belong to. */
  public KernelSupport support() {
    return support;
  }

  /** The number of complete rows; 0 if the window had none, and then all sums are 0. */
  public int count() {
    return count;
  }

  /** The number of maximal runs of contiguous complete rows. */
  public int runs() {
    return runs;
  }

  /** Whether the window had targets. */
  public boolean hasTarget() {
    return (flags & TARGET) != 0;
  }

  /** The largest |x| of the samples that take part, not centred; 0 without any. */
  public double largest() {
    return largest;
  }

  /** The upper triangle of G about the common centre, in a new array. */
  double[] gram() {
    if ((flags & WHOLE_GRAM) != 0) {
      return products.clone();
    }
    int taps = support.taps();
    double[] gram = new double[PackedGram.length(taps)];
    System.arraycopy(products, 0, gram, 0, taps);
    int edges = taps - 1;
    for (int i = 0; i < edges; i++) {
      int from = PackedGram.rowStart(i, taps);
      int to = PackedGram.rowStart(i + 1, taps);
      for (int d = 0; d < edges - i; d++) {
        double change = 0;
        for (int run = 0; run < runs; run++) {
          int before = taps + 2 * edges * run;
          int end = before + edges;
          change += products[before + i] * products[before + i + d];
          change -= products[end + i] * products[end + i + d];
        }
        gram[to + d] = gram[from + d] + change;
      }
    }
    return gram;
  }

  /**
   * Adds the upper triangle of G about the common centre: the entries of {@link #gram}, each added
   * once.
   */
  void addGram(double[] sums) {
    if (runs != 1 || (flags & WHOLE_GRAM) != 0) {
      double[] gram = gram();
      for (int k = 0; k < gram.length; k++) {
        sums[k] += gram[k];
      }
      return;
    }
    addGramOfRun(products, 0, support.taps(), sums);
  }

  /** Adds the G whose first row is in an array, with the edges of its one run behind it. */
  private static void addGramOfRun(double[] products, int from, int taps, double[] sums) {
    double[] row = Arrays.copyOfRange(products, from, from + taps);
    InteriorConvolution.addGram(products, from + taps, from + 2 * taps - 1, row, taps, sums);
  }

  /** Whether {@link #toArray} wrote this of one run of rows for so many taps, without targets. */
  static boolean isOfRun(double[] array, int taps) {
    return array.length == HEADER + runProductsLength(taps, 1)
        && array[0] == VERSION
        && array[1] == 0
        && array[2] >= 1
        && array[2] == (int) array[2]
        && array[3] == 1;
  }

  /** Adds the upper triangle of G of what {@link #isOfRun is of one run}, without a copy of it. */
  static void addGramOfRun(double[] array, int taps, double[] sums) {
    addGramOfRun(array, HEADER, taps, sums);
  }

  /** The number of complete rows of what {@link #toArray} wrote. */
  static int count(double[] array) {
    return (int) array[2];
  }

  /** {@link #largest} of what {@link #toArray} wrote. */
  static double largest(double[] array) {
    return array[4];
  }

  /** The sums of the inputs at each lag, about the common centre; only with targets. */
  private double[] inputSums() {
    int taps = support.taps();
    if ((flags & WHOLE_GRAM) != 0) {
      return Arrays.copyOfRange(cross, taps + 1, cross.length);
    }
    double[] sums = new double[taps];
    sums[0] = cross[taps + 1];
    int edges = taps - 1;
    for (int i = 0; i < edges; i++) {
      double change = 0;
      for (int run = 0; run < runs; run++) {
        int before = taps + 2 * edges * run;
        change += products[before + i] - products[before + edges + i];
      }
      sums[i + 1] = sums[i] + change;
    }
    return sums;
  }

  /** The upper triangle of G that belongs with p, in a new array. */
  double[] gramOfTargets() {
    double[] gram = gram();
    if ((flags & FREE_OFFSET) != 0 && count > 0) {
      PackedGram.subtractOuter(gram, inputSums(), count);
    }
    return gram;
  }

  /** p[i], the input i counted back from the newest; only with targets. */
  double cross(int i) {
    return cross[i];
  }

  /** t2; only with targets. */
  double targetSquares() {
    return cross[support.taps()];
  }

  /**
   * Everything in a new array of numbers: a version, flags, count, runs, largest, then the first
   * row of G, the edge samples of each run, and with targets p, t2 and the sum of the newest
   * inputs. {@link #fromArray} gives equal sums back, bit for bit.
   */
  public double[] toArray() {
    double[] array = new double[HEADER + products.length + cross.length];
    array[0] = VERSION;
    array[1] = flags;
    array[2] = count;
    array[3] = runs;
    array[4] = largest;
    System.arraycopy(products, 0, array, HEADER, products.length);
    System.arraycopy(cross, 0, array, HEADER + products.length, cross.length);
    return array;
  }

  /**
   * The sums that {@link #toArray} wrote.
   *
   * @throws IllegalArgumentException if the array was not written by {@link #toArray} of a known
   *     version, or for another number of taps
   */
  public static LagSums fromArray(KernelSupport support, double[] array) {
    if (array.length < HEADER || array[0] != VERSION) {
      throw new IllegalArgumentException(
          "lag sums must start with version %d, but the array has %d entries and starts with %s"
              .formatted(VERSION, array.length, array.length == 0 ? "none" : array[0]));
    }
    int flags = (int) array[1];
    int count = (int) array[2];
    int runs = (int) array[3];
    int taps = support.taps();
    boolean known =
        flags == array[1]
            && (flags & ~(TARGET | FREE_OFFSET | WHOLE_GRAM)) == 0
            && count == array[2]
            && runs == array[3]
            && runs >= 0
            && runs <= count;
    if (!known) {
      throw new IllegalArgumentException(
          "lag sums must have known flags and 0 <= runs <= count, but have flags %s, runs %s, count %s"
              .formatted(array[1], array[3], array[2]));
    }
    int products =
        (flags & WHOLE_GRAM) != 0 ? PackedGram.length(taps) : runProductsLength(taps, runs);
    int expected = HEADER + products + crossLength(taps, flags);
    if (array.length != expected) {
      throw new IllegalArgumentException(
          "lag sums of %d taps and %d runs must have %d entries, but have %d"
              .formatted(taps, runs, expected, array.length));
    }
    return new LagSums(
        support,
        count,
        runs,
        flags,
        array[4],
        Arrays.copyOfRange(array, HEADER, HEADER + products),
        Arrays.copyOfRange(array, HEADER + products, array.length));
  }
}
