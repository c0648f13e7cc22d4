/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseCalibration;
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.RandomSeries;
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
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowStatisticsTest {

  private static final KernelSupport SUPPORT = new KernelSupport(2, 3);
  private static final long PERIOD = Series.PERIOD;
  private static final SamplingGrid GRID =
      SamplingGrid.of(SUPPORT, Duration.ofNanos(PERIOD)); // cuts after 40 ms
  private static final WindowGrid WINDOWS = new WindowGrid(32 * PERIOD); // 320 ms

  private static OneInputSubtasks<Frame, WindowRecord> start(
      int parallelism,
      KernelSupport support,
      SamplingGrid grid,
      WindowGrid windows,
      boolean withReference)
      throws Exception {
    return OneInputSubtasks.start(
        parallelism,
        () -> new WindowStatistics(support, grid, windows, withReference, 0, Retention.FOREVER),
        Frame::sensor);
  }

  private static OneInputSubtasks<Frame, WindowRecord> start() throws Exception {
    return start(1, SUPPORT, GRID, WINDOWS, false);
  }

  private static List<String> described(List<WindowRecord> records) {
    return records.stream()
        .map(
            r ->
                "%s %s %d %s %s"
                    .formatted(
                        r.sensor(),
                        r.group(),
                        r.end(),
                        Arrays.toString(r.sums()),
                        Arrays.toString(r.rest())))
        .toList();
  }

  /** The records of a whole series, straight from its slots. */
  private static List<WindowRecord> expected(
      RandomSeries series, KernelSupport support, WindowGrid windows, boolean withReference) {
    List<WindowRecord> records = new ArrayList<>();
    int from = 0;
    while (from < series.samples.size()) {
      Sample first = series.samples.get(from);
      long end = windows.endOf(first.time());
      int to = from;
      while (to < series.samples.size() && windows.endOf(series.samples.get(to).time()) == end) {
        to++;
      }
      LagSums sums =
          LagSums.of(
              support,
              series.values,
              withReference ? series.references : null,
              series.slots[from],
              series.slots[to - 1] + 1);
      if (sums.count() > 0) {
        double[] rest = rest(series, support, windows, end);
        records.add(
            new WindowRecord(
                first.sensor(),
                first.sensor(),
                end,
                sums.toArray(),
                rest,
                0,
                1,
                PERIOD,
                Long.MIN_VALUE));
      }
      from = to;
    }
    return records;
  }

  /** Each stretch of rest by itself, from the whole series with all else missing. */
  private static double[] rest(
      RandomSeries series, KernelSupport support, WindowGrid windows, long end) {
    int halo = support.taps() - 1;
    NoiseCalibration calibration = NoiseCalibration.of(support);
    int from = 0;
    while (from < series.samples.size()) {
      int to = from;
      while (to < series.samples.size() && series.samples.get(to).rest()) {
        to++;
      }
      int first = from;
      while (first < to && windows.endOf(series.samples.get(first).time()) != end) {
        first++;
      }
      int last = to;
      while (last > first && windows.endOf(series.samples.get(last - 1).time()) != end) {
        last--;
      }
      if (first < last) {
        double[] only = new double[series.values.length];
        Arrays.fill(only, Double.NaN);
        for (int i = from; i < last; i++) {
          only[series.slots[i]] = series.samples.get(i).value();
        }
        // What is centred and summed must not depend on what is earlier than the halo.
        Arrays.fill(only, 0, Math.max(0, series.slots[first] - halo), Double.NaN);
        calibration.accept(only, series.slots[first], series.slots[last - 1] + 1);
      }
      from = to + 1;
    }
    return calibration.weight() > 0 ? calibration.state() : WindowRecord.NO_REST;
  }

  @Test
  void restIsMeasuredFromRowsAtRestOnlyAndEachStretchAboutItsOwnMean() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : Series.noisySine("s", 96, 1, 1)) {
      long n = sample.time() / PERIOD;
      double level = n < 20 ? 1e6 : -1e6;
      boolean rest = n < 20 || n >= 40 && n < 70;
      samples.add(new Sample("s", "", sample.time(), level + sample.value(), 0, rest));
    }
    double[] x = samples.stream().mapToDouble(Sample::value).toArray();
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start()) {
      statistics.accept(Frames.of(GRID, samples.subList(0, 50)));
      statistics.accept(Frames.of(GRID, samples.subList(50, 96)));
      statistics.watermark(Long.MAX_VALUE);
      NoiseCalibration first = NoiseCalibration.of(SUPPORT);
      first.accept(Arrays.copyOfRange(x, 0, 20), 0, 20);
      NoiseCalibration second = NoiseCalibration.of(SUPPORT);
      second.accept(Arrays.copyOfRange(x, 40, 64), 0, 24);
      NoiseCalibration third = NoiseCalibration.of(SUPPORT);
      third.accept(Arrays.copyOfRange(x, 59, 70), 5, 11);
      assertThat(statistics.outputs())
          .extracting(WindowRecord::rest)
          .containsExactly(first.state(), second.state(), third.state());
      assertThat(first.weight()).isEqualTo(20 - 5);
      assertThat(third.weight()).isEqualTo(6);
    }
  }

  @Test
  void aRecordIsTheLagSumsOfThePlainArray() throws Exception {
    List<Sample> samples = Series.noisySine("s", 96, 1, 1);
    double[] x = samples.stream().mapToDouble(Sample::value).toArray();
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start()) {
      statistics.accept(Frames.of(GRID, samples));
      assertThat(statistics.outputs()).as("closed by later samples").hasSize(2);
      statistics.watermark(958);
      assertThat(statistics.outputs()).hasSize(2);
      statistics.watermark(959);
      assertThat(statistics.outputs()).as("closed by the watermark").hasSize(3);
      for (int window = 0; window < 3; window++) {
        WindowRecord record = statistics.outputs().get(window);
        assertThat(record.end()).isEqualTo((window + 1) * WINDOWS.span());
        assertThat(record.sums())
            .containsExactly(
                LagSums.of(SUPPORT, x, null, 32 * window, 32 * (window + 1)).toArray());
      }
      assertThat(statistics.stateEntries()).isEqualTo(1);
      assertThat(statistics.timers()).isEqualTo(1);
      statistics.watermark(950 + 39);
      assertThat(statistics.stateEntries()).isEqualTo(1);
      statistics.watermark(950 + 40);
      assertThat(statistics.stateEntries()).as("forgotten after a silence").isZero();
      assertThat(statistics.timers()).isZero();
      assertThat(statistics.outputs()).hasSize(3);
    }
  }

  @Test
  void closesAWindowOnceWhetherSamplesOrTheWatermarkCameFirst() throws Exception {
    List<Sample> samples = Series.noisySine("s", 64, 1, 2);
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start()) {
      statistics.accept(Frames.of(GRID, samples.subList(0, 32)));
      assertThat(statistics.outputs()).isEmpty();
      statistics.watermark(319);
      assertThat(statistics.outputs()).hasSize(1);
      statistics.accept(Frames.of(GRID, samples.subList(32, 33)));
      statistics.accept(Frames.of(GRID, samples.subList(33, 64)));
      assertThat(statistics.outputs()).hasSize(1);
      statistics.watermark(Long.MAX_VALUE);
      assertThat(described(statistics.outputs()))
          .isEqualTo(described(expected(RandomSeries.of(GRID, samples), SUPPORT, WINDOWS, false)));
      assertThat(statistics.stateEntries()).isZero();
      assertThat(statistics.timers()).isZero();
    }
  }

  @Test
  void aWindowWithoutACompleteRowSaysNothing() throws Exception {
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start()) {
      List<Sample> samples = Series.noisySine("s", 70, 1, 3);
      samples.subList(5, 64).clear(); // five samples each before and after a silence
      samples.remove(9);
      statistics.accept(Frames.of(GRID, samples));
      statistics.watermark(Long.MAX_VALUE);
      assertThat(statistics.outputs()).isEmpty();
      assertThat(statistics.stateEntries()).isZero();
      assertThat(statistics.timers()).isZero();
    }
  }

  @Test
  void withReferenceAWindowWithoutOneSaysNothing() throws Exception {
    try (OneInputSubtasks<Frame, WindowRecord> statistics =
        start(1, SUPPORT, GRID, WINDOWS, true)) {
      List<Sample> samples = new ArrayList<>();
      for (Sample sample : Series.noisySine("s", 96, 1, 4)) {
        boolean early = sample.time() < 40 * PERIOD;
        samples.add(early ? sample.withReference(Double.NaN) : sample);
      }
      statistics.accept(Frames.of(GRID, samples.subList(0, 20)));
      statistics.accept(Frames.of(GRID, samples.subList(20, 45)));
      statistics.accept(Frames.of(GRID, samples.subList(45, 96)));
      statistics.watermark(Long.MAX_VALUE);
      assertThat(statistics.outputs()).hasSize(2);
      assertThat(described(statistics.outputs()))
          .isEqualTo(described(expected(RandomSeries.of(GRID, samples), SUPPORT, WINDOWS, true)));
    }
  }

  @Test
  void samplesAtTheEndsOfTimeHaveAWindow() throws Exception {
    try (OneInputSubtasks<Frame, WindowRecord> statistics = start()) {
      List<Sample> samples = new ArrayList<>();
      for (int n = 20; n >= 0; n--) {
        samples.add(Sample.of("s", Long.MAX_VALUE - n * PERIOD, n % 3));
      }
      samples.add(0, Sample.of("s", Long.MIN_VALUE, 1));
      statistics.accept(Frames.of(GRID, samples));
      statistics.watermark(Long.MAX_VALUE);
      assertThat(statistics.outputs()).isNotEmpty();
      assertThat(statistics.stateEntries()).isZero();
      assertThat(statistics.timers()).isZero();
    }
  }

  @Property(seed = "61")
  void doesNotDependOnHowFramesAreCut(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(5), random.nextInt(5));
    long period = random.nextBoolean() ? 700_000 : PERIOD;
    SamplingGrid grid = SamplingGrid.of(support, Duration.ofNanos(period));
    if (random.nextBoolean()) {
      grid = grid.withMaximumGap(Duration.ofNanos(period * (1 + random.nextInt(30))));
    }
    WindowGrid windows = new WindowGrid(period * (support.taps() + random.nextInt(60)));
    boolean withReference = random.nextBoolean();
    RandomSeries series = RandomSeries.of(grid, "s", 400, random);
    try (OneInputSubtasks<Frame, WindowRecord> statistics =
        start(1, support, grid, windows, withReference)) {
      long watermark = Long.MIN_VALUE;
      for (Frame frame : Frames.cutAnywhere(grid, series.samples, random)) {
        long before = Math.floorDiv(frame.firstTime(), Sample.NANOS_PER_MILLI) - 1;
        if (random.nextBoolean() && before > watermark) {
          watermark = before - (random.nextBoolean() ? 0 : random.nextInt(5));
          statistics.watermark(watermark);
        }
        statistics.accept(frame);
        assertThat(statistics.timers()).isEqualTo(1);
        assertThat(statistics.stateEntries()).isEqualTo(1);
      }
      statistics.watermark(Long.MAX_VALUE);
      assertThat(described(statistics.outputs()))
          .isEqualTo(described(expected(series, support, windows, withReference)));
      assertThat(statistics.timers()).isZero();
      assertThat(statistics.stateEntries()).isZero();
    }
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    assertThat(run(1, 2)).isEqualTo(run(1, 1)).noneMatch(record -> record.endsWith("[]"));
    assertThat(run(2, 1)).isEqualTo(run(1, 1));
  }

  /** The records of seven sensors, restored in the middle of a window. */
  private static List<String> run(int before, int after) throws Exception {
    try (OneInputSubtasks<Frame, WindowRecord> statistics =
        start(before, SUPPORT, GRID, WINDOWS, false)) {
      for (int from = 0; from < 100; from += 10) {
        for (int sensor = 0; sensor < 7; sensor++) {
          List<Sample> samples = new ArrayList<>();
          for (Sample sample : Series.noisySine("s" + sensor, 100, 1, sensor)) {
            samples.add(sample.withRest(sample.time() / PERIOD % 50 > 20));
          }
          statistics.accept(Frames.of(GRID, samples.subList(from, from + 10)));
        }
        statistics.watermark(from * 10 + 95);
        if (from == 40) {
          statistics.restoreAt(after);
          assertThat(statistics.stateEntries()).isEqualTo(7);
          assertThat(statistics.timers()).isEqualTo(7);
        }
      }
      statistics.watermark(Long.MAX_VALUE);
      assertThat(statistics.stateEntries()).isZero();
      assertThat(statistics.timers()).isZero();
      return described(statistics.outputs()).stream().sorted().toList();
    }
  }
}
