/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** A watermark every few samples, behind the newest one: independent of the machine's speed. */
final class EveryFewSamples implements WatermarkGenerator<Sample> {

  private final long delayMillis;
  private long newest = Long.MIN_VALUE + 1_000_000;
  private int seen;

  EveryFewSamples(long delayMillis) {
    this.delayMillis = delayMillis;
  }

  @Override
  public void onEvent(Sample sample, long timestamp, WatermarkOutput output) {
    newest = Math.max(newest, timestamp);
    if (++seen % 37 == 0) {
      output.emitWatermark(new Watermark(newest - delayMillis));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
