/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many samples come in and go out a second, over the last seconds. Not thread-safe. */
final class Rates {

  /** Over how long. */
  static final long OVER_MILLIS = 5_000;

  private final Deque<Moment> moments = new ArrayDeque<>();

  /**
   * Takes new counts.
   *
   * @param millis the moment by the clock
   * @return the rates up to it, NaN as long as there is only one moment
   */
  PerSecond at(long millis, LiveStatus.Counts counts) {
    Moment now = new Moment(millis, counts.in(), counts.out());
    Moment last = moments.peekLast();
    if (last != null && (now.in < last.in || now.out < last.out)) {
      moments.clear(); // a restart has taken counts back
    }
    moments.add(now);
    while (moments.getFirst().millis < millis - OVER_MILLIS) {
      moments.removeFirst();
    }
    Moment first = moments.getFirst();
    double seconds = (now.millis - first.millis) / 1e3;
    return seconds > 0
        ? new PerSecond((now.in - first.in) / seconds, (now.out - first.out) / seconds)
        : PerSecond.UNKNOWN;
  }

  private record Moment(long millis, long in, long out) {}

  /**
   * Samples a second.
   *
   * @param in that come in
   * @param out that go out
   */
  record PerSecond(double in, double out) {

    /** Nothing is known. */
    static final PerSecond UNKNOWN = new PerSecond(Double.NaN, Double.NaN);
  }
}
