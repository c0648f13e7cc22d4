/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseIdentification;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.filter.statistics.NoiseShape;
import io.github.gaussflow.filter.statistics.NoiseUnderWalk;
import java.util.Optional;

/**
 * What has been identified of a noise that is to be estimated. It is looked for anew after windows
 * 4, 8, 16, 32, 48, 64 and then every 32: to look takes as long as to learn from ten to fifty
 * windows, and one window more changes little. As long as nothing is identified, each window tells
 * anew whether the noise is white and the signal like a walk, which takes next to nothing.
 *
 * <p>Written as: the number of windows, the ratio (0 if nothing is identified), the two partial
 * autocorrelations.
 */
final class IdentifiedNoise {

  static final int STATE_LENGTH = 4;

  private static final int FIRST = 4;
  private static final int OFTEN = 16;
  private static final int SELDOM = 32;

  private final boolean used;
  private long windows;
  private Optional<NoiseShape> shape = Optional.empty();

  IdentifiedNoise(LearnerSettings settings) {
    this.used =
        settings.objective() == ObjectiveKind.SURE
            && settings.support().taps() >= NoiseIdentification.leastTaps();
  }

  /**
   * What the statistics, with one window more, say; changes nothing.
   *
   * @param anew whether they hold nothing but that window
   */
  Optional<NoiseShape> next(NoiseModel noise, LagStatistics longest, boolean anew) {
    if (!used || anew || !noise.isIdentified()) {
      return Optional.empty();
    }
    long next = windows + 1;
    boolean due =
        next == FIRST || next == 2 * FIRST || next % (next <= 4 * OFTEN ? OFTEN : SELDOM) == 0;
    return due ? NoiseIdentification.of(longest) : shape;
  }

  /** Takes what {@link #next} has said. */
  void accept(Optional<NoiseShape> next, boolean anew) {
    shape = next;
    windows = anew ? 1 : windows + 1;
  }

  /** What is identified or, where nothing is, what the statistics say of a signal like a walk. */
  Optional<NoiseShape> orUnderWalk(
      NoiseModel noise, Optional<NoiseShape> told, LagStatistics longest) {
    return told.isEmpty() && used && noise.isIdentified() ? NoiseUnderWalk.of(longest) : told;
  }

  /** What is identified. */
  Optional<NoiseShape> shape() {
    return shape;
  }

  void write(double[] state, int from) {
    state[from] = windows;
    shape.ifPresent(
        some -> {
          state[from + 1] = some.ratio();
          state[from + 2] = some.first();
          state[from + 3] = some.second();
        });
  }

  private static Optional<NoiseShape> parse(double[] state, int from) {
    return state[from + 1] == 0
        ? Optional.empty()
        : Optional.of(new NoiseShape(state[from + 2], state[from + 3], state[from + 1]));
  }

  /** Throws if what was written is not of this kind. */
  void require(double[] state, int from) {
    if (!(state[from] >= 0) || state[from] != Math.rint(state[from])) {
      throw new IllegalArgumentException(
          "learner state must have a number of windows, but has " + state[from]);
    }
    parse(state, from);
  }

  void read(double[] state, int from) {
    windows = (long) state[from];
    shape = parse(state, from);
  }
}
