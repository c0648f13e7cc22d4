/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.learning.WindowGrid;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long what was learned stays when no sample comes any more, in event time.
 *
 * <p>Silence is counted from window to window: with e the end of the last window in which a sensor,
 * or any sensor of a group, had an accepted sample, what was learned holds before e + retention and
 * is forgotten then, unless a window that ends no later has a sample again. This follows from the
 * samples' times alone, so it does not depend on when the watermark passes.
 *
 * @param nanos the retention in nanoseconds, positive; the largest long keeps for ever
 */
public record Retention(long nanos) implements Serializable {

  /** What was learned is never forgotten. */
  public static final Retention FOREVER = new Retention(Long.MAX_VALUE);

  /** Checks that the retention is positive. */
  public Retention {
    if (nanos <= 0) {
      throw new IllegalArgumentException("retention must be positive, but is " + nanos + " ns");
    }
  }

  /**
   * A retention.
   *
   * @throws IllegalArgumentException if it is not positive or not less than 292 years
   */
  public static Retention of(Duration duration) {
    try {
      return new Retention(duration.toNanos());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "retention must be less than 292 years, but is " + duration, e);
    }
  }

  /** Whether anything is ever forgotten. */
  public boolean isLimited() {
    return nanos < Long.MAX_VALUE;
  }

  /**
   * The time in nanoseconds from which nothing is left of what was learned up to the end of a
   * window; the largest long for never.
   */
  public long limit(long end) {
    return isLimited() && end <= Long.MAX_VALUE - nanos ? end + nanos : Long.MAX_VALUE;
  }

  /** The watermark in milliseconds at which {@link #limit} is passed without a sample. */
  public long over(long end) {
    return WindowGrid.closing(limit(end));
  }

  /** Whether all is forgotten between the ends of two successive windows with samples. */
  public boolean isOver(long end, long laterEnd) {
    return laterEnd > limit(end);
  }
}
