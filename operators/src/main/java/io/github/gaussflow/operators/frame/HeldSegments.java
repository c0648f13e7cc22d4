/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Samples of many sensors in the order of their arrival, in segments, so that those before a time
 * are found without a look at most of the others.
 */
final class HeldSegments {

  private static final int LONGEST_SEGMENT = 1 << 14;

  /** A segment of so many samples takes no more after a release. */
  private static final int SHORTEST_SEGMENT = 1 << 10;

  /** So many more empty segments than full ones are kept to be filled again. */
  private static final int SPARE = 16;

  private final List<HeldSegment> segments = new ArrayList<>();
  private final Deque<HeldSegment> empty = new ArrayDeque<>();
  private HeldSegment last; // null where the next sample begins a segment

  /** Adds the samples of a bundle. */
  void append(SampleBundle bundle, int owner) {
    if (last == null || last.size() >= LONGEST_SEGMENT) {
      last = empty.isEmpty() ? new HeldSegment(SHORTEST_SEGMENT) : empty.pop();
      segments.add(last);
    }
    last.append(bundle, owner);
  }

  /**
   * Adds the segments with samples before a time in nanoseconds, the largest for all, to a list.
   */
  void addBefore(long end, List<HeldSegment> found) {
    for (HeldSegment segment : segments) {
      if (end == Long.MAX_VALUE || segment.earliest < end) {
        found.add(segment);
      }
    }
  }

  /** After samples were taken out. */
  void dropEmpty() {
    if (last != null && (last.size() == 0 || last.size() >= SHORTEST_SEGMENT)) {
      last = null;
    }
    for (HeldSegment segment : segments) {
      if (segment.size() == 0) {
        segment.clear();
        empty.push(segment);
      }
    }
    segments.removeIf(segment -> segment.size() == 0);
    while (empty.size() > segments.size() + SPARE) {
      empty.pop();
    }
  }

  /** Puts new numbers of sensors in place of the old ones. */
  void renumber(int[] numbers) {
    for (HeldSegment segment : segments) {
      for (int i = 0; i < segment.size(); i++) {
        segment.owners[i] = numbers[segment.owners[i]];
      }
    }
  }
}
