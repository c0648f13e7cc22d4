/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SingleTimer;
import io.github.gaussflow.operators.frame.Slots;

/**
 * A sensor's samples that wait for the period of their group. Kept in keyed state; its fields are
 * public for Flink's serializer only.
 */
public final class WaitingFrame {

  /** The samples, in time order. */
  public Slots slots = new Slots();

  /** The sensor's name. */
  public String sensor = "";

  /** The group whose period is waited for. */
  public String group = "";

  /** Fires at the next watermark. */
  public SingleTimer timer = new SingleTimer();

  /** All of them in one frame. */
  Frame frame() {
    return slots.toFrame(sensor, group);
  }
}
