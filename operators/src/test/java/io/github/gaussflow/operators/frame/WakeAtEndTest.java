/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WakeAtEndTest {

  /** Both operators that stand between a source and the first shuffle. */
  static Stream<OneInputStreamOperator<?, ?>> operators() {
    return Stream.of(new WakeAtEnd<>(), new SampleBundler());
  }

  private static <I, O> List<Object> atTheEnd(
      OneInputStreamOperator<I, O> operator, WatermarkStatus... before) throws Exception {
    OneInputStreamOperatorTestHarness<I, O> harness =
        new OneInputStreamOperatorTestHarness<>(operator);
    harness.open();
    for (WatermarkStatus status : before) {
      harness.processWatermarkStatus(status);
    }
    harness.getOutput().clear();
    harness.getOperator().finish();
    List<Object> output = List.copyOf(harness.getOutput());
    harness.close();
    return output;
  }

  @ParameterizedTest
  @MethodSource("operators")
  void anIdleSourceEndsWithTheLastWatermark(OneInputStreamOperator<?, ?> operator)
      throws Exception {
    assertThat(atTheEnd(operator, WatermarkStatus.IDLE))
        .containsExactly(WatermarkStatus.ACTIVE, Watermark.MAX_WATERMARK);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void anActiveSourceGivesItItself(OneInputStreamOperator<?, ?> operator) throws Exception {
    assertThat(atTheEnd(operator, WatermarkStatus.IDLE, WatermarkStatus.ACTIVE)).isEmpty();
  }

  @Test
  void everythingElsePasses() throws Exception {
    OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(new WakeAtEnd<>());
    harness.open();
    harness.processElement("a", 3);
    harness.processWatermark(4);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput())
        .containsExactly(new StreamRecord<>("a", 3), new Watermark(4), WatermarkStatus.IDLE);
    harness.close();
  }
}
