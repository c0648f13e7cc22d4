/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;
import java.io.Serializable;

/**
 * Which samples are known to be at rest: from them the noise of a group is measured, as nothing but
 * noise moves in them.
 *
 * @param marked whether those that say so themselves, by {@link Sample#rest}
 * @param from the event time in nanoseconds from which all samples are at rest
 * @param to the event time from which they no longer are; the same as {@code from} for no such time
 */
public record Rest(boolean marked, long from, long to) implements Serializable {

  private static final Rest NONE = new Rest(false, 0, 0);

  /** Checks that the times are in order. */
  public Rest {
    if (from > to) {
      throw new IllegalArgumentException(
          "rest must begin before it ends, but begins at %d ns and ends at %d ns"
              .formatted(from, to));
    }
  }

  /** None is known: noise is not measured. */
  public static Rest none() {
    return NONE;
  }

  /** The samples that say so themselves. */
  public static Rest ofMarked() {
    return new Rest(true, 0, 0);
  }

  /**
   * All samples in [from, to), whatever they say.
   *
   * @param from an event time in nanoseconds
   * @param to a later one
   * @throws IllegalArgumentException if it is not later
   */
  public static Rest between(long from, long to) {
    if (from == to) {
      throw new IllegalArgumentException(
          "rest must begin before it ends, but does both at %d ns".formatted(from));
    }
    return new Rest(false, from, to);
  }

  /** Whether any sample may be at rest. */
  public boolean isPossible() {
    return marked || from < to;
  }

  /** Whether this sample is. */
  public boolean includes(Sample sample) {
    return includes(sample.rest(), sample.time());
  }

  /** Whether a sample is that says of itself that it is, or not, at a time in nanoseconds. */
  public boolean includes(boolean itsMark, long time) {
    return marked && itsMark || from <= time && time < to;
  }
}
