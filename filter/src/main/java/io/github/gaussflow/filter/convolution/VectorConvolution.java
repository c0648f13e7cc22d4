/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. A lane is one output of the convolution, or one lag of the products, so that each
 * sum is added up in the order of {@link PlainConvolution}, whatever the number of lanes: the
 * results are the same bits. Products are not fused with sums for the same reason.
 *
 * <p>Compiled apart from all other classes and found by its name, since the module that it needs
 * may be absent.
 */
final class VectorConvolution implements Convolution {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Outputs worked on at a time, so that they and their inputs stay in the first-level cache. */
  private static final int BLOCK = 512;

  private static final VectorShuffle<Double> REVERSED =
      VectorShuffle.fromOp(SPECIES, lane -> LANES - 1 - lane);

  private static final ThreadLocal<double[]> COPIES = ThreadLocal.withInitial(() -> new double[0]);

  private final PlainConvolution plain = new PlainConvolution();

  // fromArray is called in place: a method of ours around it would not always be inlined, and what
  // it returned would then be an object.
  //
  // HotSpot makes instructions of vectors only while it knows their class. In a method with many
  // products and sums, its compile logs show, it looks at the last ones late and one by one, no
  // longer knows what they return, and leaves those vectors as objects, each allocated; we take it
  // for its cutoff of 18,000 nodes. So a loop has less than thirty products and sums; and each
  // method with vectors is of more than 325 bytes, which HotSpot does not compile into its callers,
  // so that it has those nodes for itself wherever it is called from.

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void add(double[] x, int newest, double[] taps, double[] out, int first, int count) {
    int whole = count - count % LANES;
    for (int from = 0; from < whole; from += BLOCK) {
      addBlock(x, newest + from, taps, out, first + from, Math.min(BLOCK, whole - from));
    }
    if (whole < count) {
      plain.add(x, newest + whole, taps, out, first + whole, count - whole);
    }
  }

  private static void addBlock(
      double[] x, int newest, double[] taps, double[] out, int first, int count) {
    int k = 0;
    if (LANES == 8) {
      for (; k + 12 <= taps.length && k + 13 != taps.length; k += 12) {
        addTwelve(x, newest - k, taps, k, out, first, count);
        // What the samples before the first vector of outputs weigh in it.
        addFew(x, newest - k - 8, taps, k + 8, 4, out, first, LANES);
      }
      if (k + 13 == taps.length) {
        addThirteen(x, newest - k, taps, k, out, first, count);
        addFew(x, newest - k - 8, taps, k + 8, 5, out, first, LANES);
        return;
      }
    }
    for (; k + 8 <= taps.length && k + 9 != taps.length; k += 8) {
      addEight(x, newest - k, taps, k, out, first, count);
    }
    if (k + 9 == taps.length) {
      addNine(x, newest - k, taps, k, out, first, count);
    } else if (k < taps.length) {
      addFew(x, newest - k, taps, k, taps.length - k, out, first, count);
    }
  }

