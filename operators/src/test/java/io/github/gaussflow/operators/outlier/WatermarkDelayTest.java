/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WatermarkDelayTest {

  @Test
  void putsWatermarksBackAndLeavesFramesAndTheEndAsTheyAre() throws Exception {
    Frame frame =
        new Frame(
            "s",
            "g",
            new long[] {5},
            new double[] {1},
            new double[0],
            new boolean[0],
            new double[0]);
    OneInputStreamOperatorTestHarness<Frame, Frame> harness =
        new OneInputStreamOperatorTestHarness<>(new WatermarkDelay(50));
    harness.open();
    harness.processWatermark(Long.MIN_VALUE + 49);
    harness.processWatermark(Long.MIN_VALUE + 50);
    harness.processElement(frame, 7);
    harness.processWatermark(100);
    harness.processWatermark(Long.MAX_VALUE);
    List<String> passed = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      passed.add(
          element instanceof Watermark watermark
              ? "watermark " + watermark.getTimestamp()
              : "frame " + ((StreamRecord<?>) element).getTimestamp());
    }
    assertThat(passed)
        .containsExactly(
            "watermark " + Long.MIN_VALUE,
            "frame 7",
            "watermark 50",
            "watermark " + Long.MAX_VALUE);
    assertThat(harness.extractOutputValues().get(0).times()).containsExactly(5);
    harness.close();
  }
}
