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

  private final PlainConvolution plain = new PlainConvolution();

  // fromArray is called in place: a method of ours around it would not always be inlined, and what
  // it returned would then be an object.

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
      for (; k + 16 <= taps.length; k += 16) {
        addSixteen(x, newest - k, taps, k, out, first, count);
      }
    }
    for (; k + 8 <= taps.length; k += 8) {
      addEight(x, newest - k, taps, k, out, first, count);
    }
    if (k + 4 <= taps.length) {
      addFour(x, newest - k, taps, k, out, first, count);
      k += 4;
    }
    for (; k < taps.length; k++) {
      addOne(x, newest - k, taps[k], out, first, count);
    }
  }

  /**
   * Sixteen taps, for eight lanes only: the samples that eight taps weigh for a vector of outputs
   * are those that the next eight weigh for the next vector, so each is loaded once for two
   * products. Loads across cache lines are what takes longest here. Twenty-four taps would not fit
   * the registers.
   */
  private static void addSixteen(
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
    DoubleVector t13 = DoubleVector.broadcast(SPECIES, taps[k + 13]);
    DoubleVector t14 = DoubleVector.broadcast(SPECIES, taps[k + 14]);
    DoubleVector t15 = DoubleVector.broadcast(SPECIES, taps[k + 15]);
    // What the samples before weigh in the next vector of outputs.
    int before = at - LANES;
    DoubleVector older =
        t8.mul(DoubleVector.fromArray(SPECIES, x, before))
            .add(t9.mul(DoubleVector.fromArray(SPECIES, x, before - 1)))
            .add(t10.mul(DoubleVector.fromArray(SPECIES, x, before - 2)))
            .add(t11.mul(DoubleVector.fromArray(SPECIES, x, before - 3)));
    DoubleVector oldest =
        t12.mul(DoubleVector.fromArray(SPECIES, x, before - 4))
            .add(t13.mul(DoubleVector.fromArray(SPECIES, x, before - 5)))
            .add(t14.mul(DoubleVector.fromArray(SPECIES, x, before - 6)))
            .add(t15.mul(DoubleVector.fromArray(SPECIES, x, before - 7)));
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
      oldest = t12.mul(x4).add(t13.mul(x5)).add(t14.mul(x6)).add(t15.mul(x7));
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
      DoubleVector older =
          t0.mul(DoubleVector.fromArray(SPECIES, x, at + j))
              .add(t1.mul(DoubleVector.fromArray(SPECIES, x, at + j - 1)))
              .add(t2.mul(DoubleVector.fromArray(SPECIES, x, at + j - 2)))
              .add(t3.mul(DoubleVector.fromArray(SPECIES, x, at + j - 3)));
      DoubleVector oldest =
          t4.mul(DoubleVector.fromArray(SPECIES, x, at + j - 4))
              .add(t5.mul(DoubleVector.fromArray(SPECIES, x, at + j - 5)))
              .add(t6.mul(DoubleVector.fromArray(SPECIES, x, at + j - 6)))
              .add(t7.mul(DoubleVector.fromArray(SPECIES, x, at + j - 7)));
      DoubleVector.fromArray(SPECIES, out, first + j)
          .add(older)
          .add(oldest)
          .intoArray(out, first + j);
    }
  }

  private static void addFour(
      double[] x, int at, double[] taps, int k, double[] out, int first, int count) {
    DoubleVector t0 = DoubleVector.broadcast(SPECIES, taps[k]);
    DoubleVector t1 = DoubleVector.broadcast(SPECIES, taps[k + 1]);
    DoubleVector t2 = DoubleVector.broadcast(SPECIES, taps[k + 2]);
    DoubleVector t3 = DoubleVector.broadcast(SPECIES, taps[k + 3]);
    for (int j = 0; j < count; j += LANES) {
      DoubleVector four =
          t0.mul(DoubleVector.fromArray(SPECIES, x, at + j))
              .add(t1.mul(DoubleVector.fromArray(SPECIES, x, at + j - 1)))
              .add(t2.mul(DoubleVector.fromArray(SPECIES, x, at + j - 2)))
              .add(t3.mul(DoubleVector.fromArray(SPECIES, x, at + j - 3)));
      DoubleVector.fromArray(SPECIES, out, first + j).add(four).intoArray(out, first + j);
    }
  }

  private static void addOne(double[] x, int at, double tap, double[] out, int first, int count) {
    DoubleVector t = DoubleVector.broadcast(SPECIES, tap);
    for (int j = 0; j < count; j += LANES) {
      DoubleVector.fromArray(SPECIES, out, first + j)
          .add(t.mul(DoubleVector.fromArray(SPECIES, x, at + j)))
          .intoArray(out, first + j);
    }
  }

  @Override
  public void addProducts(
      double[] x, int newest, double[] z, int first, int count, double[] sums, int lags) {
    if (lags < LANES) {
      plain.addProducts(x, newest, z, first, count, sums, lags);
      return;
    }
    // No vector may overlap one of another pass, so a vector alone is never left for the last pass.
    int vectors = (lags + LANES - 1) / LANES;
    int k = 0;
    if (vectors % 4 == 1 || vectors % 4 == 2) {
      addTwoProducts(x, newest, z, first, count, sums, lags);
      k = 2 * LANES;
    }
    for (; k < lags; k += 4 * LANES) {
      addFourProducts(x, newest, z, first, count, sums, k, lags);
    }
  }

  @Override
  public void addGramRow(
      double[] y, int before, int end, double[] row, int count, double[] sums, int at) {
    double first = y[before];
    double last = y[end];
    DoubleVector firsts = DoubleVector.broadcast(SPECIES, first);
    DoubleVector lasts = DoubleVector.broadcast(SPECIES, last);
    int d = 0;
    for (; d + LANES <= count; d += LANES) {
      DoubleVector change =
          firsts
              .mul(DoubleVector.fromArray(SPECIES, y, before + d))
              .sub(lasts.mul(DoubleVector.fromArray(SPECIES, y, end + d)));
      DoubleVector entries = DoubleVector.fromArray(SPECIES, row, d).add(change);
      entries.intoArray(row, d);
      DoubleVector.fromArray(SPECIES, sums, at + d).add(entries).intoArray(sums, at + d);
    }
    for (; d < count; d++) {
      double entry = row[d] + (first * y[before + d] - last * y[end + d]);
      row[d] = entry;
      sums[at + d] += entry;
    }
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
      s1 = s1.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at - shift + j)));
    }
    for (int j = 0; j < shared; j++) {
      DoubleVector inputs = DoubleVector.fromArray(SPECIES, x, at + j);
      s0 = s0.add(DoubleVector.broadcast(SPECIES, z[first + j]).mul(inputs));
      s1 = s1.add(DoubleVector.broadcast(SPECIES, z[first + j + shift]).mul(inputs));
    }
    for (int j = shared; j < count; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      s0 = s0.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at + j)));
    }
    DoubleVector r0 = DoubleVector.fromArray(SPECIES, sums, 0).add(s0.rearrange(REVERSED));
    DoubleVector r1 = DoubleVector.fromArray(SPECIES, sums, shift).add(s1.rearrange(REVERSED));
    r0.intoArray(sums, 0);
    r1.intoArray(sums, shift);
  }

  /** The lags from k on, two pairs of vectors like those of {@link #addTwoProducts}. */
  private static void addFourProducts(
      double[] x, int newest, double[] z, int first, int count, double[] sums, int k, int lags) {
    int k2 = Math.min(k + 2 * LANES, lags - 2 * LANES);
    int at0 = newest - k - LANES + 1;
    int at2 = newest - k2 - LANES + 1;
    int shared = Math.max(0, count - LANES);
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
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
    }
    for (int j = shared; j < count; j++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, z[first + j]);
      s0 = s0.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at0 + j)));
      s2 = s2.add(factor.mul(DoubleVector.fromArray(SPECIES, x, at2 + j)));
    }
    DoubleVector r0 = DoubleVector.fromArray(SPECIES, sums, k).add(s0.rearrange(REVERSED));
    DoubleVector r1 = DoubleVector.fromArray(SPECIES, sums, k + LANES).add(s1.rearrange(REVERSED));
    DoubleVector r2 = DoubleVector.fromArray(SPECIES, sums, k2).add(s2.rearrange(REVERSED));
    DoubleVector r3 = DoubleVector.fromArray(SPECIES, sums, k2 + LANES).add(s3.rearrange(REVERSED));
    r0.intoArray(sums, k);
    r1.intoArray(sums, k + LANES);
    r2.intoArray(sums, k2);
    r3.intoArray(sums, k2 + LANES);
  }
}
