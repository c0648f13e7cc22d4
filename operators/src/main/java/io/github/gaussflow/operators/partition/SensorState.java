/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.partition;

import io.github.gaussflow.operators.filtering.PendingSamples;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.OpenWindow;
import io.github.gaussflow.operators.learning.WindowGrid;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is kept of one sensor: the samples that windows and outputs still need. It exists from the
 * sensor's first sample until it has been silent for longer than the longest gap and its last
 * window is closed; it holds at most a window and twice the kernel's taps, and what waits.
 */
public final class SensorState {

  private final String sensor;

  /** Whether it is no longer as its bytes say. */
  boolean changed;

  /** The time of the newest sample that was accepted, in nanoseconds. */
  long last;

  /** The samples of the open window and the halo before it, null before the first sample. */
  OpenWindow window;

  /** The samples without output and those they need, null if there are none. */
  PendingSamples pending;

  SensorState(String sensor) {
    this.sensor = sensor;
  }

  String sensor() {
    return sensor;
  }

  /** Whether nothing that comes can need the state any more. */
  boolean isOver(SamplingGrid grid, long watermark) {
    return pending == null && !window.isOpen() && grid.settled(last) <= watermark;
  }

  /** The watermark in milliseconds at which there is something to do without further samples. */
  long due(SamplingGrid grid) {
    if (pending != null) {
      return pending.timer.time;
    }
    return window.isOpen() ? WindowGrid.closing(window.end) : grid.settled(last);
  }

  /** Whether {@link #toBytes} would give others than those that the state is of. */
  public boolean isChanged() {
    return changed;
  }

  /** The state as bytes, which begin with a version. */
  public byte[] toBytes() {
    return StateBytes.write(this::write);
  }

  /**
   * The state of a sensor from {@link #toBytes}.
   *
   * @throws IllegalArgumentException if the bytes are of a version that is not known
   */
  public static SensorState of(String sensor, byte[] bytes) {
    return StateBytes.read(bytes, in -> read(sensor, in));
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(last);
    out.writeInt(window.start);
    out.writeLong(window.end);
    StateBytes.writeSlots(out, window.slots);
    out.writeBoolean(pending != null);
    if (pending != null) {
      out.writeInt(pending.next);
      out.writeLong(pending.timer.time);
      StateBytes.writeSlots(out, pending.slots);
    }
  }

  private static SensorState read(String sensor, DataInputStream in) throws IOException {
    SensorState state = new SensorState(sensor);
    state.last = in.readLong();
    state.window = state.newWindow();
    state.window.start = in.readInt();
    state.window.end = in.readLong();
    state.window.slots = StateBytes.readSlots(in);
    if (in.readBoolean()) {
      PendingSamples pending = new PendingSamples();
      pending.sensor = sensor;
      pending.group = PartitionDenoiser.GROUP;
      pending.next = in.readInt();
      pending.timer.time = in.readLong();
      pending.slots = StateBytes.readSlots(in);
      state.pending = pending;
    }
    return state;
  }

  OpenWindow newWindow() {
    OpenWindow created = new OpenWindow();
    created.sensor = sensor;
    created.group = PartitionDenoiser.GROUP;
    return created;
  }
}
