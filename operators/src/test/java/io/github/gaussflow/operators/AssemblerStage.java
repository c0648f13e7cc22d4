/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.GatedBundle;
import io.github.gaussflow.operators.frame.LingeringBundler;
import io.github.gaussflow.operators.frame.SampleBundler;
import io.github.gaussflow.operators.frame.SampleGate;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A bundler, gates and, behind each of them, a subtask of the assembler, with no network between
 * them.
 */
final class AssemblerStage implements AutoCloseable {

  private final Scope scope;
  private final long most;
  private long linger;
  private final OneInputSubtasks<GatedBundle, Frame> assembler;
  private OneInputStreamOperatorTestHarness<Sample, GatedBundle> bundler;
  private final List<OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle>> gates =
      new ArrayList<>();

  /**
   * A stage of a bundler and of gates that hold so many samples each.
   *
   * @param linger how long samples linger, in milliseconds
   * @param most at least 1
   */
  AssemblerStage(SamplingGrid grid, Scope scope, int parallelism, long linger, long most)
      throws Exception {
    this.scope = scope;
    this.most = most;
    this.linger = linger;
    assembler =
        OneInputSubtasks.start(
            parallelism,
            () -> new FrameAssembler(grid, scope, Rest.none(), this.linger),
            gated -> scope.keyOf(gated.samples().group, gated.samples().sensor),
            FrameAssembler.LATE,
            FrameAssembler.INVALID,
            FrameAssembler.DUPLICATE);
    openGates(parallelism);
  }

  private void openGates(int parallelism) throws Exception {
    bundler =
        new OneInputStreamOperatorTestHarness<>(
            linger == 0 ? new SampleBundler() : new LingeringBundler(scope, linger, most));
    bundler.open();
    for (int index = 0; index < parallelism; index++) {
      OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate =
          new OneInputStreamOperatorTestHarness<>(
              new SampleGate(scope, linger, most), Subtasks.MAX_PARALLELISM, parallelism, index);
      gate.open();
      gates.add(gate);
    }
  }

  private void closeGates() throws Exception {
    bundler.close();
    for (OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate : gates) {
      gate.close();
    }
    gates.clear();
  }

  void accept(Sample sample) throws Exception {
    bundler.processElement(sample, 0);
    passOn();
  }

  /** Lets go of what the bundler holds, as before a checkpoint. */
  void letGo() throws Exception {
    bundler.prepareSnapshotPreBarrier(1);
    passOn();
  }

  /** Passes a watermark; the one that leaves. */
  long watermark(long millis) throws Exception {
    bundler.processWatermark(millis);
    passOn();
    long behind = millis == Long.MAX_VALUE ? millis : millis - linger;
    for (OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate : gates) {
      gate.processWatermark(behind);
    }
    passOn();
    assembler.watermark(behind);
    return behind;
  }

  private void passOn() throws Exception {
    for (GatedBundle gated : bundler.extractOutputValues()) {
      String key = scope.keyOf(gated.samples().group, gated.samples().sensor);
      int index =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              key, Subtasks.MAX_PARALLELISM, gates.size());
      gates.get(index).processElement(gated, 0);
    }
    bundler.getOutput().clear();
    for (OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate : gates) {
      for (GatedBundle gated : gate.extractOutputValues()) {
        assembler.accept(gated);
      }
      gate.getOutput().clear();
    }
  }

  /** As a checkpoint, a failure and a restore where samples linger for another time. */
  void restoreAt(int parallelism, long newLinger) throws Exception {
    letGo();
    for (OneInputStreamOperatorTestHarness<GatedBundle, GatedBundle> gate : gates) {
      gate.prepareSnapshotPreBarrier(1);
    }
    passOn();
    closeGates();
    linger = newLinger;
    assembler.restoreAt(parallelism);
    openGates(parallelism);
  }

  List<Frame> drain() {
    return assembler.drain();
  }

  List<Sample> side(OutputTag<Sample> tag) {
    return assembler.side(tag);
  }

  int stateEntries() {
    return assembler.stateEntries();
  }

  int timers() {
    return assembler.timers();
  }

  @Override
  public void close() {
    try {
      closeGates();
    } catch (Exception e) {
      throw new IllegalStateException("the bundler or a gate cannot be closed", e);
    }
    assembler.close();
  }
}
