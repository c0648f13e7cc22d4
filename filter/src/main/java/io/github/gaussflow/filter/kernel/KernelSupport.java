/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.kernel;

import java.io.Serializable;

/**
 * The offsets m = -L..R at which a kernel has taps. The output at n sees the samples x(n - m), so L
 * samples after n and R samples before it.
 *
 * @param lookahead L, the number of later samples used, at least 0
 * @param lookback R, the number of earlier samples used, at least 0
 */
public record KernelSupport(int lookahead, int lookback) implements Serializable {

  /** More taps than this are refused: the Gram matrix alone would take half a gigabyte. */
  public static final int MAX_TAPS = 8_192;

  /**
   * Checks both lengths.
   *
   * @throws IllegalArgumentException if a length is negative or the taps are more than {@link
   *     #MAX_TAPS}
   */
  public KernelSupport {
    if (lookahead < 0) {
      throw new IllegalArgumentException("lookahead must be at least 0, but is " + lookahead);
    }
    if (lookback < 0) {
      throw new IllegalArgumentException("lookback must be at least 0, but is " + lookback);
    }
    if ((long) lookahead + lookback + 1 > MAX_TAPS) {
      throw new IllegalArgumentException(
          "lookahead + lookback + 1 must be at most %d, but lookahead is %d and lookback is %d"
              .formatted(MAX_TAPS, lookahead, lookback));
    }
  }

  /** The symmetric support m = -radius..radius of the paper's equation (65). */
  public static KernelSupport symmetric(int radius) {
    return new KernelSupport(radius, radius);
  }

  /** K = L + R + 1. */
  public int taps() {
    return lookahead + lookback + 1;
  }

  /** The offset m of the tap with index k = 0..K-1: m = k - L. */
  public int offset(int index) {
    return index - lookahead;
  }

  /** The index of the tap at m = 0, which weighs the sample itself. */
  public int centre() {
    return lookahead;
  }

  /** Throws unless {@code array} has one entry for each tap. */
  void requireTaps(String name, double[] array) {
    if (array.length != taps()) {
      throw new IllegalArgumentException(
          "%s must have %d entries, one for each tap, but has %d"
              .formatted(name, taps(), array.length));
    }
  }
}
