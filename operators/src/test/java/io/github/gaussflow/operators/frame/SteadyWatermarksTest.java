/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SteadyWatermarksTest {

  @Test
  void passAllButTheStatus() throws Exception {
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
        new OneInputStreamOperatorTestHarness<>(new SteadyWatermarks());
    harness.open();
    harness.processWatermark(7);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    harness.processElement(frame, 8);
    harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
    harness.processWatermark(9);
    assertThat(harness.getOutput())
        .containsExactly(new Watermark(7), new StreamRecord<>(frame, 8), new Watermark(9));
    harness.close();
  }
}
