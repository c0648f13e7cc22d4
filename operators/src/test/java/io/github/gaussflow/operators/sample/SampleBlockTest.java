/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SampleBlockTest {

  @Test
  void itsSamplesAreOnePeriodApart() {
    SampleBlock block =
        SampleBlock.of("s", -3, 10, 1, 2).withGroup("g").withReferences(5, 6).withRest(true);
    assertThat(block.size()).isEqualTo(2);
    assertThat(block.timestamp()).isEqualTo(-1);
    assertThat(block.sample(1)).isEqualTo(new Sample("s", "g", 7, 2, 6, true));
    assertThat(SampleBlock.of("s", 0, 1, 3).sample(0)).isEqualTo(Sample.of("s", 0, 3));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBlock.of("s", 0, 10))
        .withMessage("block of sensor 's' must have a value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBlock.of("s", 0, 0, 1))
        .withMessage("block of sensor 's' must have a positive period, but has 0 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBlock.of("s", 0, 10, 1, 2).withReferences(1))
        .withMessage(
            "block of sensor 's' must have no references or one for each of its 2 values, but has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBlock.of("s", Long.MAX_VALUE - 19, 10, 1, 2, 3))
        .withMessageStartingWith("block of sensor 's' must end before the year 2262, but has 3");
  }

  @Test
  void fitsUpToTheLastTimeThereIs() {
    assertThat(SampleBlock.fits(Long.MAX_VALUE - 20, 10, 3)).isTrue();
    assertThat(SampleBlock.fits(Long.MAX_VALUE - 19, 10, 3)).isFalse();
    assertThat(SampleBlock.fits(Long.MAX_VALUE, Long.MAX_VALUE, 1)).isTrue();
    assertThat(SampleBlock.fits(Long.MIN_VALUE, Long.MAX_VALUE, 2)).isTrue();
    assertThat(SampleBlock.fits(0, Long.MAX_VALUE, 3)).isFalse();
  }
}
