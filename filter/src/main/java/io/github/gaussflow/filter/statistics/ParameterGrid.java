/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The pairs (mu, sigma) at which the cost of irregular windows is summed up: rows of ascending
 * sigma, evenly spaced in ln sigma, each with ascending means of its own. Means and standard
 * deviations are in periods. Immutable.
 */
public final class ParameterGrid implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int ROWS = 17;

  /** How many standard deviations ahead the mean may be learned without a reference. */
  public static final double FARTHEST_AHEAD = 4;

  private static final double[] AHEAD = {4, 3, 2, 1.5, 1, 0.5};

  private final double[] deviations;
  private final double[][] means;
  private final int[] starts;

  private ParameterGrid(double[] deviations, double[][] means) {
    this.deviations = deviations;
    this.means = means;
    this.starts = new int[deviations.length + 1];
    for (int row = 0; row < deviations.length; row++) {
      starts[row + 1] = starts[row] + means[row].length;
    }
  }

  /**
   * A grid for learning without a reference: the means are multiples of sigma, from 0 to the
   * farthest, at least the lowest.
   *
   * @param lowestMean at most 0
   * @param lowest the lowest sigma
   * @param highest the highest sigma; equal to the lowest for one that is fixed
   */
  public static ParameterGrid ahead(double lowestMean, double lowest, double highest) {
    double[] deviations = deviations(lowest, highest);
    double[][] means = new double[deviations.length][];
    for (int row = 0; row < deviations.length; row++) {
      List<Double> list = new ArrayList<>();
      double above = deviations[Math.min(row + 1, deviations.length - 1)];
      // The means that the row above allows are needed between the two.
      add(list, Math.max(lowestMean, -FARTHEST_AHEAD * above));
      for (double multiple : AHEAD) {
        add(list, Math.max(lowestMean, -multiple * deviations[row]));
      }
      add(list, 0.0);
      means[row] = toArray(list);
    }
    return new ParameterGrid(deviations, means);
  }

  /**
   * A grid for learning a lag: means from the lowest to the highest, a period apart or, where that
   * is wider, a standard deviation.
   *
   * @param lowestMean the lowest mean
   * @param highestMean the highest mean; equal to the lowest for one that is fixed
   * @param lowest the lowest sigma
   * @param highest the highest sigma; equal to the lowest for one that is fixed
   */
  public static ParameterGrid lags(
      double lowestMean, double highestMean, double lowest, double highest) {
    double[] deviations = deviations(lowest, highest);
    double[][] means = new double[deviations.length][];
    double width = highestMean - lowestMean;
    for (int row = 0; row < deviations.length; row++) {
      int steps = (int) Math.ceil(width / Math.max(1, deviations[row]));
      List<Double> list = new ArrayList<>();
      for (int k = 0; k < steps; k++) {
        list.add(lowestMean + width * k / steps);
      }
      list.add(highestMean);
      means[row] = toArray(list);
    }
    return new ParameterGrid(deviations, means);
  }

  private static void add(List<Double> ascending, double mean) {
    if (ascending.isEmpty() || mean > ascending.get(ascending.size() - 1)) {
      ascending.add(mean);
    }
  }

  private static double[] toArray(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] deviations(double lowest, double highest) {
    if (lowest == highest) {
      return new double[] {lowest};
    }
    double[] deviations = new double[ROWS];
    double low = Math.log(lowest);
    double high = Math.log(highest);
    for (int k = 0; k < ROWS; k++) {
      deviations[k] = Math.exp(low + (high - low) * k / (ROWS - 1));
    }
    deviations[0] = lowest;
    deviations[ROWS - 1] = highest;
    return deviations;
  }

  /** The number of pairs. */
  public int size() {
    return starts[deviations.length];
  }

  /** The number of standard deviations. */
  public int rows() {
    return deviations.length;
  }

  /** The standard deviation of a row. */
  public double deviation(int row) {
    return deviations[row];
  }

  /** The number of means of a row. */
  public int means(int row) {
    return means[row].length;
  }

  /** A mean of a row. */
  public double mean(int row, int index) {
    return means[row][index];
  }

  /** The index among all pairs of a row's first one. */
  public int start(int row) {
    return starts[row];
  }
}
