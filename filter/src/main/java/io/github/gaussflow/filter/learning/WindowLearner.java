/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;

/**
 * Learns the mean and the standard deviation of a Gaussian filter from the statistics of one window
 * after the other. {@link LearnerSettings#newLearner} makes one.
 *
 * <p>The result depends on the windows and their order alone. All that a learner remembers is in
 * its {@link #state}, a fixed number of numbers; the rest are buffers. So one learner can serve
 * many groups in turn, each restored before its window. Not thread-safe.
 */
public interface WindowLearner {

  /**
   * Learns from a closed window. A window without a complete row, of a stuck sensor or with sums
   * that are not finite changes nothing.
   *
   * @param window the sums of the window, of all sensors of the group; not kept
   * @throws IllegalArgumentException if the statistics are for another support, or with targets
   *     where the objective has none, or the other way round
   */
  LearningStep learn(LagStatistics window);

  /**
   * Learns from a closed window under noise that was measured elsewhere. Unless the window is
   * skipped, the noise replaces that of the settings from now on, in the state too.
   *
   * @param noise the noise of the sensors of the group; lags beyond the taps are not kept
   * @throws IllegalArgumentException as {@link #learn(LagStatistics)}
   */
  LearningStep learn(LagStatistics window, NoiseModel noise);

  /**
   * The best single Gaussian learned so far; the parameters of the settings before the first
   * window.
   */
  GaussianParameters parameters();

  /** The Gaussians to filter with: the single one, or several where the settings allow them. */
  GaussianBank bank();

  /** Everything the learner remembers, in a new array that starts with a version. */
  double[] state();

  /**
   * Goes on from a {@link #state}, bit for bit as the learner it was taken from. Parameters outside
   * the bounds of the settings, which may have changed since, are moved to the nearest bound.
   *
   * @throws IllegalArgumentException if the state is of an unknown version or was taken under
   *     settings of another shape; the message says which. The learner then stays as it was
   */
  void restore(double[] state);
}
