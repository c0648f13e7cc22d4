/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Lets samples linger before they go to their sensor's subtask, as a {@link SampleBundler} does
 * until the next watermark: where sensors are so many and slow that hardly two samples of one come
 * between two watermarks, it bundles those that come within a linger in event time. What a record
 * costs on the way and a touch of the sensor's state at its end are then paid once for several
 * samples.
 *
 * <p>The samples of a sensor leave in {@link ReleasePhases}. The watermarks that leave are behind
 * those that come by the linger, so that a sample never leaves behind one. What came in time is
 * marked so: it is not judged by a watermark that has passed it since. Samples that cannot wait
 * pass as they come: those before the first watermark, so all of batch mode, those that a watermark
 * has passed, those whose value is not finite, and those beyond the most that are held.
 *
 * <p>All leave before a checkpoint, before the source falls idle and at the end of the input. So
 * the operator has no state. At the end it gives the last watermark also where the source is idle
 * just then, as {@link WakeAtEnd} does.
 *
 * <p>Holds samples in {@link HeldSamples}, in at most an eighth of the heap.
 */
public final class LingeringBundler extends AbstractStreamOperator<GatedBundle>
    implements OneInputStreamOperator<Sample, GatedBundle> {

  private static final long serialVersionUID = 1L;

  private static final int SHARE_OF_HEAP = 8;

  private final Scope scope;
  private final long linger;
  private final long most;

  private transient HeldSamples held;
  private transient StreamRecord<GatedBundle> record;
  private transient long watermark;
  private transient boolean idle;

  /**
   * A bundler of sensors that are told apart by a scope.
   *
   * @param linger how long samples linger, in milliseconds of event time; above 0
   */
  public LingeringBundler(Scope scope, long linger) {
    this(scope, linger, 0);
  }

  /**
   * A bundler that holds so many samples.
   *
   * @param linger how long samples linger, in milliseconds of event time; above 0
   * @param most how many samples; 0 for a share of the heap
   */
  public LingeringBundler(Scope scope, long linger, long most) {
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
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Sample> element) {
    SampleBundle bundle = new SampleBundle(1);
    bundle.append(element.getValue());
    GatedBundle alone = GatedBundle.unjudged(bundle);
    if (watermark == Long.MIN_VALUE) {
      pass(alone);
    } else {
      held.hold(alone, watermark);
    }
  }

  private void pass(GatedBundle gated) {
    output.collect(record.replace(gated));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long next = mark.getTimestamp();
    if (next == Long.MAX_VALUE) {
      letThrough();
      watermark = next;
      super.processWatermark(mark);
    } else if (next > Long.MIN_VALUE + linger) {
      held.release(next, this::passInTime);
      watermark = next;
      super.processWatermark(new Watermark(next - linger));
    }
  }

  private void passInTime(SampleBundle bundle, long upTo) {
    pass(GatedBundle.waiting(bundle));
  }

  private void letThrough() {
    held.release(Long.MAX_VALUE, this::passInTime);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    letThrough(); // time goes on without an idle source
    idle = status.isIdle();
    super.processWatermarkStatus(status);
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
    if (idle) {
      WakeAtEnd.wake(output);
    }
  }
}
