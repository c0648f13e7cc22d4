/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.partition;

import io.github.gaussflow.operators.filtering.ParameterTimeline;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the sensors of one partition have learned together: the learner's own state and the
 * parameters over event time, as far back as a sample can still be waiting for them.
 */
public final class LearnedState {

  /** The windows seen so far: the version of the newest parameters. */
  long version;

  /** {@link io.github.gaussflow.filter.learning.WindowLearner#state}; of length 0 at first. */
  double[] learner = new double[0];

  /** The parameters that hold from the end of each window on. */
  ParameterTimeline timeline = new ParameterTimeline();

  /** Nothing learned. */
  public LearnedState() {}

  /** The state as bytes, which begin with a version. */
  public byte[] toBytes() {
    return StateBytes.write(this::write);
  }

  /**
   * The state from {@link #toBytes}.
   *
   * @throws IllegalArgumentException if the bytes are of a version that is not known
   */
  public static LearnedState of(byte[] bytes) {
    return StateBytes.read(bytes, LearnedState::read);
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(version);
    StateBytes.writeDoubles(out, learner);
    out.writeInt(timeline.size);
    for (int i = 0; i < timeline.size; i++) {
      out.writeLong(timeline.validFrom[i]);
      out.writeLong(timeline.version[i]);
      StateBytes.writeBank(out, timeline.bank[i]);
      StateBytes.writeDoubles(out, timeline.noise[i]);
    }
  }

  private static LearnedState read(DataInputStream in) throws IOException {
    LearnedState state = new LearnedState();
    state.version = in.readLong();
    state.learner = StateBytes.readDoubles(in);
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      state.timeline.insert(
          in.readLong(), in.readLong(), StateBytes.readBank(in), StateBytes.readDoubles(in));
    }
    return state;
  }
}
