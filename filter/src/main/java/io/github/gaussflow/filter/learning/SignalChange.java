/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/**
 * Tells a signal that has changed at once under a noise that has not: four windows in a row on
 * which the filter of the shortest memory costs less than that of the second longest, by more than
 * two standard errors of one window, {@link ScoreError}. What the memories between the shortest and
 * the longest hold is then of another signal, and they start anew from the fourth of these windows,
 * with the filter of the shortest.
 *
 * <p>The shortest memory follows by itself, but it holds two windows, which is too little to stay
 * with: where fast sines become four times as slow, with a lookahead of 4, it came within 5 % of
 * the best after seven windows and went off again. With the rule it is six, and the memories that
 * started anew stay there. Three windows in a row follow one window sooner, but what changes all
 * the time is then learned from too few: a learned mean cost a chirp up to .07 dB. The longest
 * memory keeps what it has, as jumps may be taken for changes: if it started anew as well, steps at
 * 20 dB lost up to 2.6 dB.
 *
 * <p>Written as the number of windows in a row so far.
 */
final class SignalChange {

  static final int STATE_LENGTH = 1;

  private static final int IN_A_ROW = 4;
  private static final double STANDARD_ERRORS = 2;

  private int windows;

  /**
   * Whether a window speaks for a change.
   *
   * @param shortest the cost of the window with the filter of the shortest memory
   * @param longer that with the filter of the second longest
   * @param error the standard error of their difference
   */
  static boolean isLower(double shortest, double longer, double error) {
    return longer - shortest > STANDARD_ERRORS * error;
  }

  /** Takes whether a window speaks for a change, and tells whether there is one. */
  boolean isConfirmedBy(boolean lower) {
    windows = lower ? windows + 1 : 0;
    boolean confirmed = windows == IN_A_ROW;
    if (confirmed) {
      windows = 0;
    }
    return confirmed;
  }

  void write(double[] state, int from) {
    state[from] = windows;
  }

  /** Throws if what was written is not of this kind. */
  static void require(double[] state, int from) {
    if (!(state[from] >= 0 && state[from] < IN_A_ROW) || state[from] != Math.rint(state[from])) {
      throw new IllegalArgumentException(
          "learner state must have 0 to %d windows in a row, but has %s"
              .formatted(IN_A_ROW - 1, state[from]));
    }
  }

  void read(double[] state, int from) {
    windows = (int) state[from];
  }
}
