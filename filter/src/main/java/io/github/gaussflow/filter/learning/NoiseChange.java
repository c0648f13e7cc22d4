/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/**
 * Tells a noise that has changed at once: two windows in a row whose noise variance is more than
 * three times that of the longest memory, or less than a third. What was remembered is then of
 * another noise, and the learner starts anew from the second of these windows.
 *
 * <p>One window alone may be a burst. The variance of a window of 256 samples errs by an eighth, so
 * chance does not triple it; from a factor of 2.5 up none of 17 families of signals was ever taken
 * for a change in ten draws of 80 windows, heavy tails, spikes and steps among them. Without the
 * rule, a memory of much noise outweighs all that comes after it: from a random walk under noise of
 * 3 to sines under .1 the best filter was not found in 12 windows, with it in 3.
 *
 * <p>A variance of 0, as quantised samples have, tells nothing. Written as the direction of the
 * last window: 1 for more noise, -1 for less, 0 for neither.
 */
final class NoiseChange {

  static final int STATE_LENGTH = 1;

  private static final double LOG_FACTOR = Math.log(3);

  private int last;

  /**
   * The direction of a window; changes nothing.
   *
   * @param remembered the noise variance of the longest memory, NaN if it is empty
   * @param window that of the window
   */
  static int direction(double remembered, double window) {
    double log = Math.log(window) - Math.log(remembered);
    return Math.abs(log) > LOG_FACTOR && Double.isFinite(log) ? (int) Math.signum(log) : 0;
  }

  /** Whether a window of this direction confirms the one before it; changes nothing. */
  boolean isConfirmedBy(int direction) {
    return direction != 0 && direction == last;
  }

  /** Takes the direction of a window. */
  void accept(int direction) {
    last = isConfirmedBy(direction) ? 0 : direction;
  }

  void write(double[] state, int from) {
    state[from] = last;
  }

  /** Throws if what was written is not of this kind. */
  static void require(double[] state, int from) {
    if (Math.abs(state[from]) > 1 || state[from] != Math.rint(state[from])) {
      throw new IllegalArgumentException(
          "learner state must have a direction of -1, 0 or 1, but has " + state[from]);
    }
  }

  void read(double[] state, int from) {
    last = (int) state[from];
  }
}
