/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.frame.SingleTimer;
import io.github.gaussflow.operators.frame.Slots;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A sensor's slots that outputs still need: up to R slots that are done, then those that wait for
 * their lookahead or for a watermark. Kept in keyed state; its fields are public for its serializer
 * only.
 */
@TypeInfo(PendingSamplesSerializer.Factory.class)
public final class PendingSamples {

  /** The slots, done ones first. */
  public Slots slots = new Slots();

  /** The index of the first slot without output. */
  public int next;

  /** The sensor's name. */
  public String sensor = "";

  /** The group whose parameters are used. */
  public String group = "";

  /** The period of the slots in nanoseconds, 0 for the one that the pipeline is given. */
  public long period;

  /** Fires at the next watermark while samples wait for one, else after the longest silence. */
  public SingleTimer timer = new SingleTimer();

  /**
   * The time of the oldest sample without output, {@code otherwise} if there is none; with
   * estimates a time that no further output is before.
   */
  public long oldestPending(long otherwise, boolean estimates) {
    for (int slot = next; slot < slots.size; slot++) {
      if (slots.holdsSample(slot) || estimates && slots.isGridPoint(slot)) {
        return slots.times[slot];
      }
    }
    return estimates ? slots.lastTime() : otherwise;
  }

  /** Drops the slots that no later output reaches back to; at least the newest stays. */
  void forgetDone(int lookback) {
    int kept = Math.min(slots.size, Math.max(1, slots.size - next + lookback));
    next -= slots.size - kept;
    slots.keepLast(kept);
  }
}
