/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import io.github.gaussflow.jobs.live.RecentPoints.Points;

/**
 * The recent past of one sensor or group. Thread-safe: the job adds to it while the page is made of
 * it, and waits for no more than the points being copied.
 */
abstract class LiveSeries {

  private final RecentPoints points;
  private boolean any;
  private long last;

  LiveSeries(RecentPoints points) {
    this.points = points;
  }

  /** See {@link RecentPoints#tick}. */
  final synchronized void tick(long number) {
    points.tick(number);
  }

  /** See {@link RecentPoints#read}. */
  final synchronized Points read(long after, long upTo) {
    return points.read(after, upTo);
  }

  /** See {@link RecentPoints#spanSince}. */
  final synchronized long spanSince(long millis) {
    return points.spanSince(millis);
  }

  /** Where points are added; call it holding the lock. */
  final RecentPoints points() {
    return points;
  }

  /** Whether there was a point; call it holding the lock. */
  final boolean any() {
    return any;
  }

  /** The time of the newest one; call it holding the lock. */
  final long last() {
    return last;
  }

  /**
   * Whether a time is later than all before, and from now on the newest: what a restarted job says
   * again is not taken twice. Call it holding the lock.
   */
  final boolean isNew(long time) {
    if (any && time <= last) {
      return false;
    }
    any = true;
    last = time;
    return true;
  }
}
