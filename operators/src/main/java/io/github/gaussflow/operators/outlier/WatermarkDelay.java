/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.outlier;

import io.github.gaussflow.operators.frame.Frame;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts watermarks back by a fixed time, so that a watermark does not overtake the samples that
 * {@link OutlierReplacement} holds until it knows their neighbours. Frames pass as they are, and so
 * does the watermark at the end of the input: nothing is held then.
 *
 * <p>Without it a window would close, or a sample be taken for the last before a silence, while
 * samples that belong there are still held, and the result would depend on when watermarks come.
 * Holds no state.
 */
public final class WatermarkDelay extends AbstractStreamOperator<Frame>
    implements OneInputStreamOperator<Frame, Frame> {

  private static final long serialVersionUID = 1L;

  private final long delay;

  /**
   * A delay of watermarks.
   *
   * @param delay in milliseconds, at least 0
   */
  public WatermarkDelay(long delay) {
    this.delay = delay;
  }

  @Override
  public void processElement(StreamRecord<Frame> frame) {
    output.collect(frame);
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    long time = watermark.getTimestamp();
    if (time == Long.MAX_VALUE) {
      super.processWatermark(watermark);
    } else if (time >= Long.MIN_VALUE + delay) {
      super.processWatermark(new Watermark(time - delay));
    }
  }
}
