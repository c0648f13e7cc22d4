/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

/**
 * {@link Convolution#add} in plain Java, in loops that HotSpot makes vector instructions of by
 * itself.
 *
 * <p>It does so only where it can tell that no iteration needs what another one wrote, and of Java
 * 17 that is where all elements that an iteration reads and writes are whole vectors apart. Taps
 * are one sample apart. So the outputs of a block are laid out in eight columns, column l with the
 * outputs from l C on, one row behind the other in an array: there the samples that two taps weigh
 * for the same output are rows of eight numbers apart, and so is, in the same array, the output.
 * Every pass over the block moves the outputs down by its number of taps, so that the distances are
 * constants.
 *
 * <p>Samples and outputs are copied to the columns and back one by one, which takes the time of
 * some ten taps, and of few outputs more: see {@link #pays}.
 */
final class ColumnConvolution {

  /** Numbers of a row: those of the longest vectors. */
  private static final int COLUMNS = 8;

  /** Rows of a block at most, so that the array stays in the first-level cache. */
  private static final int ROWS = 64;

  /** Taps at most for which the samples are copied together, for the same reason. */
  private static final int TAPS = 64;

  /** Where the samples begin, behind the outputs. */
  private static final int SAMPLES = COLUMNS * (ROWS + TAPS);

  private static final ThreadLocal<double[]> COLUMN_ARRAY =
      ThreadLocal.withInitial(() -> new double[2 * SAMPLES]);

  private ColumnConvolution() {}

  /** Whether it is faster than a loop over the outputs where they are, as measured. */
  static boolean pays(int taps, int count) {
    return taps >= 12 && count >= 128;
  }

  /**
   * As {@link Convolution#add} for the first outputs, of whole rows.
   *
   * @return the number of these outputs; at most seven are left
   */
  static int add(double[] x, int newest, double[] taps, double[] out, int first, int count) {
    double[] columns = COLUMN_ARRAY.get();
    int whole = count - count % COLUMNS;
    for (int from = 0; from < whole; from += COLUMNS * ROWS) {
      int rows = Math.min(ROWS, (whole - from) / COLUMNS);
      addBlock(x, newest + from, taps, out, first + from, rows, columns);
    }
    return whole;
  }

  /**
   * Of row i of the outputs, tap m of n weighs row i + n - 1 - m of the samples. The outputs begin
   * at row n and have moved to row 0 after n taps.
   */
  private static void addBlock(
      double[] x, int newest, double[] taps, double[] out, int first, int rows, double[] columns) {
    int length = COLUMNS * rows;
    int n = Math.min(TAPS, taps.length);
    read(out, first, rows, rows, columns, COLUMNS * n);
    for (int k = 0; k < taps.length; k += n) {
      if (k > 0) {
        n = Math.min(TAPS, taps.length - k);
        System.arraycopy(columns, 0, columns, COLUMNS * n, length);
      }
      read(x, newest - k - n + 1, rows, rows + n - 1, columns, SAMPLES);
      int m = 0;
      for (; m + 4 <= n; m += 4) {
        addFour(columns, COLUMNS * (n - m - 4), length, taps, k + m);
      }
      for (; m < n; m++) {
        addOne(columns, COLUMNS * (n - m - 1), length, taps[k + m]);
      }
    }
    write(columns, out, first, rows);
  }

  // Of eight taps a pass HotSpot makes no vectors: the loop is too long for it to unroll.
  private static void addFour(double[] columns, int from, int length, double[] taps, int k) {
    double t0 = taps[k];
    double t1 = taps[k + 1];
    double t2 = taps[k + 2];
    double t3 = taps[k + 3];
    for (int i = from; i < from + length; i++) {
      columns[i] =
          columns[i + 4 * COLUMNS]
              + (t0 * columns[i + SAMPLES + 3 * COLUMNS]
                  + t1 * columns[i + SAMPLES + 2 * COLUMNS]
                  + t2 * columns[i + SAMPLES + COLUMNS]
                  + t3 * columns[i + SAMPLES]);
    }
  }

  private static void addOne(double[] columns, int from, int length, double t) {
    for (int i = from; i < from + length; i++) {
      columns[i] = columns[i + COLUMNS] + t * columns[i + SAMPLES];
    }
  }

  /** Row i, column l = x[from + l stride + i]. */
  private static void read(
      double[] x, int from, int stride, int rows, double[] columns, int first) {
    int from1 = from + stride;
    int from2 = from1 + stride;
    int from3 = from2 + stride;
    int from4 = from3 + stride;
    int from5 = from4 + stride;
    int from6 = from5 + stride;
    int from7 = from6 + stride;
    for (int i = 0; i < rows; i++) {
      int at = first + COLUMNS * i;
      columns[at] = x[from + i];
      columns[at + 1] = x[from1 + i];
      columns[at + 2] = x[from2 + i];
      columns[at + 3] = x[from3 + i];
      columns[at + 4] = x[from4 + i];
      columns[at + 5] = x[from5 + i];
      columns[at + 6] = x[from6 + i];
      columns[at + 7] = x[from7 + i];
    }
  }

  /** The reverse of {@link #read} for the outputs. */
  private static void write(double[] columns, double[] out, int first, int rows) {
    int first1 = first + rows;
    int first2 = first1 + rows;
    int first3 = first2 + rows;
    int first4 = first3 + rows;
    int first5 = first4 + rows;
    int first6 = first5 + rows;
    int first7 = first6 + rows;
    for (int i = 0; i < rows; i++) {
      int at = COLUMNS * i;
      out[first + i] = columns[at];
      out[first1 + i] = columns[at + 1];
      out[first2 + i] = columns[at + 2];
      out[first3 + i] = columns[at + 3];
      out[first4 + i] = columns[at + 4];
      out[first5 + i] = columns[at + 5];
      out[first6 + i] = columns[at + 6];
      out[first7 + i] = columns[at + 7];
    }
  }
}
