/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.GatedBundle;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SampleGate;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Gates and, behind each of them, a subtask of the assembler, with no network between them. */
final class AssemblerStage implements AutoCloseable {

  private final Scope scope;
  private final long most;
  private long linger;
  private final OneInputSubtasks<GatedBundle, Frame> assembler;
  private final List<OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle>> gates =
      new ArrayList<>();

  /**
   * A stage of gates that hold so many samples each.
   *
   * @param linger how long samples linger in them, in milliseconds
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
    for (int index = 0; index < parallelism; index++) {
      OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate =
          new OneInputStreamOperatorTestHarness<>(
              new SampleGate(scope, linger, most), Subtasks.MAX_PARALLELISM, parallelism, index);
      gate.open();
      gates.add(gate);
    }
  }

  private void closeGates() throws Exception {
    for (OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate : gates) {
      gate.close();
    }
    gates.clear();
  }

  void accept(SampleBundle bundle) throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            scope.keyOf(bundle.group, bundle.sensor), Subtasks.MAX_PARALLELISM, gates.size());
    gates.get(index).processElement(bundle, 0);
    passOn();
  }

  /** Passes a watermark; the one that leaves. */
  long watermark(long millis) throws Exception {
    for (OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate : gates) {
      gate.processWatermark(millis);
    }
    passOn();
    long behind = millis == Long.MAX_VALUE ? millis : millis - linger;
    assembler.watermark(behind);
    return behind;
  }

  private void passOn() throws Exception {
    for (OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate : gates) {
      for (GatedBundle gated : gate.extractOutputValues()) {
        assembler.accept(gated);
      }
      gate.getOutput().clear();
    }
  }

  /** As a checkpoint, a failure and a restore where samples linger for another time. */
  void restoreAt(int parallelism, long newLinger) throws Exception {
    for (OneInputStreamOperatorTestHarness<SampleBundle, GatedBundle> gate : gates) {
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
      throw new IllegalStateException("a gate cannot be closed", e);
    }
    assembler.close();
  }
}
