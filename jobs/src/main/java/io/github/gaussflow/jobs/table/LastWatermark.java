/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Gives samples on as they are, and at the end the last watermark also where the source is idle
 * just then. Flink keeps it back from an idle source, so that the samples which wait for it would
 * never come out of a job that is stopped with {@code --drain} or whose topic ends.
 */
final class LastWatermark extends AbstractStreamOperator<Sample>
    implements OneInputStreamOperator<Sample, Sample> {

  private static final long serialVersionUID = 1;

  private transient boolean idle;

  @Override
  public void processElement(StreamRecord<Sample> sample) {
    output.collect(sample);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    idle = status.isIdle();
    super.processWatermarkStatus(status);
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    if (idle) {
      output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }
}
