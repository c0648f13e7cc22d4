/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.partition;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.operators.filtering.ParameterTimeline;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the sensors of one partition have learned together: the parameters over event time, as far
 * back as a sample can still be waiting for them, and the learner's own state. The latter is some
 * ten thousand numbers that only a closed window needs, so it is stored apart and read when it is
 * needed.
 */
public final class LearnedState {

  private long version;

  private final ParameterTimeline timeline = new ParameterTimeline();
  private final Stored storedLearner;
  private double[] learner;
  private boolean parametersChanged;

  private LearnedState(Stored storedLearner) {
    this.storedLearner = storedLearner;
  }

  /** Bytes that a host keeps. */
  @FunctionalInterface
  public interface Stored {

    /** The bytes, null if there are none. */
    byte[] bytes() throws Exception;
  }

  /** Nothing learned. */
  public static LearnedState none() {
    return new LearnedState(() -> null);
  }

  /**
   * The state from {@link #parametersToBytes} and, when it is needed, {@link #learnerToBytes}.
   *
   * @param parameters null for none
   * @throws IllegalArgumentException if bytes are of a version that is not known
   */
  public static LearnedState of(byte[] parameters, Stored learner) {
    LearnedState state = new LearnedState(learner);
    return parameters == null ? state : StateBytes.read(parameters, state::read);
  }

  /** The windows seen so far: the version of the newest parameters. */
  long version() {
    return version;
  }

  ParameterTimeline timeline() {
    return timeline;
  }

  /** The learner's state; {@code initial} if there is none. */
  double[] learner(double[] initial) throws Exception {
    if (learner != null) {
      return learner;
    }
    byte[] stored = storedLearner.bytes();
    return stored == null ? initial : StateBytes.read(stored, StateBytes::readDoubles);
  }

  /** Adds what was learned from a window. */
  void accept(long end, GaussianBank bank, double[] noise) {
    version++;
    timeline.insert(end, version, bank, noise);
    parametersChanged = true;
  }

  /** Takes over the learner's state after the newest window. */
  void update(double[] newLearner) {
    learner = newLearner;
  }

  /** Forgets parameters that no longer held at a time. */
  void forgetBefore(long time) {
    int before = timeline.size;
    timeline.forgetBefore(time);
    parametersChanged |= timeline.size != before;
  }

  /** Whether {@link #parametersToBytes} would give others than those that the state is of. */
  public boolean parametersChanged() {
    return parametersChanged;
  }

  /** Whether a window was learned from, so that there is a {@link #learnerToBytes}. */
  public boolean learnerChanged() {
    return learner != null;
  }

  /** The parameters over event time as bytes, which begin with a version. */
  public byte[] parametersToBytes() {
    return StateBytes.write(this::write);
  }

  /**
   * {@link io.github.gaussflow.filter.learning.WindowLearner#state} after the newest window as
   * bytes, which begin with a version.
   */
  public byte[] learnerToBytes() {
    return StateBytes.write(out -> StateBytes.writeDoubles(out, learner));
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(version);
    out.writeInt(timeline.size);
    for (int i = 0; i < timeline.size; i++) {
      out.writeLong(timeline.validFrom[i]);
      out.writeLong(timeline.version[i]);
      StateBytes.writeBank(out, timeline.bank[i]);
      StateBytes.writeDoubles(out, timeline.noise[i]);
    }
  }

  private LearnedState read(DataInputStream in) throws IOException {
    version = in.readLong();
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      timeline.insert(
          in.readLong(), in.readLong(), StateBytes.readBank(in), StateBytes.readDoubles(in));
    }
    return this;
  }
}
