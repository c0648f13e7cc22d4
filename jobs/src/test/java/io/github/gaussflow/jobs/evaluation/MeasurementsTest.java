/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.evaluation.Measurements.Row;
import io.github.gaussflow.operators.frame.SamplingGrid;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

  private static final double NONE = Double.NaN;

  @Test
  void sortsAndMergesAndCounts() {
    Measurements measurements =
        Measurements.of(
            List.of(
                new Row(10, 1, NONE),
                new Row(20, 2, 5),
                new Row(40, 4, 7),
                new Row(20, 6, NONE), // back, and a time seen before
                new Row(20, 6, 9), // the same value once more
                new Row(30, NONE, 1)),
            8);
    assertThat(measurements.times()).containsExactly(10, 20, 40);
    assertThat(measurements.values()).containsExactly(1, 4, 4);
    assertThat(measurements.references()).containsExactly(NONE, 7, 7);
    assertThat(measurements.medianStep()).hasValue(10);
    assertThat(measurements.counts()).isEqualTo(new Measurements.Counts(8, 2, 1, 1, 2));
  }

  @Test
  void oneTimeShowsNoPeriod() {
    Measurements one = Measurements.of(List.of(new Row(5, 1, NONE), new Row(5, 1, NONE)), 2);
    assertThat(one.medianStep()).isEmpty();
    assertThat(one.times()).containsExactly(5);
  }

  @Test
  void stepsLongerThanALongDoNotOverflow() {
    Measurements far =
        Measurements.of(
            List.of(new Row(Long.MIN_VALUE, 1, NONE), new Row(Long.MAX_VALUE, 2, NONE)), 2);
    assertThat(far.medianStep()).hasValue(Long.MAX_VALUE);
    SlotSeries series = SlotSeries.of(far, grid());
    assertThat(series.slots()).isEqualTo(6); // a cut of the reach of 4
  }

  @Test
  void laysSamplesIntoSlots() {
    Measurements measurements =
        Measurements.of(
            List.of(
                new Row(0, 1, NONE),
                new Row(11, 2, 3),
                new Row(33, 4, NONE), // one missing before
                new Row(1_000, 5, NONE)), // a cut
            4);
    SlotSeries series = SlotSeries.of(measurements, grid());
    assertThat(series.values()).containsExactly(1, 2, NONE, 4, NONE, NONE, NONE, NONE, 5);
    assertThat(series.times()[3]).isEqualTo(33);
    assertThat(series.samples()).isEqualTo(4);
    assertThat(series.scored(1)).isTrue();
    assertThat(series.scored(0)).isFalse();
    assertThat(series.scored(2)).isFalse();
  }

  private static SamplingGrid grid() {
    return SamplingGrid.of(KernelSupport.symmetric(4), Duration.ofNanos(10));
  }
}
