/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Scope;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds samples before their {@link FrameAssembler} until a watermark is about to pass them, so
 * that where sensors are many and have hardly two samples between two watermarks, a sample costs
 * one access to its sensor's state there and no timer: it does not go into that state to wait, and
 * out of it again.
 *
 * <p>Samples that no watermark can be told for go through as they come: those before the first
 * watermark, so all of batch mode, those that a watermark has passed already, those whose value is
 * not finite, and those beyond the most that are held, of which so many wait in the assembler's
 * state, on disk where that is. So do all that are held before a checkpoint, wherefore the operator
 * has no state, and at the end of the input. Nothing depends on which samples it holds but speed.
 *
 * <p>Where samples linger, a {@link LingeringBundler} has held those of each source, and the
 * watermarks that come are behind those of the samples by as much. So the gate adds the linger to
 * them to tell what is late, and holds the samples of a sensor until all sources have let go of
 * them, in the same {@link ReleasePhases}: one touch of its state brings all.
 *
 * <p>Holds samples in {@link HeldSamples}, in at most a sixteenth of the heap.
 */
public final class SampleGate extends AbstractStreamOperator<GatedBundle>
    implements OneInputStreamOperator<GatedBundle, GatedBundle> {

  private static final long serialVersionUID = 1L;

  private static final int SHARE_OF_HEAP = 16;

  private final Scope scope;
  private final long most;
  private final long linger;

  private transient HeldSamples held;
  private transient StreamRecord<GatedBundle> record;
  private transient long mark; // Flink's watermark
  private transient long watermark; // that of the samples

  /**
   * A gate of sensors that are told apart by a scope.
   *
   * @param linger how long samples linger before they come, in milliseconds of event time; at least
   *     0
   */
  public SampleGate(Scope scope, long linger) {
    this(scope, linger, 0);
  }

  /**
   * A gate that holds so many samples.
   *
   * @param linger how long samples linger before they come, in milliseconds of event time; at least
   *     0
   * @param most how many samples; 0 for a share of the heap
   */
  public SampleGate(Scope scope, long linger, long most) {
    this.scope = scope;
    this.linger = linger;
    this.most = most;
  }

  @Override
  public void open() throws Exception {
    super.open();
    KeyOrder order =
        new KeyOrder(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    long many = most > 0 ? most : HeldSamples.ofHeap(SHARE_OF_HEAP);
    held = new HeldSamples(scope, order, many, linger, this::pass);
    record = new StreamRecord<>(null);
    mark = Long.MIN_VALUE;
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<GatedBundle> element) {
    GatedBundle gated = element.getValue();
    if (mark == Long.MIN_VALUE) {
      pass(gated);
    } else if (gated.isInTime() && isBehind(gated.samples())) {
      // Its source was idle, and time has gone on without it.
      pass(GatedBundle.unjudged(gated.samples()));
    } else {
      held.hold(gated, watermark);
    }
  }

  private boolean isBehind(SampleBundle bundle) {
    for (int i = 0; i < bundle.size; i++) {
      if (bundle.timestampOf(i) <= mark) {
        return true;
      }
    }
    return false;
  }

  private void pass(GatedBundle gated) {
    output.collect(record.replace(gated));
  }

  @Override
  public void processWatermark(Watermark next) throws Exception {
    mark = next.getTimestamp();
    if (mark == Long.MAX_VALUE) { // the end of the input, which the assembler tells from others
      watermark = mark;
      letThrough();
    } else {
      watermark = Math.min(mark, Long.MAX_VALUE - 1 - linger) + linger;
      held.release(watermark, (bundle, at) -> pass(GatedBundle.released(bundle, at)));
    }
    super.processWatermark(next);
  }

  private void letThrough() {
    held.release(Long.MAX_VALUE, (bundle, at) -> pass(GatedBundle.waiting(bundle)));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    letThrough();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    letThrough();
    super.finish();
  }
}
