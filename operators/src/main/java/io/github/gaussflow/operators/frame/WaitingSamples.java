/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.Collections;
import java.util.NavigableSet;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a frame assembler keeps of a sensor. Kept in keyed state; its fields are public for its
 * serializer only.
 */
@TypeInfo(WaitingSamplesSerializer.Factory.class)
public final class WaitingSamples {

  /** The samples that no watermark has passed yet, but for those of {@link #parts}. */
  public SampleBundle near = new SampleBundle();

  /** The ends of the parts of the time axis whose samples wait in a state of their own. */
  public NavigableSet<Long> parts = Collections.emptyNavigableSet();

  /**
   * Whether each waiting sample has the timer of its part: those that came before any watermark.
   */
  public boolean timerOfEachPart;

  /** Whether {@link #last} says anything. */
  public boolean hasLast;

  /** The time in nanoseconds of the newest sample emitted. */
  public long last;

  /**
   * Fires when a watermark passes the oldest waiting sample, else when {@link #last} is settled.
   */
  public SingleTimer timer = new SingleTimer();

  /** Whether no sample waits. */
  boolean isEmpty() {
    return near.size == 0 && parts.isEmpty();
  }
}
