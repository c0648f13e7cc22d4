/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.layer.Border;
import io.github.gaussflow.filter.layer.GaussianFilterLayer;
import io.github.gaussflow.operators.RandomSeries;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.Frames;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for both filters. Here each sensor is a group of its own. */
abstract class GaussianFilterContract {

  private static final KernelSupport SUPPORT = new KernelSupport(2, 3);
  private static final SamplingGrid GRID =
      SamplingGrid.of(SUPPORT, Duration.ofNanos(Series.PERIOD)); // cuts after 40 ms

  private final boolean broadcast;

  GaussianFilterContract(boolean broadcast) {
    this.broadcast = broadcast;
  }

  private FilterSubtasks start(int parallelism) throws Exception {
    return FilterSubtasks.start(parallelism, broadcast, SUPPORT, GRID);
  }

  /** The state that stays: what a sensor that learns for itself has learned. */
  private int entriesThatStay(int sensors) {
    return broadcast ? 0 : sensors;
  }

  static ParameterUpdate update(String group, long version, long validFrom) {
    return update(group, version, validFrom, Long.MIN_VALUE);
  }

  private static ParameterUpdate update(
      String group, long version, long validFrom, long periodKnownAt) {
    GaussianParameters narrow =
        new GaussianParameters(0.1 * (version % 7) - 0.3, 0.4 + 0.2 * (version % 11));
    GaussianParameters wide = new GaussianParameters(0, 3);
    GaussianBank bank =
        version % 3 == 0
            ? new GaussianBank(
                List.of(
                    new GaussianBank.Component(1.4, narrow),
                    new GaussianBank.Component(-0.4, wide)))
            : GaussianBank.of(narrow);
    return new ParameterUpdate(
        group,
        version,
        validFrom,
        narrow.mean(),
        narrow.standardDeviation(),
        bank,
        0,
        0,
        0,
        NoiseKind.WHITE,
        List.of(0.5 * version),
        0.5 * version,
        0,
        "",
        1,
        1,
        true,
        Double.NaN,
        0, // as given: some grids here have periods of their own
        periodKnownAt);
  }

  private static List<ParameterUpdate> randomUpdates(RandomSeries series, Random random) {
    long from = series.samples.get(0).time();
    long span = series.samples.get(series.samples.size() - 1).time() - from;
    List<ParameterUpdate> updates = new ArrayList<>();
    int count = random.nextInt(20);
    for (int version = 1; version <= count; version++) {
      // Some exactly at a sample.
      Sample sample = series.samples.get(random.nextInt(series.samples.size()));
      long time = random.nextBoolean() ? sample.time() : from + (long) (random.nextDouble() * span);
      if (updates.stream().noneMatch(update -> update.validFrom() == time)) {
        updates.add(update(series.samples.get(0).sensor(), version, time));
      }
    }
    return updates;
  }

