/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.period.GroupPeriod;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.RandomHistory;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators that are not given the period do what those do that are given what they tell. */
class EstimatedPeriodTest {

  /** A history whose settings do without the period. */
  private static RandomHistory history(Random random) {
    while (true) {
      RandomHistory history = RandomHistory.of(random);
      Settings settings = history.settings;
      Settings plain =
          Settings.of(settings.learner(), settings.period(), settings.window(), settings.scope())
              .withGapFill(settings.gapFill());
      if (settings.equals(plain)) {
        return history;
      }
    }
  }

  private static String line(String kind, Object result) {
    return Outcome.line(kind, result).replaceAll("periodKnownAt=-?\\d+", "");
  }

  /** Group by group, the reference with the period that was told. */
  private static List<String> expected(RandomHistory history, Map<String, GroupPeriod> periods) {
    Settings settings = history.settings;
    TreeSet<String> groups = new TreeSet<>();
    for (Arrival arrival : history.arrivals) {
      if (arrival instanceof Arrival.OfSample of) {
        groups.add(settings.scope().groupOf(of.sample()));
      }
    }
    assertThat(periods.keySet()).isEqualTo(groups);
    List<String> lines = new ArrayList<>();
    for (String group : groups) {
      List<Arrival> arrivals =
          history.arrivals.stream()
              .filter(
                  arrival ->
                      !(arrival instanceof Arrival.OfSample of)
                          || settings.scope().groupOf(of.sample()).equals(group))
              .toList();
      Settings told =
          Settings.of(
                  settings.learner(),
                  periods.get(group).period(),
                  settings.window(),
                  settings.scope())
              .withGapFill(settings.gapFill());
      lines.addAll(ReferencePipeline.of(told, arrivals).lines(EstimatedPeriodTest::line));
    }
    lines.sort(null);
    return lines;
  }

  @Property(seed = "93", tries = 120, shrinking = ShrinkingMode.OFF)
  void equalTheReferenceThatIsGivenWhatTheyTell(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomHistory history = history(random);
    try (OperatorChain chain = OperatorChain.estimating(history.settings, 1, random)) {
      int failures = random.nextInt(3);
      for (Arrival arrival : history.arrivals) {
        chain.accept(arrival);
        if (failures > 0 && random.nextInt(history.arrivals.size()) < 2) {
          failures--;
          chain.restoreAt(1 + random.nextInt(3));
        }
      }
      Outcome outcome = chain.finish();
      assertThat(outcome.samples()).as("conservation").isEqualTo(history.samples());
      assertThat(chain.withoutPeriod()).isEmpty();
      assertThat(chain.timers()).as("timers left").containsOnly(0);
      assertThat(
              Outcome.difference(
                  outcome.lines(EstimatedPeriodTest::line), expected(history, chain.periods())))
          .isEmpty();
    }
  }

  @Test
  void aGroupWithOneTimeShowsNoPeriodAndOneThatDoesNotFitIsAnError() throws Exception {
    LearnerSettings learner = LearnerSettings.of(new KernelSupport(2, 2));
    Settings settings = Settings.of(learner, Series.PERIOD, 32, Scope.SENSOR);
    List<Sample> samples = Series.noisySine("s", 40, 0.3, 1);
    Sample lone = new Sample("lone", "", 5, 1.5, 2.5);
    try (OperatorChain chain = OperatorChain.estimating(settings, 2, new Random(1))) {
      for (Sample sample : samples) {
        chain.accept(new Arrival.OfSample(sample));
      }
      chain.accept(new Arrival.OfSample(lone));
      Outcome outcome = chain.finish();
      assertThat(outcome.denoised()).hasSize(40);
      assertThat(chain.withoutPeriod()).containsExactly(lone.withGroup("lone"));
    }
    Settings impatient = settings.withMaximumGap(Series.PERIOD / 2);
    try (OperatorChain chain = OperatorChain.estimating(impatient, 1, new Random(1))) {
      for (Sample sample : samples) {
        chain.accept(new Arrival.OfSample(sample));
      }
      assertThatThrownBy(chain::finish)
          .rootCause()
          .hasMessageContaining("maximum gap must be at least the period of 10000000 ns");
    }
  }

  static List<Arguments> settingsThatNeedThePeriod() {
    return List.of(
        needs("retention", builder -> builder.retention(Duration.ofDays(1))),
        needs("replacement of outliers", builder -> builder.outliers(OutlierTreatment.HAMPEL)),
        needs("irregular sampling", builder -> builder.sampling(Sampling.IRREGULAR)));
  }

  private static Arguments needs(String name, Consumer<DenoisingPipelineBuilder> setting) {
    return Arguments.of(name, setting);
  }

  @ParameterizedTest
  @MethodSource("settingsThatNeedThePeriod")
  void someSettingsNeedThePeriod(String name, Consumer<DenoisingPipelineBuilder> setting) {
    DenoisingPipelineBuilder builder =
        DenoisingPipeline.builder(LearnerSettings.of(new KernelSupport(4, 4)));
    builder.build();
    setting.accept(builder);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " needs the period: give it, or leave that out");
  }
}
