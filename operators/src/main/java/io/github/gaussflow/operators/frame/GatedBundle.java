/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Samples of one sensor as a {@link SampleGate} lets them through.
 *
 * @param samples the samples, in the order of their arrival
 * @param isInTime whether no watermark had passed any of the samples when they came to the gate,
 *     and all are finite; if not, that is still to be told
 * @param releasedAt a watermark in milliseconds, at least the one that is about to pass, where all
 *     of the samples are in time and up to it, and the sensor has no others up to it that the gate
 *     knows of; the smallest long for samples that wait for a watermark, or have missed one
 */
@TypeInfo(GatedBundleSerializer.Factory.class)
public record GatedBundle(SampleBundle samples, boolean isInTime, long releasedAt) {

  /** Samples that may be late or invalid, else wait for a watermark. */
  public static GatedBundle unjudged(SampleBundle samples) {
    return new GatedBundle(samples, false, Long.MIN_VALUE);
  }

  /** Samples that are in time and wait for a watermark. */
  static GatedBundle waiting(SampleBundle samples) {
    return new GatedBundle(samples, true, Long.MIN_VALUE);
  }

  /** All samples of a sensor up to a watermark in milliseconds. */
  static GatedBundle released(SampleBundle samples, long at) {
    return new GatedBundle(samples, true, at);
  }

  /** Whether a watermark has passed the samples, or is about to. */
  boolean isReleased() {
    return releasedAt > Long.MIN_VALUE;
  }
}
