/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.IrregularWindow;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseCalibration;
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowMergeTest {

  private static final KernelSupport SUPPORT = new KernelSupport(2, 3);
  private static final LearnerSettings SETTINGS = LearnerSettings.of(SUPPORT);
  private static final int WINDOW = 32;
  private static final long SPAN = WINDOW * Series.PERIOD;

  private static OneInputSubtasks<WindowRecord, WindowRecord> start(int parallelism)
      throws Exception {
    return start(parallelism, Sampling.REGULAR);
  }

  private static OneInputSubtasks<WindowRecord, WindowRecord> start(
      int parallelism, Sampling sampling) throws Exception {
    return OneInputSubtasks.start(
        parallelism, () -> new WindowMerge(SETTINGS, sampling), WindowMerge::keyOf);
  }

  /** The record of a sensor's window; the second half of each is at rest. */
  private static WindowRecord record(String sensor, String group, int window, int lag) {
    double[] x =
        Series.noisySine(sensor, WINDOW, 0.4, sensor.hashCode() + window).stream()
            .mapToDouble(Sample::value)
            .toArray();
    double[] sums = LagSums.of(SUPPORT, x, null, 0, WINDOW).toArray();
    NoiseCalibration rest = NoiseCalibration.of(SUPPORT);
    rest.accept(x, WINDOW / 2, WINDOW);
    return new WindowRecord(
        sensor,
        group,
        (window + 1) * SPAN,
        sums,
        rest.state(),
        lag,
        1,
        Series.PERIOD,
        Long.MIN_VALUE);
  }

  private static List<String> lines(List<WindowRecord> records) {
    return records.stream()
        .map(
            r ->
                r.toString()
                    .replace(r.sums().toString(), Arrays.toString(r.sums()))
                    .replace(r.rest().toString(), Arrays.toString(r.rest())))
        .sorted()
        .toList();
  }

  @Test
  void addsSumsAndRestOfABucketInTheOrderOfTheSensors() throws Exception {
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1)) {
      List<WindowRecord> records = new ArrayList<>();
      LagStatistics sums = SETTINGS.newStatistics();
      NoiseCalibration rest = NoiseCalibration.of(SUPPORT);
      for (String sensor : List.of("s0", "s14", "s40")) {
        WindowRecord record = record(sensor, "g", 0, 3);
        records.add(record);
        sums.accept(LagSums.fromArray(SUPPORT, record.sums()));
        NoiseCalibration one = NoiseCalibration.of(SUPPORT);
        one.restore(record.rest());
        rest.combine(one);
      }
      assertThat(records).extracting(WindowMerge::keyOf).containsOnly("61 g");
      Collections.reverse(records);
      for (WindowRecord record : records) {
        merge.accept(record);
      }
      merge.watermark(WindowGrid.closing(SPAN) - 1);
      assertThat(merge.outputs()).isEmpty();
      merge.watermark(WindowGrid.closing(SPAN));
      WindowRecord expected =
          new WindowRecord(
              "s0", "g", SPAN, sums.state(), rest.state(), 3.0, 3, Series.PERIOD, Long.MIN_VALUE);
      assertThat(lines(merge.outputs())).isEqualTo(lines(List.of(expected)));
      assertThat(merge.records().get(0).getTimestamp())
          .as("not after the watermark that it goes before")
          .isEqualTo(WindowGrid.closing(SPAN));
    }
  }

  /** The record of a sensor whose samples lie anywhere, every other one late by a third. */
  private static WindowRecord irregularRecord(String sensor) {
    List<Sample> samples = Series.noisySine(sensor, WINDOW, 0.4, sensor.hashCode());
    long[] times = samples.stream().mapToLong(Sample::time).toArray();
    for (int n = 1; n < WINDOW; n += 2) {
      times[n] += Series.PERIOD / 3;
    }
    double[] x = samples.stream().mapToDouble(Sample::value).toArray();
    double[] sums =
        new IrregularWindow(SUPPORT, Series.PERIOD, SETTINGS.irregularGrid(), false)
            .sums(times, x, null, 0, WINDOW);
    assertThat(sums[0]).as("rows").isPositive();
    return new WindowRecord(
        sensor, "g", SPAN, sums, WindowRecord.NO_REST, 0, 1, Series.PERIOD, Long.MIN_VALUE);
  }

  @Test
  void addsSumsAtTrueOffsetsInTheOrderOfTheSensors() throws Exception {
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1, Sampling.IRREGULAR)) {
      double[] none = IrregularSums.NO_ROWS;
      WindowRecord silent =
          new WindowRecord(
              "s115", "g", SPAN, none, WindowRecord.NO_REST, 0, 1, Series.PERIOD, Long.MIN_VALUE);
      WindowRecord first = irregularRecord("s0");
      WindowRecord second = irregularRecord("s14");
      WindowRecord third = irregularRecord("s40");
      WindowRecord other = irregularRecord("s7");
      List<WindowRecord> records = List.of(silent, third, second, other, first);
      records.forEach(
          record ->
              assertThat(WindowMerge.keyOf(record).equals("61 g")).isEqualTo(record != other));
      IrregularStatistics sums = SETTINGS.newIrregularStatistics();
      sums.accept(first.sums());
      sums.accept(second.sums());
      sums.accept(third.sums());
      for (WindowRecord record : records) {
        merge.accept(record);
      }
      merge.watermark(Long.MAX_VALUE);
      WindowRecord expected =
          new WindowRecord(
              "s0",
              "g",
              SPAN,
              sums.state(),
              WindowRecord.NO_REST,
              0.0,
              4,
              Series.PERIOD,
              Long.MIN_VALUE);
      assertThat(lines(merge.outputs())).isEqualTo(lines(List.of(expected, other)));
    }
  }

  @Test
  void sensorsWithoutARowAtTrueOffsetsTellThatTheyAreAliveAndNoMore() throws Exception {
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1, Sampling.IRREGULAR)) {
      double[] none = IrregularSums.NO_ROWS;
      for (String sensor : List.of("s14", "s0")) {
        merge.accept(
            new WindowRecord(
                sensor,
                "g",
                SPAN,
                none,
                WindowRecord.NO_REST,
                0,
                1,
                Series.PERIOD,
                Long.MIN_VALUE));
      }
      merge.watermark(Long.MAX_VALUE);
      WindowRecord expected =
          new WindowRecord(
              "s0", "g", SPAN, none, WindowRecord.NO_REST, 0.0, 2, Series.PERIOD, Long.MIN_VALUE);
      assertThat(lines(merge.outputs())).isEqualTo(lines(List.of(expected)));
    }
  }

  @Test
  void leavesARecordAloneThatIsAloneAndDoesNotMixGroups() throws Exception {
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1)) {
      List<WindowRecord> records =
          List.of(
              record("s0", "g", 0, 1),
              record("s0", "h", 0, 2),
              record("s1", "g", 0, 3),
              record("s0", "g", 1, 4));
      for (WindowRecord record : records) {
        merge.accept(record);
      }
      merge.watermark(Long.MAX_VALUE);
      assertThat(lines(merge.outputs())).isEqualTo(lines(records));
    }
  }

  @Test
  void theLagOfSensorsThatDisagreeIsNoNumber() throws Exception {
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1)) {
      merge.accept(record("s0", "g", 0, 1));
      merge.accept(record("s14", "g", 0, 2));
      merge.watermark(Long.MAX_VALUE);
      assertThat(merge.outputs()).extracting(WindowRecord::lag).containsExactly(Double.NaN);
    }
  }

  @Test
  void holdsNoMoreThanTheOpenWindows() throws Exception {
    int sensors = 500;
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1)) {
      for (int window = 0; window < 20; window++) {
        for (int sensor = 0; sensor < sensors; sensor++) {
          merge.accept(record("s" + sensor, "g", window, 0));
        }
        // The window that has just come is open, those before it are closed.
        merge.watermark(WindowGrid.closing(window * SPAN));
        assertThat(merge.stateEntries()).isEqualTo(WindowMerge.BUCKETS);
        assertThat(merge.timers()).isEqualTo(WindowMerge.BUCKETS);
        List<WindowRecord> merged = merge.drain();
        assertThat(merged).hasSize(window == 0 ? 0 : WindowMerge.BUCKETS);
        assertThat(merged.stream().mapToInt(WindowRecord::sensors).sum())
            .isEqualTo(window == 0 ? 0 : sensors);
      }
      merge.watermark(Long.MAX_VALUE);
      assertThat(merge.stateEntries()).isZero();
      assertThat(merge.timers()).isZero();
    }
  }

  @Property(seed = "73", tries = 40)
  void dependsNeitherOnArrivalNorOnRestores(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<WindowRecord> records = new ArrayList<>();
    for (int window = 0; window < 3; window++) {
      for (int sensor = 0; sensor < 100; sensor++) {
        records.add(record("s" + sensor, "g" + sensor % 2, window, 0));
      }
    }
    List<String> expected;
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1)) {
      for (WindowRecord record : records) {
        merge.accept(record);
      }
      merge.watermark(Long.MAX_VALUE);
      expected = lines(merge.outputs());
    }
    Collections.shuffle(records, random);
    try (OneInputSubtasks<WindowRecord, WindowRecord> merge = start(1 + random.nextInt(3))) {
      for (int window = 0; window < 3; window++) {
        for (WindowRecord record : List.copyOf(records)) {
          if (record.end() == (window + 1) * SPAN || random.nextInt(4) == 0) {
            merge.accept(record);
            records.remove(record);
          }
        }
        merge.restoreAt(1 + random.nextInt(3));
        merge.watermark(WindowGrid.closing((window + 1) * SPAN));
      }
      assertThat(lines(merge.outputs())).isEqualTo(expected);
    }
  }

  /** The buckets are part of what the same samples give, so they are the same for ever. */
  @Test
  void bucketsAreFixedAndEven() {
    assertThat(WindowMerge.keyOf(record("s1", "line 7", 0, 0))).isEqualTo("36 line 7");
    assertThat(WindowMerge.keyOf(record("Gerät", "", 0, 0))).isEqualTo("1 ");
    int[] sizes = new int[WindowMerge.BUCKETS];
    Set<String> keys = new TreeSet<>();
    double[] none = WindowRecord.NO_REST;
    for (int sensor = 0; sensor < 100_000; sensor++) {
      String key =
          WindowMerge.keyOf(
              new WindowRecord(
                  "s" + sensor, "", SPAN, none, none, 0, 1, Series.PERIOD, Long.MIN_VALUE));
      keys.add(key);
      sizes[Integer.parseInt(key.strip())]++;
    }
    assertThat(keys).hasSize(WindowMerge.BUCKETS);
    assertThat(Arrays.stream(sizes).max().getAsInt()).isLessThan(1_600);
  }
}
