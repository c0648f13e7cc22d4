/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import java.util.function.DoubleUnaryOperator;

/**
 * The least value of a function of one number: the best of an even grid, then a golden-section
 * search between its two neighbours. It finds the least of all minima as long as the grid tells
 * their valleys apart. Values of NaN count as infinite.
 *
 * @see <a href="https://doi.org/10.1090/S0002-9939-1953-0055639-3">Kiefer: Sequential minimax
 *     search for a maximum, 1953</a>
 */
public final class GoldenSection {

  private static final double RATIO = (Math.sqrt(5) - 1) / 2;

  private GoldenSection() {}

  /**
   * The argument of the least value in [low, high]; the lower one on a tie.
   *
   * @param points the number of points of the grid, at least 3
   * @param tolerance the width of the interval at which the search ends, positive
   * @throws IllegalArgumentException if the bounds are not finite and ascending, or a number is too
   *     small
   */
  public static double minimise(
      DoubleUnaryOperator function, double low, double high, int points, double tolerance) {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "low must be below high and both finite, but they are %s and %s".formatted(low, high));
    }
    if (points < 3 || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "points must be at least 3 and tolerance positive, but they are %d and %s"
              .formatted(points, tolerance));
    }
    double step = (high - low) / (points - 1);
    double best = low;
    double least = value(function, low);
    for (int k = 1; k < points; k++) {
      double x = k == points - 1 ? high : low + k * step;
      double value = value(function, x);
      if (value < least) {
        best = x;
        least = value;
      }
    }
    return refine(function, best, least, new double[] {low, high, step, tolerance});
  }

  private static double refine(
      DoubleUnaryOperator function, double start, double least, double[] range) {
    double a = Math.max(range[0], start - range[2]);
    double b = Math.min(range[1], start + range[2]);
    double c = b - RATIO * (b - a);
    double d = a + RATIO * (b - a);
    double valueC = value(function, c);
    double valueD = value(function, d);
    // The interval stops to shrink at the spacing of doubles, whatever the tolerance.
    while (b - a > range[3] && a < c && c < d && d < b) {
      if (valueC <= valueD) {
        b = d;
        d = c;
        valueD = valueC;
        c = b - RATIO * (b - a);
        valueC = value(function, c);
      } else {
        a = c;
        c = d;
        valueC = valueD;
        d = a + RATIO * (b - a);
        valueD = value(function, d);
      }
    }
    double found = valueC <= valueD ? c : d;
    // A bound is only ever reached by the grid.
    return Math.min(valueC, valueD) < least ? found : start;
  }

  private static double value(DoubleUnaryOperator function, double x) {
    double value = function.applyAsDouble(x);
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }
}
