/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.operators.sample.Sample;
import java.io.Serializable;

/**
 * The tumbling windows of event time, aligned to the epoch: [k span, (k + 1) span).
 *
 * @param span the length of a window in nanoseconds, positive
 */
public record WindowGrid(long span) implements Serializable {

  /** Checks that the span is positive. */
  public WindowGrid {
    if (span <= 0) {
      throw new IllegalArgumentException("span of a window must be positive, but is " + span);
    }
  }

  /**
   * The end of the window that a time lies in, in nanoseconds: the first time after it. The last
   * window would end where a long cannot: it ends at, and holds, the largest long.
   */
  public long endOf(long time) {
    long left = span - Math.floorMod(time, span);
    return time > Long.MAX_VALUE - left ? Long.MAX_VALUE : time + left;
  }

  /** Windows that are so many times as long. */
  WindowGrid times(long factor) {
    return factor == 1 ? this : new WindowGrid(Math.multiplyExact(span, factor));
  }

  /**
   * The watermark in milliseconds at which all samples of the window have been seen. A watermark w
   * says so of all samples before w + 1 ms.
   */
  public static long closing(long end) {
    return -Math.floorDiv(-end, Sample.NANOS_PER_MILLI) - 1;
  }
}