  @Property(seed = "81")
  void equalsTheWholeSeriesBitForBit(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(6), random.nextInt(6));
    long period = random.nextBoolean() ? 700_000 : Series.PERIOD;
    SamplingGrid grid = SamplingGrid.of(support, Duration.ofNanos(period));
    if (random.nextBoolean()) {
      grid = grid.withMaximumGap(Duration.ofNanos(period * (1 + random.nextInt(30))));
    }
    RandomSeries series =
        random.nextBoolean()
            ? RandomSeries.even(grid, "s", 300, random)
            : RandomSeries.of(grid, "s", 300, random);
    List<ParameterUpdate> updates = randomUpdates(series, random);
    FilterRun run = new FilterRun(grid, List.of(series), updates, random);
    try (FilterSubtasks filter = FilterSubtasks.start(1, broadcast, support, grid)) {
      while (run.left() > 0) {
        run.next().on(filter);
        assertThat(filter.timers()).isLessThanOrEqualTo(1);
      }
      assertThat(filter.outputs()).isEqualTo(DirectFilter.filter(series, support, updates));
      assertThat(filter.stateEntries()).isEqualTo(updates.isEmpty() ? 0 : entriesThatStay(1));
      assertThat(filter.timers()).isZero();
    }
  }

  @Property(seed = "82", tries = 50)
  void goesOnAfterRestoresAtOtherParallelismsAsIfNothingHadHappened(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    List<RandomSeries> all = new ArrayList<>();
    List<ParameterUpdate> updates = new ArrayList<>();
    List<DenoisedSample> expected = new ArrayList<>();
    for (int sensor = 0; sensor < 4; sensor++) {
      RandomSeries series = RandomSeries.of(GRID, "s" + sensor, 100, random);
      List<ParameterUpdate> own = randomUpdates(series, random);
      all.add(series);
      updates.addAll(own);
      expected.addAll(DirectFilter.filter(series, SUPPORT, own));
    }
    FilterRun run = new FilterRun(GRID, all, updates, random);
    int events = run.left();
    try (FilterSubtasks filter = start(1 + random.nextInt(2))) {
      while (run.left() > 0) {
        if (run.left() == events / 2) {
          filter.restoreAt(2);
        } else if (run.left() == events / 3) {
          filter.restoreAt(1);
        }
        run.next().on(filter);
      }
      assertThat(filter.outputs()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(filter.timers()).isZero();
    }
  }

  @Property(seed = "83", tries = 50)
  void equalsTheLayerWithItsRenormalisingBorder(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomSeries series = RandomSeries.of(GRID, "s", 200, random);
    GaussianFilterLayer layer =
        GaussianFilterLayer.of(
            GaussianKernel.UNIT_SUM,
            FilterSubtasks.INITIAL,
            SUPPORT,
            Border.RENORMALISE,
            series.values.length);
    double[] expected = new double[series.values.length];
    layer.forward(series.values, 1, expected);
    try (FilterSubtasks filter = start(1)) {
      for (Frame frame : Frames.cutAnywhere(GRID, series.samples, random)) {
        filter.accept(frame);
      }
      filter.watermark(Long.MAX_VALUE);
      List<DenoisedSample> outputs = filter.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        // Values are near 3: a few units in the last place.
        assertThat(outputs.get(i).denoised()).isCloseTo(expected[series.slots[i]], within(1e-14));
      }
    }
  }

  @Test
  void waitsForBothWatermarks() throws Exception {
    List<Sample> samples = Series.noisySine("s", 10, 1, 1); // 0, 10, .. 90 ms
    try (FilterSubtasks filter = start(1)) {
      filter.accept(Frames.of(GRID, samples));
      filter.watermarkOfFrames(1_000);
      assertThat(filter.outputs()).isEmpty();
      filter.watermarkOfUpdates(-1);
      assertThat(filter.outputs()).isEmpty();
      filter.watermarkOfUpdates(40);
      assertThat(filter.outputs()).as("0 to 40 ms").hasSize(5);
      filter.watermarkOfUpdates(129);
      assertThat(filter.outputs()).as("the last two wait for their lookahead").hasSize(8);
      assertThat(filter.stateEntries()).isEqualTo(1);
      assertThat(filter.timers()).isEqualTo(1);
      filter.watermarkOfUpdates(130);
      assertThat(filter.outputs()).as("a silence says that it stays away").hasSize(10);
      assertThat(filter.stateEntries()).isZero();
      assertThat(filter.timers()).isZero();
    }
    try (FilterSubtasks filter = start(1)) {
      filter.watermarkOfUpdates(Long.MAX_VALUE);
      filter.accept(Frames.of(GRID, samples));
      assertThat(filter.outputs()).isEmpty();
      filter.watermarkOfFrames(9);
      assertThat(filter.outputs()).hasSize(1);
    }
  }

  /**
   * Samples that waited for their period come after the watermark, as do the updates that concern
   * them, in any order: none is forgotten, and no output leaves before the watermark that brings
   * the last of them.
   */
  @Test
  void samplesThatWaitedForTheirPeriodAndTheirUpdatesComeAfterTheWatermark() throws Exception {
    long knownAt = 995;
    Frame frame =
        Frames.of(GRID, Series.noisySine("s", 100, 1, 1)).withPeriod(Series.PERIOD, knownAt);
    for (boolean updatesFirst : new boolean[] {true, false}) {
      try (FilterSubtasks filter = start(1)) {
        filter.watermark(980);
        if (!updatesFirst) {
          filter.accept(frame);
        }
        for (int version = 1; version <= 4; version++) {
          filter.accept(update("s", version, 20L * version * Series.PERIOD, knownAt));
        }
        if (updatesFirst) {
          filter.accept(frame);
        }
        filter.watermark(994);
        assertThat(filter.outputs()).isEmpty();
        filter.watermark(995);
        assertThat(filter.outputs()).as("two wait for their lookahead").hasSize(98);
        filter.watermark(Long.MAX_VALUE);
        assertThat(filter.outputs())
            .hasSize(100)
            .allMatch(output -> output.version() == output.time() / Series.PERIOD / 20);
      }
    }
  }

  @Test
  void anUpdateHoldsExactlyFromItsTime() throws Exception {
    long from = 50 * Sample.NANOS_PER_MILLI + 123;
    List<Sample> samples = new ArrayList<>();
    for (long time : new long[] {from - 10_000_000, from - 1, from, from + 1, from + 10_000_000}) {
      samples.add(Sample.of("s", time, samples.size()));
    }
    try (FilterSubtasks filter = start(1)) {
      filter.accept(Frames.of(GRID, samples));
      filter.watermarkOfFrames(Long.MAX_VALUE);
      filter.watermarkOfUpdates(49);
      filter.accept(update("s", 1, from));
      filter.watermarkOfUpdates(Long.MAX_VALUE);
      assertThat(filter.outputs())
          .extracting(DenoisedSample::version)
          .containsExactly(0L, 0L, 1L, 1L, 1L);
    }
  }

  @Test
  void standardErrorIsThatOfWhiteNoiseOfTheLearnedVariance() throws Exception {
    List<Sample> samples = Series.noisySine("s", 20, 1, 1);
    ParameterUpdate update =
        new ParameterUpdate(
            "s",
            1,
            10 * Series.PERIOD,
            0,
            1.25,
            GaussianBank.of(new GaussianParameters(0, 1.25)),
            0,
            0,
            0,
            NoiseKind.WHITE,
            List.of(9.0), // s = 3
            9,
            0,
            "",
            1,
            1,
            true,
            Double.NaN,
            Series.PERIOD,
            Long.MIN_VALUE);
    double[] taps = new double[SUPPORT.taps()];
    GaussianKernel.UNIT_SUM.taps(new GaussianParameters(0, 1.25), SUPPORT, taps);
    double squares = 0;
    for (double tap : taps) {
      squares += tap * tap;
    }
    double present = taps[2] + taps[3] + taps[4] + taps[5]; // the last sample has no lookahead
    double squaresAtTheEnd =
        (taps[2] * taps[2] + taps[3] * taps[3] + taps[4] * taps[4] + taps[5] * taps[5])
            / (present * present);
    try (FilterSubtasks filter = start(1)) {
      filter.accept(update);
      filter.accept(Frames.of(GRID, samples));
      filter.watermark(Long.MAX_VALUE);
      List<DenoisedSample> outputs = filter.outputs();
      assertThat(outputs.get(9).standardError()).isNaN();
      assertThat(outputs.get(10).standardError()).isEqualTo(3 * Math.sqrt(squares));
      assertThat(outputs.get(19).standardError())
          .isCloseTo(3 * Math.sqrt(squaresAtTheEnd), within(1e-15));
    }
  }

  @Test
  void keepsTheParametersThatAWaitingSampleNeedsAndNoMore() throws Exception {
    SamplingGrid patient = GRID.withMaximumGap(Duration.ofSeconds(10));
    try (FilterSubtasks filter = FilterSubtasks.start(1, broadcast, SUPPORT, patient)) {
      filter.accept(Frames.of(patient, Series.noisySine("s", 1, 1, 1)));
      for (int version = 1; version <= 300; version++) {
        filter.watermark(100L * version - 101);
        filter.accept(update("s", version, 100L * (version - 1) * Sample.NANOS_PER_MILLI));
        if (version == 99) {
          assertThat(filter.outputs()).isEmpty();
          assertThat(filter.timelineSize("s")).isEqualTo(99);
        }
      }
      assertThat(filter.outputs())
          .extracting(DenoisedSample::version)
          .as("the one that held at its time, 10 s ago")
          .containsExactly(1L);
      assertThat(filter.timelineSize("s")).isLessThanOrEqualTo(broadcast ? 103 : 2);
      assertThat(filter.stateEntries()).isEqualTo(entriesThatStay(1));
      assertThat(filter.timers()).isZero();
    }
  }
}
