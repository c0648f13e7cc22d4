/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Scope;
import org.apache.flink.api.common.functions.RuntimeContext;
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
 * <p>Where samples linger, they are held for longer, so that a touch of a sensor's state brings
 * several: see {@link ReleasePhases}. What is late is told from the watermarks that come, and the
 * watermarks that leave are as much behind them as samples linger: so a sample never leaves behind
 * the watermark, and what follows goes by times alone, as without.
 *
 * <p>Holds samples in {@link HeldSamples}, in at most a sixteenth of the heap, an eighth where they
 * linger.
 */
public final class SampleGate extends AbstractStreamOperator<GatedBundle>
    implements OneInputStreamOperator<SampleBundle, GatedBundle> {

  private static final long serialVersionUID = 1L;

  private static final int SHARE_OF_HEAP = 16;
  private static final int SHARE_OF_HEAP_WHERE_SAMPLES_LINGER = 8;

  private final Scope scope;
  private final long most;
  private final long linger;

  private transient HeldSamples held;
  private transient StreamRecord<GatedBundle> record;
  private transient long watermark;

  /**
   * A gate of sensors that are told apart by a scope.
   *
   * @param linger how long samples linger, in milliseconds of event time; at least 0
   */
  public SampleGate(Scope scope, long linger) {
    this(scope, linger, 0);
  }

  /**
   * A gate that holds so many samples.
   *
   * @param linger how long samples linger, in milliseconds of event time; at least 0
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
    RuntimeContext context = getRuntimeContext();
    KeyOrder order = new KeyOrder(context.getTaskInfo().getMaxNumberOfParallelSubtasks());
    held = new HeldSamples(scope, order, most > 0 ? most : ofHeap(linger), linger, this::pass);
    record = new StreamRecord<>(null);
    watermark = Long.MIN_VALUE;
  }

  /** What each processor's gate may hold of this JVM's heap. */
  private static long ofHeap(long linger) {
    Runtime jvm = Runtime.getRuntime();
    return jvm.maxMemory()
        / (linger == 0 ? SHARE_OF_HEAP : SHARE_OF_HEAP_WHERE_SAMPLES_LINGER)
        / jvm.availableProcessors()
        / HeldSamples.BYTES_OF_SAMPLE;
  }

  @Override
  public void processElement(StreamRecord<SampleBundle> element) {
    SampleBundle bundle = element.getValue();
    if (watermark == Long.MIN_VALUE) {
      pass(bundle);
    } else {
      held.hold(bundle, watermark);
    }
  }

  private void pass(SampleBundle bundle) {
    output.collect(record.replace(GatedBundle.unjudged(bundle)));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long next = mark.getTimestamp();
    if (next == Long.MAX_VALUE) { // the end of the input, which the assembler tells from others
      letThrough();
      watermark = next;
      super.processWatermark(mark);
    } else if (next > Long.MIN_VALUE + linger) {
      held.release(
          next, bundle -> output.collect(record.replace(GatedBundle.released(bundle, next))));
      watermark = next;
      super.processWatermark(linger == 0 ? mark : new Watermark(next - linger));
    }
  }

  private void letThrough() {
    held.release(
        Long.MAX_VALUE, bundle -> output.collect(record.replace(GatedBundle.waiting(bundle))));
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
