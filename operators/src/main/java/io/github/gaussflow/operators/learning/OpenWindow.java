/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SingleTimer;
import io.github.gaussflow.operators.frame.Slots;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A sensor's slots that windows still need: the halo of K-1 slots before the open window, then the
 * window itself. Kept in keyed state; its fields are public for its serializer only.
 */
@TypeInfo(OpenWindowSerializer.Factory.class)
public final class OpenWindow {

  /** The halo and the open window. */
  public Slots slots = new Slots();

  /** The index of the first slot of the open window; the slots before it are the halo. */
  public int start;

  /** The end of the open window in nanoseconds. */
  public long end;

  /** The sensor's name, which a record carries. */
  public String sensor = "";

  /** The group that learns from the sensor. */
  public String group = "";

  /** {@link Frame#period} of the newest frame. */
  public long period;

  /** {@link Frame#knownAt} of the newest frame. */
  public long knownAt = Long.MIN_VALUE;

  /** Fires when the window closes, when the sensor falls silent, then when it is forgotten. */
  public SingleTimer timer = new SingleTimer();

  /** Whether samples of the open window are waiting to be summed up. */
  public boolean isOpen() {
    return start < slots.size;
  }

  /** Forgets the slots; the end of the newest window stays. */
  void forgetSlots() {
    slots = new Slots();
    start = 0;
  }

  /** Puts the slots of a frame before one, where a window begins, in place of all before. */
  void haloOf(Frame frame, int from, int halo) {
    slots.clear();
    slots.append(frame, from - halo, from);
    start = slots.size;
  }

  /** Ends the open window: its last slots become the halo of the next one. */
  void keepHalo(int halo) {
    slots.keepLast(Math.min(halo, slots.size));
    start = slots.size;
  }
}