  /**
   * Twelve taps, for eight lanes only: the samples that the first four taps weigh for a vector of
   * outputs are those that the last four weigh for the next vector, so they are loaded once for two
   * products. Loads across cache lines are what takes longest here. Of the first vector of outputs
   * the last four taps are left to the caller.
   */
  private static void addTwelve(
      double[] x, int at, double[] taps, int k, double[] out, int first, int count) {
    DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[k]);
    DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[k + 1]);
    DoubleVector t2 = DoubleVector.broadcast(SPECIES, taps[k + 2]);
    DoubleVector t3 = DoubleVector.broadcast(SPECIES, taps[k + 3]);
    DoubleVector t4 = DoubleVector.broadcast(SPECIES, taps[k + 4]);
    DoubleVector t5 = DoubleVector.broadcast(SPECIES, taps[k + 5]);
    DoubleVector t6 = DoubleVector.broadcast(SPECIES, taps[k + 6]);
    DoubleVector t7 = DoubleVector.broadcast(SPECIES, taps[k + 7]);
    DoubleVector t8 = DoubleVector.broadcast(SPECIES, taps[k + 8]);
    DoubleVector t9 = DoubleVector.broadcast(SPECIES, taps[k + 9]);
    DoubleVector t10 = DoubleVector.broadcast(SPECIES, taps[k + 10]);
    DoubleVector t11 = DoubleVector.broadcast(SPECIES, taps[k + 11]);
    DoubleVector older = DoubleVector.broadcast(SPECIES, -0.0); // changes no number it is added to
    for (int j = 0; j < count; j += LANES) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, at + j);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, at + j - 1);
      DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, at + j - 2);
      DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, at + j - 3);
      DoubleVector x4 = DoubleVector.fromArray(SPECIES, x, at + j - 4);
      DoubleVector x5 = DoubleVector.fromArray(SPECIES, x, at + j - 5);
      DoubleVector x6 = DoubleVector.fromArray(SPECIES, x, at + j - 6);
      DoubleVector x7 = DoubleVector.fromArray(SPECIES, x, at + j - 7);
      DoubleVector.fromArray(SPECIES, out, first + j)
          .add(t0.mul(x0).add(t1.mul(x1)).add(t2.mul(x2)).add(t3.mul(x3)))
          .add(t4.mul(x4).add(t5.mul(x5)).add(t6.mul(x6)).add(t7.mul(x7)))
          .add(older)
          .intoArray(out, first + j);
      older = t8.mul(x0).add(t9.mul(x1)).add(t10.mul(x2)).add(t11.mul(x3));
    }
  }

  /** The same with the last one of a kernel, and of the first vector the last five left. */
  private static void addThirteen(
      double[] x, int at, double[] taps, int k, double[] out, int first, int count) {
    DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[k]);
    DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[k + 1]);
    DoubleVector t2 = DoubleVector.broadcast(SPECIES, taps[k + 2]);
    DoubleVector t3 = DoubleVector.broadcast(SPECIES, taps[k + 3]);
    DoubleVector t4 = DoubleVector.broadcast(SPECIES, taps[k + 4]);
    DoubleVector t5 = DoubleVector.broadcast(SPECIES, taps[k + 5]);
    DoubleVector t6 = DoubleVector.broadcast(SPECIES, taps[k + 6]);
    DoubleVector t7 = DoubleVector.broadcast(SPECIES, taps[k + 7]);
    DoubleVector t8 = DoubleVector.broadcast(SPECIES, taps[k + 8]);
    DoubleVector t9 = DoubleVector.broadcast(SPECIES, taps[k + 9]);
    DoubleVector t10 = DoubleVector.broadcast(SPECIES, taps[k + 10]);
    DoubleVector t11 = DoubleVector.broadcast(SPECIES, taps[k + 11]);
    DoubleVector t12 = DoubleVector.broadcast(SPECIES, taps[k + 12]);
    DoubleVector older = DoubleVector.broadcast(SPECIES, -0.0); // changes no number it is added to
    DoubleVector oldest = older;
    for (int j = 0; j < count; j += LANES) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, at + j);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, at + j - 1);
      DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, at + j - 2);
      DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, at + j - 3);
      DoubleVector x4 = DoubleVector.fromArray(SPECIES, x, at + j - 4);
      DoubleVector x5 = DoubleVector.fromArray(SPECIES, x, at + j - 5);
      DoubleVector x6 = DoubleVector.fromArray(SPECIES, x, at + j - 6);
      DoubleVector x7 = DoubleVector.fromArray(SPECIES, x, at + j - 7);
      DoubleVector.fromArray(SPECIES, out, first + j)
          .add(t0.mul(x0).add(t1.mul(x1)).add(t2.mul(x2)).add(t3.mul(x3)))
          .add(t4.mul(x4).add(t5.mul(x5)).add(t6.mul(x6)).add(t7.mul(x7)))
          .add(older)
          .add(oldest)
          .intoArray(out, first + j);
      older = t8.mul(x0).add(t9.mul(x1)).add(t10.mul(x2)).add(t11.mul(x3));
      oldest = t12.mul(x4);
    }
  }

  /** Eight taps, and the last one of a kernel. */
  private static void addNine(
      double[] x, int at, double[] taps, int k, double[] out, int first, int count) {
    DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[k]);
    DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[k + 1]);
    DoubleVector t2 = DoubleVector.broadcast(SPECIES, taps[k + 2]);
    DoubleVector t3 = DoubleVector.broadcast(SPECIES, taps[k + 3]);
    DoubleVector t4 = DoubleVector.broadcast(SPECIES, taps[k + 4]);
    DoubleVector t5 = DoubleVector.broadcast(SPECIES, taps[k + 5]);
    DoubleVector t6 = DoubleVector.broadcast(SPECIES, taps[k + 6]);
    DoubleVector t7 = DoubleVector.broadcast(SPECIES, taps[k + 7]);
    DoubleVector t8 = DoubleVector.broadcast(SPECIES, taps[k + 8]);
    for (int j = 0; j < count; j += LANES) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, at + j);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, at + j - 1);
      DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, at + j - 2);
      DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, at + j - 3);
      DoubleVector x4 = DoubleVector.fromArray(SPECIES, x, at + j - 4);
      DoubleVector x5 = DoubleVector.fromArray(SPECIES, x, at + j - 5);
      DoubleVector x6 = DoubleVector.fromArray(SPECIES, x, at + j - 6);
      DoubleVector x7 = DoubleVector.fromArray(SPECIES, x, at + j - 7);
      DoubleVector x8 = DoubleVector.fromArray(SPECIES, x, at + j - 8);
      DoubleVector.fromArray(SPECIES, out, first + j)
          .add(t0.mul(x0).add(t1.mul(x1)).add(t2.mul(x2)).add(t3.mul(x3)))
          .add(t4.mul(x4).add(t5.mul(x5)).add(t6.mul(x6)).add(t7.mul(x7)))
          .add(t8.mul(x8))
          .intoArray(out, first + j);
    }
  }

  private static void addEight(
      double[] x, int at, double[] taps, int k, double[] out, int first, int count) {
    DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[k]);
    DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[k + 1]);
    DoubleVector t2 = DoubleVector.broadcast(SPECIES, taps[k + 2]);
    DoubleVector t3 = DoubleVector.broadcast(SPECIES, taps[k + 3]);
    DoubleVector t4 = DoubleVector.broadcast(SPECIES, taps[k + 4]);
    DoubleVector t5 = DoubleVector.broadcast(SPECIES, taps[k + 5]);
    DoubleVector t6 = DoubleVector.broadcast(SPECIES, taps[k + 6]);
    DoubleVector t7 = DoubleVector.broadcast(SPECIES, taps[k + 7]);
    for (int j = 0; j < count; j += LANES) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, at + j);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, at + j - 1);
      DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, at + j - 2);
      DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, at + j - 3);
      DoubleVector x4 = DoubleVector.fromArray(SPECIES, x, at + j - 4);
      DoubleVector x5 = DoubleVector.fromArray(SPECIES, x, at + j - 5);
      DoubleVector x6 = DoubleVector.fromArray(SPECIES, x, at + j - 6);
      DoubleVector x7 = DoubleVector.fromArray(SPECIES, x, at + j - 7);
      DoubleVector.fromArray(SPECIES, out, first + j)
          .add(t0.mul(x0).add(t1.mul(x1)).add(t2.mul(x2)).add(t3.mul(x3)))
          .add(t4.mul(x4).add(t5.mul(x5)).add(t6.mul(x6)).add(t7.mul(x7)))
          .intoArray(out, first + j);
    }
  }

  /** The last one to seven taps of a kernel, or four of them: four together, then one by one. */
  private static void addFew(
      double[] x, int at, double[] taps, int k, int some, double[] out, int first, int count) {
    int single = k;
    if (some >= 4) {
      DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[k]);
      DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[k + 1]);
      DoubleVector t2 = DoubleVector.broadcast(SPECIES, taps[k + 2]);
      DoubleVector t3 = DoubleVector.broadcast(SPECIES, taps[k + 3]);
      for (int j = 0; j < count; j += LANES) {
        DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, at + j);
        DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, at + j - 1);
        DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, at + j - 2);
        DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, at + j - 3);
        DoubleVector.fromArray(SPECIES, out, first + j)
            .add(t0.mul(x0).add(t1.mul(x1)).add(t2.mul(x2)).add(t3.mul(x3)))
            .intoArray(out, first + j);
      }
      single = k + 4;
    }
    int end = k + some;
    if (end - single >= 2) {
      int from = at + k - single;
      DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[single]);
      DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[single + 1]);
      for (int j = 0; j < count; j += LANES) {
        DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, from + j);
        DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, from + j - 1);
        DoubleVector.fromArray(SPECIES, out, first + j)
            .add(t0.mul(x0))
            .add(t1.mul(x1))
            .intoArray(out, first + j);
      }
      single += 2;
    }
    if (single < end) {
      int from = at + k - single;
      DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[single]);
      for (int j = 0; j < count; j += LANES) {
        DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, from + j);
        DoubleVector.fromArray(SPECIES, out, first + j).add(t0.mul(x0)).intoArray(out, first + j);
      }
    }
  }

  @Override
  public void addProducts(
      double[] x, int newest, double[] z, int first, int count, double[] sums, int lags) {
    if (lags < LANES) {
      plain.addProducts(x, newest, z, first, count, sums, lags);
      return;
    }
    int k = 0;
    if (lags % (4 * LANES) == 1) { // as many as a kernel often has: one by itself is for free
      for (; k + 1 < lags; k += 4 * LANES) {
        boolean last = k + 4 * LANES + 1 == lags;
        addFourProducts(x, newest, z, first, count, sums, k, k + 2 * LANES, last);
      }
      return;
    }
    // No vector may overlap one of another pass, so a vector alone is never left for the last pass.
    int vectors = (lags + LANES - 1) / LANES;
    if (vectors % 4 == 1 || vectors % 4 == 2) {
      addTwoProducts(x, newest, z, first, count, sums, lags);
      k = 2 * LANES;
    }
    for (; k < lags; k += 4 * LANES) {
      int k2 = Math.min(k + 2 * LANES, lags - 2 * LANES);
      addFourProducts(x, newest, z, first, count, sums, k, k2, false);
    }
  }

  /** What the diagonals are made of is copied first to where a vector may reach over its end. */
  @Override
  public void addGram(double[] y, int before, int end, double[] row, int lags, double[] gram) {
    if (LANES < 4 || lags <= LANES) {
      plain.addGram(y, before, end, row, lags, gram);
      return;
    }
    int second = lags + LANES;
    int rows = 2 * second;
    double[] copy = copies(3 * second);
    System.arraycopy(y, before, copy, 0, lags - 1);
    System.arraycopy(y, end, copy, second, lags - 1);
    System.arraycopy(row, 0, copy, rows, lags);
    for (int d = 0; d < lags - 1; d += 2 * LANES) {
      addDiagonals(copy, second, d, lags, gram);
    }
    // The last rows are shorter than a vector.
    int at = lags * (lags + 1) / 2 - LANES * (LANES - 1) / 2;
    for (int i = lags - LANES; i < lags - 1; i++) {
      double first = copy[i];
      double last = copy[second + i];
      int count = lags - 1 - i;
      for (int d = 0; d < count; d++) {
        double entry = copy[rows + d] + (first * copy[i + d] - last * copy[second + i + d]);
        copy[rows + d] = entry;
        gram[at + d] += entry;
      }
      at += count;
    }
  }

  /**
   * Two vectors of diagonals, each going from row to row in a register: both together while both
   * are whole, then each by itself. Where the end of a vector is beyond the row, the sums of the
   * next row, which it has reached over, are put back.
   */
  private static void addDiagonals(double[] copy, int second, int d, int lags, double[] gram) {
    int rows = 2 * second;
    int whole = Math.max(0, lags - d - 2 * LANES);
    int at = lags + d;
    DoubleVector entries = DoubleVector.fromArray(SPECIES, copy, rows + d);
    if (d + LANES < lags - 1) {
      DoubleVector more = DoubleVector.fromArray(SPECIES, copy, rows + d + LANES);
      for (int i = 0; i < whole; i++) {
        DoubleVector first = DoubleVector.broadcast(SPECIES, copy[i]);
        DoubleVector last = DoubleVector.broadcast(SPECIES, copy[second + i]);
        DoubleVector joining = DoubleVector.fromArray(SPECIES, copy, i + d);
        DoubleVector leaving = DoubleVector.fromArray(SPECIES, copy, second + i + d);
        DoubleVector joining2 = DoubleVector.fromArray(SPECIES, copy, i + d + LANES);
        DoubleVector leaving2 = DoubleVector.fromArray(SPECIES, copy, second + i + d + LANES);
        entries = entries.add(first.mul(joining).sub(last.mul(leaving)));
        more = more.add(first.mul(joining2).sub(last.mul(leaving2)));
        DoubleVector.fromArray(SPECIES, gram, at).add(entries).intoArray(gram, at);
        DoubleVector.fromArray(SPECIES, gram, at + LANES).add(more).intoArray(gram, at + LANES);
        at += lags - 1 - i;
      }
      int next = at - d; // where the next row begins
      for (int i = whole; i < lags - 1 - d - LANES; i++) {
        DoubleVector first = DoubleVector.broadcast(SPECIES, copy[i]);
        DoubleVector last = DoubleVector.broadcast(SPECIES, copy[second + i]);
        DoubleVector joining = DoubleVector.fromArray(SPECIES, copy, i + d + LANES);
        DoubleVector leaving = DoubleVector.fromArray(SPECIES, copy, second + i + d + LANES);
        more = more.add(first.mul(joining).sub(last.mul(leaving)));
        int to = next + d + LANES;
        next += lags - 1 - i;
        DoubleVector kept = DoubleVector.fromArray(SPECIES, gram, next);
        DoubleVector.fromArray(SPECIES, gram, to).add(more).intoArray(gram, to);
        kept.intoArray(gram, next);
      }
    }
    int end = Math.min(lags - 1 - d, lags - LANES);
    int next = at - d;
    for (int i = whole; i < end; i++) {
      DoubleVector first = DoubleVector.broadcast(SPECIES, copy[i]);
      DoubleVector last = DoubleVector.broadcast(SPECIES, copy[second + i]);
      DoubleVector joining = DoubleVector.fromArray(SPECIES, copy, i + d);
      DoubleVector leaving = DoubleVector.fromArray(SPECIES, copy, second + i + d);
      entries = entries.add(first.mul(joining).sub(last.mul(leaving)));
      int to = next + d;
      next += lags - 1 - i;
      DoubleVector kept = DoubleVector.fromArray(SPECIES, gram, next);
      DoubleVector.fromArray(SPECIES, gram, to).add(entries).intoArray(gram, to);
      kept.intoArray(gram, next);
    }
    entries.intoArray(copy, rows + d);
  }

  /** An array of the thread with so many entries at least. */
  private static double[] copies(int entries) {
    double[] array = COPIES.get();
    if (array.length < entries) {
      array = new double[entries];
      COPIES.set(array);
    }
    return array;
  }

  /**
   * The lags from 0 on, two vectors of them. Where fewer are left, the vectors overlap: a lag that
   * is in both is summed twice, to the same bits, and added once.
   *
   * <p>What the first vector multiplies with z(j), the second multiplies with z(j + shift), so the
   * sums run {@code shift} steps apart and each load serves both.
   */
  private static void addTwoProducts(
      double[] x, int newest, double[] z, int first, int count, double[] sums, int lags) {
    int shift = Math.min(LANES, lags - LANES);
    int at = newest - LANES + 1;
    int shared = Math.max(0, count - shift);
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    for (int j = 0; j < count - shared; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      DoubleVector inputs = DoubleVector.fromArray(SPECIES, x, at - shift + j);
      s1 = s1.add(factor.mul(inputs));
    }
    for (int j = 0; j < shared; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      DoubleVector later = DoubleVector.broadcast(SPECIES, z[first + j + shift]);
      DoubleVector inputs = DoubleVector.fromArray(SPECIES, x, at + j);
      s0 = s0.add(factor.mul(inputs));
      s1 = s1.add(later.mul(inputs));
    }
    for (int j = shared; j < count; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      DoubleVector inputs = DoubleVector.fromArray(SPECIES, x, at + j);
      s0 = s0.add(factor.mul(inputs));
    }
    DoubleVector before0 = DoubleVector.fromArray(SPECIES, sums, 0);
    DoubleVector before1 = DoubleVector.fromArray(SPECIES, sums, shift);
    DoubleVector added0 = s0.rearrange(REVERSED);
    DoubleVector added1 = s1.rearrange(REVERSED);
    DoubleVector after0 = before0.add(added0);
    DoubleVector after1 = before1.add(added1);
    after0.intoArray(sums, 0);
    after1.intoArray(sums, shift);
  }

  /**
   * The lags from k and from k2 on, two pairs of vectors like those of {@link #addTwoProducts}.
   *
   * @param oneMore whether the lag after those, too
   */
  private static void addFourProducts(
      double[] x,
      int newest,
      double[] z,
      int first,
      int count,
      double[] sums,
      int k,
      int k2,
      boolean oneMore) {
    int at4 = newest - k - 4 * LANES;
    int at0 = newest - k - LANES + 1;
    int at2 = newest - k2 - LANES + 1;
    int shared = Math.max(0, count - LANES);
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    double s4 = 0;
    for (int j = 0; j < count - shared; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      s1 = s1.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at0 - LANES + j)));
      s3 = s3.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at2 - LANES + j)));
    }
    for (int j = 0; j < shared; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      DoubleVector later = DoubleVector.broadcast(SPECIES, z[first + j + LANES]);
      DoubleVector inputs = DoubleVector.fromArray(SPECIES, x, at0 + j);
      DoubleVector older = DoubleVector.fromArray(SPECIES, x, at2 + j);
      s0 = s0.add(factor.mul(inputs));
      s1 = s1.add(later.mul(inputs));
      s2 = s2.add(factor.mul(older));
      s3 = s3.add(later.mul(older));
      if (oneMore) {
        s4 += z[first + j] * x[at4 + j];
      }
    }
    for (int j = shared; j < count; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      s0 = s0.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at0 + j)));
      s2 = s2.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at2 + j)));
      if (oneMore) {
        s4 += z[first + j] * x[at4 + j];
      }
    }
    DoubleVector r0 = DoubleVector.fromArray(SPECIES, sums, k).add(s0.rearrange(REVERSED));
    DoubleVector r1 = DoubleVector.fromArray(SPECIES, sums, k + LANES).add(s1.rearrange(REVERSED));
    DoubleVector r2 = DoubleVector.fromArray(SPECIES, sums, k2).add(s2.rearrange(REVERSED));
    DoubleVector r3 = DoubleVector.fromArray(SPECIES, sums, k2 + LANES).add(s3.rearrange(REVERSED));
    r0.intoArray(sums, k);
    r1.intoArray(sums, k + LANES);
    r2.intoArray(sums, k2);
    r3.intoArray(sums, k2 + LANES);
    if (oneMore) {
      sums[k + 4 * LANES] += s4;
    }
  }
}
