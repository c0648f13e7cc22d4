/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagCorrelation;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.Frames;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagAlignmentTest {

  private static final KernelSupport SUPPORT = new KernelSupport(4, 6);
  private static final int RANGE = 40;
  private static final int WINDOW = 64;
  private static final int WINDOWS = 20;
  private static final int COUNT = WINDOW * WINDOWS;
  private static final SamplingGrid GRID =
      SamplingGrid.of(SUPPORT, Duration.ofNanos(Series.PERIOD)).reaching(RANGE);
  private static final WindowGrid GRID_OF_WINDOWS = new WindowGrid(WINDOW * Series.PERIOD);

  private static OneInputSubtasks<Frame, WindowRecord> start(int parallelism) throws Exception {
    return start(parallelism, Retention.FOREVER);
  }

  private static OneInputSubtasks<Frame, WindowRecord> start(int parallelism, Retention retention)
      throws Exception {
    return OneInputSubtasks.start(
        parallelism,
        () -> new WindowStatistics(SUPPORT, GRID, GRID_OF_WINDOWS, true, RANGE, retention),
        Frame::sensor);
  }

  private static List<Sample> samples(String sensor, int lag, long seed) {
    Random random = new Random(seed);
    double[] s = new double[COUNT + 2 * RANGE];
    for (int n = 1; n < s.length; n++) {
      s[n] = .8 * s[n - 1] + random.nextGaussian();
    }
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < COUNT; n++) {
      samples.add(
          Sample.of(sensor, n * Series.PERIOD, s[n + RANGE] + .3 * random.nextGaussian())
              .withReference(5 + s[n + RANGE - lag]));
    }
    return samples;
  }

  private static double[] values(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::value).toArray();
  }

  /**
   * The record of a window is that of the whole series with the reference moved by the lag that the
   * windows up to it show, rows counted as soon as their reference is there.
   */
  @ParameterizedTest
  @ValueSource(ints = {-40, -13, 0, 3, 9, 40})
  void sumsUpTheRowsWhoseMovedReferenceHasArrived(int lag) throws Exception {
    List<Sample> samples = samples("s", lag, 3);
    double[] x = values(samples);
    double[] t = samples.stream().mapToDouble(Sample::reference).toArray();
    List<WindowRecord> expected = new ArrayList<>();
    LagCorrelation correlation = new LagCorrelation(RANGE);
    for (int w = 0; w < WINDOWS; w++) {
      int from = w * WINDOW;
      int to = from + WINDOW;
      correlation.accept(x, t, from, to);
      if (correlation.lag().isPresent()) {
        int d = correlation.lag().getAsInt();
        double[] moved = new double[COUNT];
        Arrays.fill(moved, Double.NaN);
        for (int n = Math.max(0, -d); n + d < to && n < COUNT; n++) {
          moved[n] = t[n + d];
        }
        int delay = Math.max(0, d - SUPPORT.lookahead());
        LagSums sums = LagSums.of(SUPPORT, x, moved, from - delay, to - delay);
        expected.add(
            new WindowRecord(
                "s",
                "s",
                to * Series.PERIOD,
                sums.toArray(),
                WindowRecord.NO_REST,
                d,
                1,
                Series.PERIOD,
                Long.MIN_VALUE));
      }
    }
    assertThat(expected).hasSizeBetween(10, 18).allMatch(record -> record.lag() == lag);
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start(1)) {
      for (Frame frame : Frames.cutAnywhere(GRID, samples, new Random(1))) {
        statistics.accept(frame);
      }
      statistics.watermark(Long.MAX_VALUE);
      assertThat(texts(statistics)).isEqualTo(texts(expected));
      assertThat(statistics.count("windowsWithoutLag")).isEqualTo(WINDOWS - expected.size());
      assertThat(statistics.stateEntries()).as("the lag stays").isEqualTo(1);
      assertThat(statistics.timers()).isZero();
    }
  }

  private static List<String> texts(OneInputSubtasks<Frame, WindowRecord> statistics) {
    return texts(statistics.outputs());
  }

  private static List<String> texts(List<WindowRecord> records) {
    return records.stream()
        .map(r -> r.sensor() + " " + r.end() + " " + r.lag() + " " + Arrays.toString(r.sums()))
        .sorted()
        .toList();
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    List<String> expected = run(1, 1);
    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(run(2, 1)).isEqualTo(expected);
    assertThat(run(1, 3)).isEqualTo(expected);
  }

  private static List<String> run(int before, int after) throws Exception {
    Map<String, Integer> lags = new TreeMap<>(Map.of("a", -30, "b", 0, "c", 17, "d", 40));
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start(before)) {
      for (int part = 0; part < 2; part++) {
        for (Map.Entry<String, Integer> sensor : lags.entrySet()) {
          List<Sample> samples = samples(sensor.getKey(), sensor.getValue(), sensor.getValue());
          int cut = 9 * WINDOW + 20;
          statistics.accept(
              Frames.of(GRID, part == 0 ? samples.subList(0, cut) : samples.subList(cut, COUNT)));
        }
        if (part == 0) {
          statistics.restoreAt(after);
        }
      }
      statistics.watermark(Long.MAX_VALUE);
      assertThat(statistics.outputs())
          .allMatch(record -> record.lag() == lags.get(record.sensor()));
      return texts(statistics);
    }
  }

  @Test
  void isForgottenAfterTheRetention() throws Exception {
    long span = GRID_OF_WINDOWS.span();
    Retention retention = new Retention(3 * span);
    List<Sample> samples = samples("s", 17, 5);
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start(1, retention)) {
      statistics.accept(Frames.of(GRID, samples));
      long over = (WINDOWS + 3) * span / Sample.NANOS_PER_MILLI;
      statistics.watermark(over - 2);
      assertThat(statistics.stateEntries()).as("lag and end of the last window").isEqualTo(2);
      assertThat(statistics.timers()).isEqualTo(1);
      statistics.watermark(over - 1);
      assertThat(statistics.stateEntries()).isZero();
      assertThat(statistics.timers()).isZero();
      assertThat(statistics.outputs()).as("one a window, with rows or without").hasSize(WINDOWS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void isForgottenBetweenWindowsFurtherApartThanTheRetention(int apart) throws Exception {
    long span = GRID_OF_WINDOWS.span();
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : samples("s", 17, 5)) {
      long silence = sample.time() >= 15 * span ? (apart - 1) * span : 0;
      samples.add(new Sample("s", "", sample.time() + silence, sample.value(), sample.reference()));
    }
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start(1, new Retention(3 * span))) {
      statistics.accept(Frames.of(GRID, samples)); // no watermark in between
      statistics.watermark(Long.MAX_VALUE);
      List<WindowRecord> records = statistics.drain();
      assertThat(records).hasSize(WINDOWS);
      assertThat(LagSums.fromArray(SUPPORT, records.get(14).sums()).count()).isPositive();
      int after = LagSums.fromArray(SUPPORT, records.get(15).sums()).count();
      assertThat(after > 0).as("the lag is known").isEqualTo(apart == 3);
    }
  }

  @Test
  void aLagIsNotSearchedAcrossACut() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : samples("s", 21, 5)) {
      long silence =
          sample.time() >= 10 * GRID_OF_WINDOWS.span() + 300_000_000 ? 3_000_000_000L : 0;
      samples.add(new Sample("s", "", sample.time() + silence, sample.value(), sample.reference()));
    }
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start(1)) {
      statistics.accept(Frames.of(GRID, samples));
      statistics.watermark(Long.MAX_VALUE);
      assertThat(statistics.outputs()).hasSizeGreaterThan(10).allMatch(r -> r.lag() == 21);
    }
  }
}
