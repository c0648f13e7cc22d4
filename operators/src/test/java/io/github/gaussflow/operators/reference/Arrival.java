/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.operators.sample.Sample;

/** Something that reaches a pipeline: a sample or a watermark. */
public sealed interface Arrival {

  /**
   * A sample arrives.
   *
   * @param sample the sample
   */
  record OfSample(Sample sample) implements Arrival {}

  /**
   * A watermark arrives: samples up to this time are late from now on.
   *
   * @param millis the watermark in milliseconds
   */
  record OfWatermark(long millis) implements Arrival {}
}
