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
 * @param releasedAt the watermark in milliseconds that is about to pass, where all of the samples
 *     are finite and up to it, and the sensor has no others up to it that the gate knows of; the
 *     smallest long for samples that wait for a watermark, or have missed one
 */
@TypeInfo(GatedBundleSerializer.Factory.class)
public record GatedBundle(SampleBundle samples, long releasedAt) {

  /** Samples that wait for a watermark, or have missed one. */
  public static GatedBundle waiting(SampleBundle samples) {
    return new GatedBundle(samples, Long.MIN_VALUE);
  }

  /** Whether a watermark is about to pass the samples. */
  boolean isReleased() {
    return releasedAt > Long.MIN_VALUE;
  }
}
