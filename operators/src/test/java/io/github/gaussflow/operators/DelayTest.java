/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.outlier.HampelIdentifier;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.filtering.FrozenGaussianFilter;
import io.github.gaussflow.operators.filtering.OutputForm;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.GatedBundle;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.outlier.OutlierReplacement;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An output leaves as soon as the formula of the guide says, in event time, and no sooner; where
 * samples linger, at most by as much later.
 */
class DelayTest {

  private static final long PERIOD = Series.PERIOD;

  /** The watermark in milliseconds at which the output of sample i leaves. */
  private static long due(List<Sample> series, int i, Settings settings) {
    long lookahead = settings.learner().support().lookahead() * PERIOD;
    long time = series.get(i).time();
    int last = i;
    while (series.get(last).time() < time + lookahead
        && last + 1 < series.size()
        && series.get(last + 1).time() - series.get(last).time() <= settings.flushAfter()) {
      last++;
    }
    long known = series.get(last).time();
    return Math.floorDiv(
        known >= time + lookahead ? known : known + settings.flushAfter(), 1_000_000L);
  }

  @Property(seed = "61", tries = 40, shrinking = ShrinkingMode.OFF)
  void isThatOfTheLookaheadOrOfTheSilence(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(6), 1 + random.nextInt(4));
    Scope scope = Scope.values()[random.nextInt(3)];
    Settings settings = Settings.of(LearnerSettings.of(support), PERIOD, 16, scope);
    if (random.nextBoolean()) {
      settings = settings.withMaximumGap((2 + random.nextInt(20)) * PERIOD);
      long shorter = settings.maximumGap() - PERIOD;
      settings = settings.withFlushAfter(PERIOD + (long) (random.nextDouble() * shorter));
    }
    long linger = random.nextBoolean() ? 0 : 1 + random.nextInt(100);
    settings = settings.withLinger(linger);
    List<List<Sample>> sensors = new ArrayList<>();
    List<Sample> all = new ArrayList<>();
    for (int sensor = 0; sensor < 3; sensor++) {
      List<Sample> series = new ArrayList<>();
      long time = random.nextInt(50) * PERIOD;
      for (int i = 0; i < 80; i++) {
        series.add(Sample.of("s" + sensor, time, random.nextGaussian()).withGroup("g"));
        time += (random.nextInt(8) == 0 ? 1 + random.nextInt(12) : 1) * PERIOD;
      }
      sensors.add(series);
      all.addAll(series);
    }
    long end = all.stream().mapToLong(Sample::timestamp).max().getAsLong();
    long settled = end + settings.maximumGap() / Sample.NANOS_PER_MILLI + linger;
    try (OperatorChain chain = new OperatorChain(settings, 1, random)) {
      for (Sample sample : all) {
        chain.accept(new Arrival.OfSample(sample)); // long before it is due
      }
      for (long watermark = -1; watermark <= settled; watermark += 1 + random.nextInt(60)) {
        chain.accept(new Arrival.OfWatermark(watermark));
        chain.deliverAll();
        Set<String> known = new TreeSet<>();
        Set<String> due = new TreeSet<>();
        for (List<Sample> series : sensors) {
          for (int i = 0; i < series.size(); i++) {
            String output = series.get(i).sensor() + " " + series.get(i).time();
            if (due(series, i, settings) <= watermark) {
              known.add(output);
            }
            if (due(series, i, settings) + linger <= watermark) {
              due.add(output);
            }
          }
        }
        Set<String> out = new TreeSet<>();
        chain.denoised().forEach(sample -> out.add(sample.sensor() + " " + sample.time()));
        assertThat(out).as("at watermark %d", watermark).containsAll(due);
        assertThat(known).as("at watermark %d", watermark).containsAll(out);
      }
    }
  }

  @Test
  void aLingerIsNotNegativeAndNotForBlocks() {
    LearnerSettings learner = LearnerSettings.of(new KernelSupport(1, 1));
    DenoisingPipelineBuilder negative =
        DenoisingPipeline.builder(learner, Duration.ofMillis(10)).linger(Duration.ofMillis(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(negative::build)
        .withMessageStartingWith("linger must be from 0 to ")
        .withMessageEndingWith(", but is PT-0.001S");
    DenoisingPipeline lingering =
        DenoisingPipeline.builder(learner, Duration.ofMillis(10))
            .linger(Duration.ofNanos(1))
            .build();
    assertThatIllegalStateException()
        .isThrownBy(() -> lingering.applyBlocks(null))
        .withMessage(
            "blocks do not linger: they have many samples each; leave the linger of 1 ms out");
  }

  /** Of a regular series: max(L + 3, 5) periods where outliers are replaced, else L. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2", "7, 7"})
  void isSoManyPeriods(int lookahead, int periods) throws Exception {
    assertThat(measured(lookahead, false)).isEqualTo(periods);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "2, 5", "3, 6", "7, 10"})
  void isSoManyPeriodsWhereOutliersAreReplaced(int lookahead, int periods) throws Exception {
    assertThat(measured(lookahead, true)).isEqualTo(periods);
  }

  /** By how many periods watermarks are ahead of what is out. */
  private static long measured(int lookahead, boolean outliers) throws Exception {
    KernelSupport support = new KernelSupport(lookahead, 4);
    SamplingGrid grid = SamplingGrid.of(support, Duration.ofNanos(PERIOD));
    SamplingGrid reaching = outliers ? grid.reaching(HampelIdentifier.REACH) : grid;
    InitialParameters initial =
        InitialParameters.of(InitialFilter.of(new GaussianParameters(0, 1)));
    try (OneInputSubtasks<GatedBundle, Frame> assembler =
            OneInputSubtasks.start(
                1,
                () -> new FrameAssembler(reaching, Scope.SENSOR, Rest.none()),
                bundle -> bundle.samples().sensor);
        OneInputSubtasks<Frame, Frame> replacement =
            OneInputSubtasks.start(
                1,
                () -> new OutlierReplacement(reaching.reaching(HampelIdentifier.REACH)),
                Frame::sensor);
        OneInputSubtasks<Frame, DenoisedSample> filter =
            OneInputSubtasks.start(
                1,
                () ->
                    new FrozenGaussianFilter<>(
                        support,
                        reaching,
                        Scope.SENSOR,
                        initial,
                        NoiseModel.estimated(),
                        OutputForm.samples()),
                Frame::sensor)) {
      int count = 300; // over more than one part of the time axis
      for (Sample sample : Series.noisySine("s", count, 0.3, 4)) {
        assembler.accept(GatedBundle.unjudged(SampleBundle.of(List.of(sample))));
      }
      Set<Long> delays = new TreeSet<>();
      for (int n = 20; n < count; n++) {
        long watermark = n * PERIOD / Sample.NANOS_PER_MILLI;
        assembler.watermark(watermark);
        for (Frame frame : assembler.drain()) {
          (outliers ? replacement : filter).accept(frame);
        }
        replacement.watermark(watermark);
        for (Frame frame : replacement.drain()) {
          filter.accept(frame);
        }
        filter.watermark(watermark - (outliers ? OutlierReplacement.delay(reaching) : 0));
        List<DenoisedSample> out = filter.drain();
        delays.add(n - out.get(out.size() - 1).time() / PERIOD);
      }
      assertThat(delays).as("the same all the time").hasSize(1);
      return delays.iterator().next();
    }
  }
}
