/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * Sums up windows of samples that lie anywhere in time: all that is needed for the cost of the
 * Gaussian filter at its true offsets, {@link IrregularTaps}, at each pair of a grid.
 *
 * <p>There are no lagged products where the lags differ from row to row. But for one pair (mu,
 * sigma) the cost is a sum over the outputs O_n, which adds up over windows and sensors as lagged
 * products do. So each window is summed up at every pair of a {@link ParameterGrid}, with its exact
 * derivatives there by mu, by rho = ln sigma, and by both; between the pairs {@link GridCost}
 * interpolates. Without a reference the sums are
 *
 * <pre>  S = sum over n of (O_n - x_n)^2,   W = sum over n of w_nn </pre>
 *
 * <p>with w_nn the weight of the sample itself, and SURE is (S + 2 s2 W) / n - s2. With a reference
 * t, each window has an offset between sensor and reference of its own:
 *
 * <pre>  S = sum over n of (O_n - t_n - d)^2,   d = mean over n of (O_n - t_n) </pre>
 *
 * <p>A row is a sample n whose {@linkplain IrregularTaps#reach reach} lies within its segment. It
 * belongs to the window of the sample that shows that its reach is complete: the first at or after
 * its end. On a regular grid these are the rows of {@link LagSums} with one sample more to either
 * side.
 *
 * <p>The noise variance is that of divided differences: the weights over k + 1 samples in turn that
 * remove any polynomial of degree k - 1, scaled to unit norm, k = 2, 4, 6; on a regular grid the
 * differences of {@link NoiseVariance}. Order 2 is the pseudo-residual of Gasser, Sroka and
 * Jennen-Steinmetz. Differences over more than 2 k P are left out.
 *
 * <p>Values are centred by the mean of the window first, which changes nothing as the weights sum
 * to one. Sums are in the square of the sensor's unit. Each row takes as many exponentials as the
 * grid has pairs times the samples within the reach. Buffers only; not thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/biomet/73.3.625">Gasser, Sroka, Jennen-Steinmetz: Residual
 *     variance and residual pattern in nonlinear regression, 1986</a>
 */
public final class IrregularWindow {

  private static final int[] ORDERS = {2, 4, 6};

  /** Beyond this the square of u adds less than 1e-17 to any sum. */
  private static final double NEGLIGIBLE = 80;

  private final long period;
  private final long ahead;
  private final long back;
  private final ParameterGrid grid;
  private final boolean target;

  private double[] offsets = new double[16];
  private double[] inputs = new double[16];
  private double[] errors;

  /**
   * Sums over one grid.
   *
   * @param period P in the unit of the times, positive
   * @param target whether there is a reference
   */
  public IrregularWindow(KernelSupport support, long period, ParameterGrid grid, boolean target) {
    this.period = period;
    this.ahead = IrregularTaps.reach(support.lookahead(), period);
    this.back = IrregularTaps.reach(support.lookback(), period);
    this.grid = grid;
    this.target = target;
    this.errors = new double[target ? 4 * grid.size() : 0];
  }

  /**
   * The sums of the rows whose reach a sample with its index in [fromSettling, to) shows to be
   * complete.
   *
   * @param times ascending over the samples that are present
   * @param x the samples; NaN parts segments, its time has no meaning
   * @param targets t, NaN where there is none; null without a reference
   * @param fromSettling the index of the first sample of the window
   * @param to the index after its last sample
   * @return sums that {@link IrregularStatistics#accept} takes
   */
  public double[] sums(long[] times, double[] x, double[] targets, int fromSettling, int to) {
    double[] sums = new double[IrregularStatistics.length(grid, target)];
    Arrays.fill(errors, 0);
    double centre = centre(x, fromSettling, to);
    double targetCentre = target ? centre(targets, fromSettling, to) : 0;
    int segment = to; // the first sample of the segment of the settling one
    int row = 0;
    for (int e = 0; e < to; e++) {
      if (Double.isNaN(x[e])) {
        segment = to;
        continue;
      }
      if (segment == to) {
        segment = e;
        row = e;
      }
      if (e >= fromSettling) {
        differences(times, x, segment, e, sums);
      }
      for (; row <= e && times[e] - times[row] >= ahead; row++) {
        boolean complete = times[row] - times[segment] >= back;
        boolean wanted = !target || !Double.isNaN(targets[row]);
        if (e >= fromSettling && complete && wanted) {
          double aim = target ? targets[row] - targetCentre : x[row] - centre;
          addRow(times, x, segment, to, row, centre, aim, sums);
          sums[IrregularStatistics.LARGEST] =
              Math.max(sums[IrregularStatistics.LARGEST], Math.abs(x[row]));
          sums[IrregularStatistics.POWER] += (x[row] - centre) * (x[row] - centre);
          sums[IrregularStatistics.WEIGHT]++;
        }
      }
    }
    if (target && sums[IrregularStatistics.WEIGHT] > 0) {
      subtractOffset(sums);
    }
    return sums;
  }

  /** The mean from an index on, relative to the first so that a constant is its own mean. */
  private static double centre(double[] values, int from, int to) {
    double origin = Double.NaN;
    double sum = 0;
    int count = 0;
    for (int k = from; k < to; k++) {
      if (!Double.isNaN(values[k])) {
        origin = count == 0 ? values[k] : origin;
        sum += values[k] - origin;
        count++;
      }
    }
    return count == 0 ? 0 : origin + sum / count;
  }

  private void addRow(
      long[] times,
      double[] x,
      int segment,
      int to,
      int n,
      double centre,
      double aim,
      double[] sums) {
    int first = n;
    while (first > segment && times[n] - times[first - 1] <= back) {
      first--;
    }
    int count = 0;
    int own = n - first;
    for (int j = first; j < to && !Double.isNaN(x[j]) && times[j] - times[n] <= ahead; j++) {
      reserve(count + 1);
      offsets[count] = (times[n] - times[j]) / (double) period;
      inputs[count++] = x[j] - centre;
    }
    for (int row = 0; row < grid.rows(); row++) {
      double deviation = grid.deviation(row);
      int end = grid.start(row) + grid.means(row);
      for (int pair = grid.start(row); pair < end; pair++) {
        addPair(pair, grid.mean(row, pair - grid.start(row)), deviation, count, own, aim, sums);
      }
    }
  }

  /**
   * With a = u / sigma and b = u^2 the derivatives of ln w but for the normaliser, E and Cov
   * weighing by w: dO/dmu = Cov(a, x), dO/drho = Cov(b, x), and by both -2 Cov(a, x) plus the third
   * joint cumulant of a, b and x.
   */
  private void addPair(
      int pair, double mean, double deviation, int count, int own, double aim, double[] sums) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      least = Math.min(least, Math.abs(offsets[k] - mean));
    }
    least /= deviation;
    double total = 0;
    double sx = 0;
    double sa = 0;
    double sb = 0;
    double sab = 0;
    double sax = 0;
    double sbx = 0;
    double sabx = 0;
    double ownWeight = 0;
    for (int k = 0; k < count; k++) {
      double u = (offsets[k] - mean) / deviation;
      double below = (u - least) * (u + least);
      if (below > NEGLIGIBLE) {
        continue;
      }
      double w = Math.exp(-0.5 * below);
      double a = u / deviation;
      double b = u * u;
      double x = inputs[k];
      total += w;
      sx += w * x;
      sa += w * a;
      sb += w * b;
      sab += w * a * b;
      sax += w * a * x;
      sbx += w * b * x;
      sabx += w * a * b * x;
      if (k == own) {
        ownWeight = w;
      }
    }
    double ex = sx / total;
    double ea = sa / total;
    double eb = sb / total;
    double eab = sab / total;
    double eax = sax / total;
    double ebx = sbx / total;
    double error = ex - aim;
    double byMean = eax - ea * ex;
    double byLog = ebx - eb * ex;
    double third = sabx / total - eab * ex - eax * eb - ebx * ea + 2 * ea * eb * ex;
    double byBoth = third - 2 * byMean;
    int at = IrregularStatistics.HEADER + pair * IrregularStatistics.entries(target);
    sums[at] += error * error;
    sums[at + 1] += 2 * error * byMean;
    sums[at + 2] += 2 * error * byLog;
    sums[at + 3] += 2 * (byMean * byLog + error * byBoth);
    if (target) {
      errors[4 * pair] += error;
      errors[4 * pair + 1] += byMean;
      errors[4 * pair + 2] += byLog;
      errors[4 * pair + 3] += byBoth;
    } else {
      double u = (offsets[own] - mean) / deviation;
      double a = u / deviation - ea;
      double b = u * u - eb;
      double w = ownWeight / total;
      sums[at + 4] += w;
      sums[at + 5] += w * a;
      sums[at + 6] += w * b;
      sums[at + 7] += w * (a * b - (eab - ea * eb) - 2 * a);
    }
  }

  private void subtractOffset(double[] sums) {
    double n = sums[IrregularStatistics.WEIGHT];
    for (int pair = 0; pair < grid.size(); pair++) {
      int at = IrregularStatistics.HEADER + 4 * pair;
      double d = errors[4 * pair];
      double byMean = errors[4 * pair + 1];
      double byLog = errors[4 * pair + 2];
      sums[at] -= d * d / n;
      sums[at + 1] -= 2 * d * byMean / n;
      sums[at + 2] -= 2 * d * byLog / n;
      sums[at + 3] -= 2 * (byMean * byLog + d * errors[4 * pair + 3]) / n;
    }
  }

  /** Adds the squares of the differences whose newest sample is e. */
  private void differences(long[] times, double[] x, int segment, int e, double[] sums) {
    for (int o = 0; o < ORDERS.length; o++) {
      int order = ORDERS[o];
      int oldest = e - order;
      if (oldest < segment || times[e] - times[oldest] > 2 * order * (double) period) {
        continue;
      }
      double difference = 0;
      double squares = 0;
      for (int i = oldest; i <= e; i++) {
        double weight = 1;
        for (int j = oldest; j <= e; j++) {
          weight *= j == i ? 1 : (double) period / (times[i] - times[j]);
        }
        difference += weight * (x[i] - x[e]); // the weights sum to 0: x[e] only saves digits
        squares += weight * weight;
      }
      sums[IrregularStatistics.DIFFERENCES + 2 * o] += difference * difference / squares;
      sums[IrregularStatistics.DIFFERENCES + 2 * o + 1]++;
    }
  }

  private void reserve(int needed) {
    if (needed > offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * needed);
      inputs = Arrays.copyOf(inputs, 2 * needed);
    }
  }
}
