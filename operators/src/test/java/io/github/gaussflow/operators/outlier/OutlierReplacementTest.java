/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.outlier.HampelIdentifier;
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
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class OutlierReplacementTest {

  private static final SamplingGrid GRID =
      SamplingGrid.of(new KernelSupport(4, 4), Duration.ofNanos(Series.PERIOD)); // cuts after 50 ms

  private static OneInputSubtasks<Frame, Frame> start(int parallelism, SamplingGrid grid)
      throws Exception {
    return OneInputSubtasks.start(
        parallelism, () -> new OutlierReplacement(grid), frame -> frame.sensor());
  }

  private static List<Sample> withSpikes(List<Sample> samples, int every) {
    List<Sample> spiked = new ArrayList<>();
    for (Sample sample : samples) {
      boolean spike = spiked.size() % every == every - 1;
      double value = spike ? sample.value() + 40 : sample.value();
      spiked.add(
          new Sample(sample.sensor(), sample.group(), sample.time(), value, sample.reference()));
    }
    return spiked;
  }

  /** Every sample as it left, in order, with what was measured where it was replaced. */
  private static List<String> described(List<Frame> frames) {
    List<String> samples = new ArrayList<>();
    for (Frame frame : frames) {
      assertThat(frame.values()[0]).isNotNaN();
      assertThat(frame.values()[frame.values().length - 1]).isNotNaN();
      for (int slot = 0; slot < frame.values().length; slot++) {
        if (!Double.isNaN(frame.values()[slot])) {
          samples.add(
              described(
                  frame.sensor(),
                  frame.times()[slot],
                  frame.values()[slot],
                  frame.references().length == 0 ? Double.NaN : frame.references()[slot],
                  frame.outliers().length == 0 ? Double.NaN : frame.outliers()[slot]));
        }
      }
    }
    return samples;
  }

  private static String described(
      String sensor, long time, double value, double reference, double measured) {
    return sensor + " " + time + " " + value + " " + reference + " " + measured;
  }

  /** The same, of the whole series: each segment by itself. */
  private static List<String> expected(SamplingGrid grid, List<Sample> samples) {
    List<String> expected = new ArrayList<>();
    int from = 0;
    while (from < samples.size()) {
      int to = from + 1;
      while (to < samples.size()
          && !grid.cuts(samples.get(to - 1).time(), samples.get(to).time())) {
        to++;
      }
      RandomSeries segment = RandomSeries.of(grid, samples.subList(from, to));
      double[] values = new HampelIdentifier().filter(segment.values);
      for (int i = 0; i < segment.slots.length; i++) {
        Sample sample = segment.samples.get(i);
        double value = values[segment.slots[i]];
        double measured = value == sample.value() ? Double.NaN : sample.value();
        expected.add(
            described(sample.sensor(), sample.time(), value, sample.reference(), measured));
      }
      from = to;
    }
    return expected;
  }

  @Test
  void aSampleLeavesWhenThreeLaterOnesAreThere() throws Exception {
    List<Sample> samples = withSpikes(Series.noisySine("s", 100, .1, 1), 50);
    try (OneInputSubtasks<Frame, Frame> replacement = start(1, GRID)) {
      for (int n = 0; n < samples.size(); n++) {
        replacement.accept(Frames.of(GRID, samples.subList(n, n + 1)));
        replacement.watermark(samples.get(n).timestamp());
        assertThat(described(replacement.outputs())).hasSize(Math.max(0, n - 2));
      }
      assertThat(described(replacement.outputs()))
          .isEqualTo(expected(GRID, samples).subList(0, 97));
      assertThat(replacement.count("outliersReplaced")).isEqualTo(1);
      assertThat(replacement.stateEntries()).isEqualTo(1);
      assertThat(replacement.timers()).isEqualTo(2);
    }
  }

  @Test
  void aSampleWithoutLaterOnesLeavesAfterFivePeriods() throws Exception {
    List<Sample> samples = Series.noisySine("s", 100, .1, 2);
    long last = samples.get(99).timestamp();
    try (OneInputSubtasks<Frame, Frame> replacement = start(1, GRID)) {
      replacement.accept(Frames.of(GRID, samples));
      assertThat(OutlierReplacement.delay(GRID)).isEqualTo(50);
      replacement.watermark(last - 20 + 49);
      assertThat(described(replacement.outputs())).hasSize(97);
      replacement.watermark(last - 20 + 50);
      assertThat(described(replacement.outputs())).hasSize(98);
      replacement.watermark(last + 49);
      assertThat(described(replacement.outputs())).hasSize(99);
      replacement.watermark(last + 50);
      assertThat(described(replacement.outputs())).isEqualTo(expected(GRID, samples));
      assertThat(replacement.timers()).isEqualTo(1);
      replacement.watermark(last + 2_000);
      assertThat(replacement.stateEntries()).as("forgotten after a silence").isZero();
      assertThat(replacement.timers()).isZero();
    }
  }

  @Test
  void atTheEndOfTheInputTheLastSamplesComeAfterAllFrames() throws Exception {
    List<Sample> samples = Series.noisySine("s", 100, .1, 3);
    try (OneInputSubtasks<Frame, Frame> replacement = start(1, GRID)) {
      replacement.accept(Frames.of(GRID, samples));
      replacement.watermark(Long.MAX_VALUE);
      assertThat(described(replacement.outputs())).isEqualTo(expected(GRID, samples));
      // Batch mode sorts frames by their timestamps; a frame has the last one of its part.
      StreamRecord<? extends Frame> last = replacement.records().get(1);
      assertThat(last.getTimestamp()).isGreaterThan(GRID.partEnd(samples.get(99).time()));
      assertThat(replacement.stateEntries()).isZero();
      assertThat(replacement.timers()).isZero();
    }
  }

  @Test
  void aGapThatCutsTheSeriesRestartsTheIdentifierWhetherItsStateIsThereOrNot() throws Exception {
    List<Sample> samples = new ArrayList<>(Series.noisySine("s", 400, .1, 4));
    samples.subList(200, 300).clear();
    samples = withSpikes(samples, 15);
    for (boolean silent : new boolean[] {true, false}) {
      try (OneInputSubtasks<Frame, Frame> replacement = start(1, GRID)) {
        replacement.accept(Frames.of(GRID, samples.subList(0, 200)));
        if (silent) {
          replacement.watermark(2_900);
          assertThat(replacement.stateEntries()).isZero();
        }
        replacement.accept(Frames.of(GRID, samples.subList(200, 300)));
        replacement.watermark(Long.MAX_VALUE);
        assertThat(described(replacement.outputs())).isEqualTo(expected(GRID, samples));
        assertThat(described(replacement.outputs()).stream().filter(s -> !s.endsWith("NaN")))
            .as("spikes but for those in the first 31 samples of each segment")
            .hasSize(20 - 4);
      }
    }
  }

  @Property(seed = "91")
  void doesNotDependOnHowFramesAreCutNorOnWatermarks(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(6), random.nextInt(6));
    long period = random.nextBoolean() ? 700_000 : Series.PERIOD;
    SamplingGrid grid = SamplingGrid.of(support, Duration.ofNanos(period));
    if (random.nextBoolean()) {
      grid = grid.withMaximumGap(Duration.ofNanos(period * (1 + random.nextInt(30))));
    }
    grid = grid.reaching(HampelIdentifier.REACH);
    List<Sample> samples =
        withSpikes(RandomSeries.of(grid, "s", 400, random).samples, 3 + random.nextInt(20));
    long delay = OutlierReplacement.delay(grid);
    int fed = 0;
    try (OneInputSubtasks<Frame, Frame> replacement = start(1, grid)) {
      for (Frame frame : Frames.cutAnywhere(grid, samples, random)) {
        replacement.accept(frame);
        assertThat(replacement.timers()).isLessThanOrEqualTo(2);
        while (fed < samples.size() && samples.get(fed).time() <= frame.lastTime()) {
          fed++;
        }
        long next = fed < samples.size() ? samples.get(fed).timestamp() : Long.MAX_VALUE - 1;
        if (random.nextBoolean()) {
          long from = Math.floorDiv(frame.lastTime(), Sample.NANOS_PER_MILLI);
          long watermark = Math.max(from, next - 1 - random.nextInt(100));
          replacement.watermark(watermark);
          long left = described(replacement.outputs()).size();
          long passed =
              samples.subList(0, fed).stream()
                  .filter(sample -> sample.timestamp() <= watermark - delay)
                  .count();
          assertThat(left)
              .as("the watermark that is put back does not overtake samples")
              .isGreaterThanOrEqualTo(passed);
        }
      }
      replacement.watermark(Long.MAX_VALUE);
      assertThat(described(replacement.outputs())).isEqualTo(expected(grid, samples));
      assertThat(replacement.stateEntries()).isZero();
      assertThat(replacement.timers()).isZero();
    }
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    assertThat(run(1, 2)).isEqualTo(run(1, 1));
    assertThat(run(2, 1)).isEqualTo(run(1, 1));
    List<String> whole = new ArrayList<>();
    for (int sensor = 0; sensor < 7; sensor++) {
      whole.addAll(expected(GRID, spiked(sensor)));
    }
    assertThat(run(1, 1)).isEqualTo(whole.stream().sorted().toList());
  }

  private static List<Sample> spiked(int sensor) {
    return withSpikes(Series.noisySine("s" + sensor, 300, .1, sensor), 17);
  }

  /** The samples of seven sensors, restored in the middle. */
  private static List<String> run(int before, int after) throws Exception {
    try (OneInputSubtasks<Frame, Frame> replacement = start(before, GRID)) {
      for (int from = 0; from < 300; from += 10) {
        for (int sensor = 0; sensor < 7; sensor++) {
          replacement.accept(Frames.of(GRID, spiked(sensor).subList(from, from + 10)));
        }
        replacement.watermark(from * 10 + 95);
        if (from == 150) {
          replacement.restoreAt(after);
          assertThat(replacement.stateEntries()).isEqualTo(7);
          assertThat(replacement.timers()).isEqualTo(2 * 7);
        }
      }
      replacement.watermark(Long.MAX_VALUE);
      assertThat(replacement.stateEntries()).isZero();
      assertThat(replacement.timers()).isZero();
      return described(replacement.outputs()).stream().sorted().toList();
    }
  }

  @Test
  void samplesAtTheEndsOfTimeLeaveToo() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int n = 20; n >= 0; n--) {
      samples.add(Sample.of("s", Long.MAX_VALUE - n * Series.PERIOD, n % 3));
    }
    samples.add(0, Sample.of("s", Long.MIN_VALUE, 1));
    try (OneInputSubtasks<Frame, Frame> replacement = start(1, GRID)) {
      replacement.accept(Frames.of(GRID, samples));
      replacement.watermark(Long.MAX_VALUE);
      assertThat(described(replacement.outputs())).isEqualTo(expected(GRID, samples));
      assertThat(replacement.stateEntries()).isZero();
    }
  }

  @Test
  void framesKeepTheirArrays() throws Exception {
    List<Sample> samples = withSpikes(Series.noisySine("s", 100, .1, 5), 60);
    Frame frame = Frames.of(GRID, samples);
    double[] measured = frame.values().clone();
    try (OneInputSubtasks<Frame, Frame> replacement = start(1, GRID)) {
      replacement.accept(frame);
      assertThat(frame.values()).containsExactly(measured);
      Frame out = replacement.outputs().get(0);
      assertThat(out.outliers()[59]).isEqualTo(measured[59]);
      assertThat(Arrays.stream(out.outliers()).filter(Double::isFinite).count()).isEqualTo(1);
    }
  }

  @Test
  void rejectsAGridOnWhichMediansReachAcrossACut() {
    assertThatThrownBy(() -> new OutlierReplacement(new SamplingGrid(100, 100, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("grid must reach at least 3 slots, but reaches 2");
  }
}
