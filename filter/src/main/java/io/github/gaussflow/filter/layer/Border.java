/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/** What a Gaussian filter layer takes for samples before the first and after the last. */
public enum Border {
  /** Zero, as in the paper. The output fades at the edges. */
  ZEROS {
    @Override
    int index(int i, int samples) {
      return i >= 0 && i < samples ? i : NONE;
    }
  },

  /** The first or the last sample: a a a | a b c | c c c. */
  NEAREST {
    @Override
    int index(int i, int samples) {
      return Math.max(0, Math.min(samples - 1, i));
    }
  },

  /**
   * The samples mirrored about the edge, the edge sample repeated, as often as needed: c b a | a b
   * c | c b a. It is what SciPy calls "reflect".
   */
  REFLECT {
    @Override
    int index(int i, int samples) {
      long within = Math.floorMod((long) i, 2L * samples);
      return (int) (within < samples ? within : 2L * samples - 1 - within);
    }
  },

  /**
   * No sample: the kernel is renormalised over the samples present. A sample that is NaN is missing
   * as well, at the edges or not; the output at a missing sample is NaN and its output gradient is
   * not used, whatever it is. With S the sum of all taps g(m) and P the offsets whose samples are
   * present,
   *
   * <pre>O(n) = S (sum over P of g(m) X(n - m)) / (sum over P of g(m)).</pre>
   *
   * <p>S is one for the unit-sum kernel. For the scaled and the unscaled kernel it makes an output
   * that has all its samples the one of equation (65), and the gain at the edges that of the
   * middle.
   */
  RENORMALISE {
    @Override
    int index(int i, int samples) {
      return ZEROS.index(i, samples);
    }
  };

  /** No sample stands for this one. */
  static final int NONE = -1;

  /** The index of the sample that stands for sample i of a series, or {@link #NONE}. */
  abstract int index(int i, int samples);
}
