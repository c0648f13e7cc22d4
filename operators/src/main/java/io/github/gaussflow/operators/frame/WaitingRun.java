/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.util.Arrays;

/**
 * Finite samples of one block that follow each other and that no watermark has passed yet. Kept in
 * keyed state; its fields are public for Flink's serializer only.
 */
public final class WaitingRun {

  /** The sensor's name. */
  public String sensor = "";

  /** The block's group. */
  public String group = "";

  /** The time of the first sample in nanoseconds. */
  public long time;

  /** The time between two samples in nanoseconds. */
  public long period;

  /** The values, all finite; the array may be the block's own, so it is not changed. */
  public double[] values = {};

  /** What the reference sensor said, NaN for none; of length 0 where the block has none. */
  public double[] references = {};

  /** Whether the sensor is at rest. */
  public boolean rest;

  /** How many of the samples have been released. */
  public int from;

  /** The samples {@code from..to-1} of a block. */
  static WaitingRun of(SampleBlock block, int from, int to) {
    WaitingRun run = new WaitingRun();
    run.sensor = block.sensor();
    run.group = block.group();
    run.time = block.time() + from * block.period();
    run.period = block.period();
    run.values = part(block.values(), from, to);
    run.references = part(block.references(), from, to);
    run.rest = block.rest();
    return run;
  }

  /** Entries of an array that may be empty; the array itself if those are all. */
  static double[] part(double[] array, int from, int to) {
    return array.length == 0 || from == 0 && to == array.length
        ? array
        : Arrays.copyOfRange(array, from, to);
  }

  long timeOf(int index) {
    return time + index * period;
  }

  /** The time of the last sample in Flink's milliseconds. */
  long lastTimestamp() {
    return Math.floorDiv(timeOf(values.length - 1), Sample.NANOS_PER_MILLI);
  }

  /** How many samples a watermark in milliseconds has passed. */
  int passed(long watermark) {
    return passed(time, period, values.length, watermark);
  }

  /** How many of {@code count} samples that begin at {@code time} a watermark has passed. */
  static int passed(long time, long period, int count, long watermark) {
    if (Math.floorDiv(time, Sample.NANOS_PER_MILLI) > watermark) {
      return 0;
    }
    if (Math.floorDiv(time + (count - 1) * period, Sample.NANOS_PER_MILLI) <= watermark) {
      return count;
    }
    // The last sample is later, so the end of the watermark's millisecond fits a long.
    long end = (watermark + 1) * Sample.NANOS_PER_MILLI;
    return (int) ((end - 1 - time) / period) + 1;
  }

  Sample sample(int index) {
    return new Sample(
        sensor,
        group,
        timeOf(index),
        values[index],
        references.length == 0 ? Double.NaN : references[index],
        rest);
  }
}
