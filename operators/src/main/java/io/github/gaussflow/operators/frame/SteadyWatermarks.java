/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Passes frames and watermarks on, but not that the source is idle.
 *
 * <p>Where frames come together with what was learned from them, or records of several subtasks
 * with each other, time is as late as the latest of the ways that lead there. Flink leaves out ways
 * that are idle: where the source goes on after a silence, the shortest way is awake first, and its
 * watermark would pass alone, before the updates or records that the longer ones still have to
 * bring. With this operator none is ever idle, and what comes out depends on event time only.
 *
 * <p>It holds nothing back. Every assembler sees all partitions of the source, so the watermark
 * that it had when the last of them fell idle is that of all assemblers, and passes on every way.
 * What stays behind it is due later in event time, and leaves when the source goes on.
 *
 * <p>Holds no state.
 */
public final class SteadyWatermarks extends AbstractStreamOperator<Frame>
    implements OneInputStreamOperator<Frame, Frame> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<Frame> frame) {
    output.collect(frame);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // Ends here.
  }
}
