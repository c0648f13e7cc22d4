/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.operators.sample.Sample;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WindowGridTest {

  private static final long MILLI = Sample.NANOS_PER_MILLI;

  @Test
  void alignsWindowsToTheEpochOnBothSides() {
    WindowGrid windows = new WindowGrid(10);
    assertThat(windows.endOf(0)).isEqualTo(10);
    assertThat(windows.endOf(9)).isEqualTo(10);
    assertThat(windows.endOf(10)).isEqualTo(20);
    assertThat(windows.endOf(-1)).isZero();
    assertThat(windows.endOf(-10)).isZero();
    assertThat(windows.endOf(-11)).isEqualTo(-10);
  }

  @Test
  void closesWhenTheWatermarkHasPassedTheLastNanosecond() {
    assertThat(WindowGrid.closing(5 * MILLI)).isEqualTo(4);
    assertThat(WindowGrid.closing(5 * MILLI + 1)).isEqualTo(5);
    assertThat(WindowGrid.closing(5 * MILLI - 1)).isEqualTo(4);
    assertThat(WindowGrid.closing(0)).isEqualTo(-1);
    assertThat(WindowGrid.closing(-5 * MILLI)).isEqualTo(-6);
    assertThat(WindowGrid.closing(-5 * MILLI + 1)).isEqualTo(-5);
  }

  @Property(seed = "11")
  void holdsEveryTimeInExactlyOneWindow(
      @ForAll long time, @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long span) {
    WindowGrid windows = new WindowGrid(span);
    long end = windows.endOf(time);
    if (end == Long.MAX_VALUE) {
      assertThat(time).isGreaterThanOrEqualTo(Long.MAX_VALUE - span);
    } else {
      assertThat(end).isGreaterThan(time);
      assertThat(Math.floorMod(end, span)).isZero();
      assertThat(windows.endOf(end - 1)).isEqualTo(end);
      assertThat(windows.endOf(end)).isGreaterThan(end);
    }
  }

  @Property(seed = "12")
  void isClosedByNoWatermarkThatASampleOfItCouldFollow(@ForAll long end) {
    long closing = WindowGrid.closing(Math.max(end, Long.MIN_VALUE + 1));
    long last = Math.max(end, Long.MIN_VALUE + 1) - 1;
    assertThat(closing).isEqualTo(Math.floorDiv(last, MILLI));
  }

  @Test
  void lastWindowEndsAtTheLargestTime() {
    WindowGrid windows = new WindowGrid(1_000);
    assertThat(windows.endOf(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(windows.endOf(Long.MIN_VALUE)).isLessThan(Long.MIN_VALUE + 1_001);
  }

  @Test
  void refusesAnEmptySpan() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowGrid(0))
        .withMessageContaining("is 0");
  }
}
