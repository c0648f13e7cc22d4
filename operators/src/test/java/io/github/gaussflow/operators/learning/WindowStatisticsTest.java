/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.RandomSeries;
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
        () -> new WindowStatistics(support, grid, windows, withReference, 0),
        Frame::sensor);
  }

  private static OneInputSubtasks<Frame, WindowRecord> start() throws Exception {
    return start(1, SUPPORT, GRID, WINDOWS, false);
  }

  private static List<String> described(List<WindowRecord> records) {
    return records.stream()
        .map(r -> r.sensor() + " " + r.group() + " " + r.end() + " " + Arrays.toString(r.sums()))
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
        records.add(new WindowRecord(first.sensor(), first.sensor(), end, sums.toArray(), 0));
      }
      from = to;
    }
    return records;
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
    assertThat(run(1, 2)).isEqualTo(run(1, 1));
    assertThat(run(2, 1)).isEqualTo(run(1, 1));
  }

  /** The records of seven sensors, restored in the middle of a window. */
  private static List<String> run(int before, int after) throws Exception {
    try (OneInputSubtasks<Frame, WindowRecord> statistics =
        start(before, SUPPORT, GRID, WINDOWS, false)) {
      for (int from = 0; from < 100; from += 10) {
        for (int sensor = 0; sensor < 7; sensor++) {
          List<Sample> samples = Series.noisySine("s" + sensor, 100, 1, sensor);
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
