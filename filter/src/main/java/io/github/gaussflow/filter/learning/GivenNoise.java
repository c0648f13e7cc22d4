/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Arrays;

/**
 * The noise model of a learner: that of the settings until another is given. Part of its state, as
 * 1 + K numbers whatever the model, so that the length of a state does not change.
 */
final class GivenNoise {

  private static final int NONE = 0;
  private static final int ESTIMATED = 1;
  private static final int AUTOCOVARIANCE = 2;
  private static final int ESTIMATED_WHITE = 3;

  private final NoiseModel settings;
  private final int lags;
  private boolean given;
  private NoiseModel model;

  GivenNoise(LearnerSettings settings) {
    this.settings = settings.noise();
    this.lags = settings.support().taps();
    this.model = this.settings;
  }

  NoiseModel model() {
    return model;
  }

  /** Takes another model from now on, unless it is the one in use. */
  void accept(NoiseModel other) {
    if (other == model) {
      return;
    }
    double[] r = other.autocovariances();
    model = r.length <= lags ? other : NoiseModel.correlated(Arrays.copyOf(r, lags));
    given = true;
  }

  int stateLength() {
    return 1 + lags;
  }

  void write(double[] state, int from) {
    if (!given) {
      state[from] = NONE;
      return;
    }
    double[] r = model.autocovariances();
    int estimated = model.isIdentified() ? ESTIMATED : ESTIMATED_WHITE;
    state[from] = model.isEstimated() ? estimated : AUTOCOVARIANCE;
    System.arraycopy(r, 0, state, from + 1, r.length);
  }

  /** The model that was written; changes nothing. */
  private NoiseModel parse(double[] state, int from) {
    if (state[from] == NONE) {
      return settings;
    }
    if (state[from] == ESTIMATED) {
      return NoiseModel.estimated();
    }
    if (state[from] == ESTIMATED_WHITE) {
      return NoiseModel.estimatedWhite();
    }
    if (state[from] != AUTOCOVARIANCE) {
      throw new IllegalArgumentException(
          "learner state must have a noise of a known kind, but has " + state[from]);
    }
    int last = lags;
    while (last > 1 && state[from + last] == 0) {
      last--; // a model of fewer lags, as it was given
    }
    return NoiseModel.correlated(Arrays.copyOfRange(state, from + 1, from + 1 + last));
  }

  /** Throws if what was written is not a noise model. */
  void require(double[] state, int from) {
    parse(state, from);
  }

  void read(double[] state, int from) {
    model = parse(state, from);
    given = state[from] != NONE;
  }
}
