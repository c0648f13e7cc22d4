/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {

  @Test
  void isOverOnceAWindowEndsLater() {
    Retention retention = Retention.of(Duration.ofMillis(5));
    assertThat(retention.limit(-2_000_000)).isEqualTo(3_000_000);
    assertThat(retention.over(-2_000_000)).isEqualTo(2);
    assertThat(retention.isOver(-2_000_000, 3_000_000)).isFalse();
    assertThat(retention.isOver(-2_000_000, 3_000_001)).isTrue();
    assertThat(retention.limit(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void foreverIsNeverOver() {
    assertThat(Retention.FOREVER.isLimited()).isFalse();
    for (long end : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
      assertThat(Retention.FOREVER.limit(end)).isEqualTo(Long.MAX_VALUE);
      assertThat(Retention.FOREVER.isOver(end, Long.MAX_VALUE)).isFalse();
    }
  }

  @Test
  void mustBePositiveAndCountable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retention(0))
        .withMessage("retention must be positive, but is 0 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Retention.of(Duration.ofDays(200_000)))
        .withMessageContaining("less than 292 years");
  }

  @Test
  void outlivesAWindowAndTheLongestSilence() {
    DenoisingPipelineBuilder builder =
        DenoisingPipeline.builder(
                LearnerSettings.of(new KernelSupport(2, 3)), Duration.ofMillis(10))
            .window(100)
            .maximumGap(Duration.ofMillis(800));
    builder.retention(Duration.ofSeconds(1)).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.retention(Duration.ofMillis(999)).build())
        .withMessage(
            "retention must be at least a window, PT1S, and the longest silence that does not cut,"
                + " PT0.8S, but is PT0.999S");
    builder.learning(false).build(); // it has no meaning then
  }
}
