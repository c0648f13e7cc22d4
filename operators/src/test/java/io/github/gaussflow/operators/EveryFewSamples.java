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

/**
 * A watermark every few samples, behind the newest one: independent of the machine's speed. Where
 * asked for, the source is idle after each, until the next one.
 */
final class EveryFewSamples implements WatermarkGenerator<Sample> {

  private final long delayMillis;
  private final int samples;
  private final boolean idleBetween;
  private long newest = Long.MIN_VALUE + 1_000_000;
  private int seen;

  EveryFewSamples(long delayMillis) {
    this(delayMillis, 37, false);
  }

  private EveryFewSamples(long delayMillis, int samples, boolean idleBetween) {
    this.delayMillis = delayMillis;
    this.samples = samples;
    this.idleBetween = idleBetween;
  }

  static EveryFewSamples idleBetween(long delayMillis, int samples) {
    return new EveryFewSamples(delayMillis, samples, true);
  }

  @Override
  public void onEvent(Sample sample, long timestamp, WatermarkOutput output) {
    newest = Math.max(newest, timestamp);
    if (++seen % samples == 0) {
      output.emitWatermark(new Watermark(newest - delayMillis)); // which wakes the source
      if (idleBetween) {
        output.markIdle();
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
