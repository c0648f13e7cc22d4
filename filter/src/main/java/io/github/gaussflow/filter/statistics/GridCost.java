/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

/**
 * The cost of an irregular filter between the pairs of a grid, with its slope.
 *
 * <p>At a pair it is exact: (S + 2 s2 W) / n - s2 without a reference, S / n with one. Along the
 * means of a row, and then across two rows in rho = ln sigma, it is the cubic that has the values
 * and the derivatives at both ends (Hermite's interpolation). Beyond the means of a row the cost is
 * that of the nearest. Not thread-safe.
 */
public final class GridCost {

  private final ParameterGrid grid;
  private final double[] pairs;

  // A row's cost, its slope by mu, its slope by rho, and that one's slope by mu.
  private final double[] low = new double[4];
  private final double[] high = new double[4];
  private double value;
  private double byMean;
  private double byLog;

  /** A cost over a grid, without meaning until it is set. */
  public GridCost(ParameterGrid grid) {
    this.grid = grid;
    this.pairs = new double[4 * grid.size()];
  }

  /**
   * Takes the cost of statistics.
   *
   * @param noiseVariance s2; not used with a reference
   */
  public void set(IrregularStatistics statistics, double noiseVariance) {
    boolean target = statistics.hasTarget();
    for (int pair = 0; pair < grid.size(); pair++) {
      for (int k = 0; k < 4; k++) {
        double sum = statistics.entry(pair, k);
        sum += target ? 0 : 2 * noiseVariance * statistics.entry(pair, 4 + k);
        pairs[4 * pair + k] = sum / statistics.weight() - (k == 0 && !target ? noiseVariance : 0);
      }
    }
  }

  /** The cost at a pair of the grid. */
  public double atPair(int pair) {
    return pairs[4 * pair];
  }

  /** The cost at any parameters, those outside the grid's sigma taken to its nearest. */
  public double at(double mean, double deviation) {
    int last = grid.rows() - 1;
    if (last == 0) {
      along(0, mean, low);
      set(low[0], low[1], 0);
      return value;
    }
    double log = Math.log(deviation);
    int row = 0;
    while (row < last - 1 && deviation >= grid.deviation(row + 1)) {
      row++;
    }
    double from = Math.log(grid.deviation(row));
    double width = Math.log(grid.deviation(row + 1)) - from;
    double s = Math.max(0, Math.min(1, (log - from) / width));
    along(row, mean, low);
    along(row + 1, mean, high);
    double h00 = (1 + 2 * s) * (1 - s) * (1 - s);
    double h10 = s * (1 - s) * (1 - s) * width;
    double h01 = s * s * (3 - 2 * s);
    double h11 = s * s * (s - 1) * width;
    set(
        h00 * low[0] + h10 * low[2] + h01 * high[0] + h11 * high[2],
        h00 * low[1] + h10 * low[3] + h01 * high[1] + h11 * high[3],
        6 * s * (s - 1) * (low[0] - high[0]) / width
            + (1 - s) * (1 - 3 * s) * low[2]
            + s * (3 * s - 2) * high[2]);
    return value;
  }

  private void set(double newValue, double newByMean, double newByLog) {
    value = newValue;
    byMean = newByMean;
    byLog = newByLog;
  }

  /** The slope by mu at the last {@link #at}. */
  public double byMean() {
    return byMean;
  }

  /** The slope by ln sigma at the last {@link #at}. */
  public double byLog() {
    return byLog;
  }

  private void along(int row, double mean, double[] result) {
    int last = grid.means(row) - 1;
    int start = grid.start(row);
    if (last == 0 || mean <= grid.mean(row, 0) || mean >= grid.mean(row, last)) {
      int pair = start + (mean <= grid.mean(row, 0) ? 0 : last);
      boolean inside = mean == grid.mean(row, pair - start);
      result[0] = pairs[4 * pair];
      result[1] = inside ? pairs[4 * pair + 1] : 0;
      result[2] = pairs[4 * pair + 2];
      result[3] = inside ? pairs[4 * pair + 3] : 0;
      return;
    }
    int k = 0;
    while (mean >= grid.mean(row, k + 1)) {
      k++;
    }
    double from = grid.mean(row, k);
    double width = grid.mean(row, k + 1) - from;
    double s = (mean - from) / width;
    int a = 4 * (start + k);
    int b = a + 4;
    for (int of = 0; of < 4; of += 2) { // the cost, then its slope by rho
      double f = pairs[a + of];
      double g = pairs[b + of];
      double df = pairs[a + of + 1];
      double dg = pairs[b + of + 1];
      result[of] =
          (1 + 2 * s) * (1 - s) * (1 - s) * f
              + s * (1 - s) * (1 - s) * width * df
              + s * s * (3 - 2 * s) * g
              + s * s * (s - 1) * width * dg;
      result[of + 1] =
          6 * s * (s - 1) * (f - g) / width + (1 - s) * (1 - 3 * s) * df + s * (3 * s - 2) * dg;
    }
  }
}
