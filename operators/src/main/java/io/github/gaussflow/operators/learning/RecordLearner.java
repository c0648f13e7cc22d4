/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.learning.IrregularLearner;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Sampling;
import java.util.List;

/** The learner of one group at a time, fed with the records of a window. */
interface RecordLearner {

  /** The learner of a sampling. */
  static RecordLearner of(LearnerSettings settings, Sampling sampling) {
    return sampling == Sampling.IRREGULAR ? new OfTrueOffsets(settings) : new OfLags(settings);
  }

  /** Learns from a window, its records in the order of merging. */
  LearningStep learn(List<WindowRecord> sameWindow, NoiseModel noise);

  /** {@link LearnedGroup#learner}. */
  double[] state();

  /** Goes on from {@link #state}. */
  void restore(double[] state);

  /** From lagged products. */
  final class OfLags implements RecordLearner {
    private final WindowLearner learner;
    private final WindowSums<LagStatistics> sums;

    OfLags(LearnerSettings settings) {
      this.learner = settings.newLearner();
      this.sums = new WindowSums.OfLags(settings);
    }

    @Override
    public LearningStep learn(List<WindowRecord> sameWindow, NoiseModel noise) {
      return learner.learn(sums.of(sameWindow), noise);
    }

    @Override
    public double[] state() {
      return learner.state();
    }

    @Override
    public void restore(double[] state) {
      learner.restore(state);
    }
  }

  /** From sums at true offsets; the noise is that of the settings. */
  final class OfTrueOffsets implements RecordLearner {
    private final IrregularLearner learner;
    private final WindowSums<IrregularStatistics> sums;

    OfTrueOffsets(LearnerSettings settings) {
      this.learner = settings.newIrregularLearner();
      this.sums = new WindowSums.OfTrueOffsets(settings);
    }

    @Override
    public LearningStep learn(List<WindowRecord> sameWindow, NoiseModel noise) {
      return learner.learn(sums.of(sameWindow));
    }

    @Override
    public double[] state() {
      return learner.state();
    }

    @Override
    public void restore(double[] state) {
      learner.restore(state);
    }
  }
}
