/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

/**
 * The loops that take the time. All implementations add in the order that is stated here, so they
 * give the same bits. No argument is checked: {@link InteriorConvolution} has done that.
 */
interface Convolution {

  /**
   * How many numbers an instruction works on, as far as the implementation sees to that; else 1.
   */
  int lanes();

  /**
   * out[first + j] += sum over k of taps[k] x[newest + j - k], for j = 0..count-1: the products of
   * each four taps are added up from the first to the fourth, then to the output; those of the last
   * one to three taps one by one.
   *
   * @param newest the index of the sample that the first tap weighs at j = 0
   */
  void add(double[] x, int newest, double[] taps, double[] out, int first, int count);

  /**
   * sums[k] += sum over j of z[first + j] x[newest + j - k], for k = 0..lags-1: each sum from j = 0
   * to count-1 by itself, then added.
   */
  void addProducts(
      double[] x, int newest, double[] z, int first, int count, double[] sums, int lags);

  /**
   * The rows after the first one of a symmetric matrix of lagged products, added to a packed upper
   * triangle. For i = 1..lags-1 and the diagonals d = 0..lags-1-i: row[d] += y[before + i - 1]
   * y[before + i - 1 + d] - y[end + i - 1] y[end + i - 1 + d], the difference of the products
   * first; then the entry of row i on diagonal d += row[d].
   *
   * @param row the entries of the first row; may be overwritten with anything
   * @param gram rows one behind the other, row i of {@code lags - i} entries
   */
  void addGram(double[] y, int before, int end, double[] row, int lags, double[] gram);
}
