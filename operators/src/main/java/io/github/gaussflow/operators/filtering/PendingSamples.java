/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SingleTimer;
import io.github.gaussflow.operators.frame.Slots;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Frames whose slots follow, as they came: a frame that waits for a watermark is not copied
   * before. Written as slots, so none is read.
   */
  public transient List<Frame> frames = new ArrayList<>(0);

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
    if (!frames.isEmpty()) {
      return frames.get(0).firstTime();
    }
    return estimates ? slots.lastTime() : otherwise;
  }

  /** The time of the newest sample. */
  long lastTime() {
    return frames.isEmpty() ? slots.lastTime() : frames.get(frames.size() - 1).lastTime();
  }

  /** Appends the slots of the frames to some, so that there is none. */
  void gather(Slots all) {
    for (Frame frame : frames) {
      all.append(frame, 0, frame.size());
    }
    slots = all;
    frames.clear();
  }

  /** The slots and those of the frames; the slots themselves if there is no frame. */
  Slots allSlots() {
    if (frames.isEmpty()) {
      return slots;
    }
    Slots all = slots.copy();
    for (Frame frame : frames) {
      all.append(frame, 0, frame.size());
    }
    return all;
  }

  /** Drops the slots that no later output reaches back to; at least the newest stays. */
  void forgetDone(int lookback) {
    slots.keepLast(forget(lookback));
  }

  /** The same where the slots are in buffers that are used for other sensors, too. */
  void copyNotDone(int lookback) {
    slots = slots.copyOfLast(forget(lookback));
  }

  private int forget(int lookback) {
    int kept = Math.min(slots.size, Math.max(1, slots.size - next + lookback));
    next -= slots.size - kept;
    return kept;
  }
}
