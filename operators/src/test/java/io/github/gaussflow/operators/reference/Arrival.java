/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.util.List;
import java.util.stream.IntStream;

/** Something that reaches a pipeline: a sample, a block of samples or a watermark. */
public sealed interface Arrival {

  /** The samples that arrive. */
  default List<Sample> samples() {
    return List.of();
  }

  /**
   * A sample arrives.
   *
   * @param sample the sample
   */
  record OfSample(Sample sample) implements Arrival {
    @Override
    public List<Sample> samples() {
      return List.of(sample);
    }
  }

  /**
   * A block of samples arrives.
   *
   * @param block the block
   */
  record OfBlock(SampleBlock block) implements Arrival {
    @Override
    public List<Sample> samples() {
      return IntStream.range(0, block.size()).mapToObj(block::sample).toList();
    }
  }

  /**
   * A watermark arrives: samples up to this time are late from now on.
   *
   * @param millis the watermark in milliseconds
   */
  record OfWatermark(long millis) implements Arrival {}
}
