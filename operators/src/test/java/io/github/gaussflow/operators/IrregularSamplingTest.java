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
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What irregular sampling promises beside what random histories hold it to. */
class IrregularSamplingTest {

  private static final long MILLI = Sample.NANOS_PER_MILLI;
  private static final KernelSupport SUPPORT = new KernelSupport(4, 6);
  private static final LearnerSettings LEARNER = LearnerSettings.of(SUPPORT);

  /** A period of 10 ms, cut after a second. */
  private static final Settings SETTINGS =
      Settings.of(LEARNER, 10 * MILLI, 64, Scope.SENSOR).withMaximumGap(1_000 * MILLI).irregular();

  private static int outputsAt(OperatorChain chain, long watermark) throws Exception {
    chain.accept(new Arrival.OfWatermark(watermark));
    chain.deliverAll();
    return chain.denoised().size();
  }

  private static void accept(OperatorChain chain, double millis) throws Exception {
    chain.accept(new Arrival.OfSample(Sample.of("s", Math.round(millis * MILLI), 1)));
  }

  @Test
  void anOutputLeavesOnceTheWatermarkHasPassedItsLookahead() throws Exception {
    try (OperatorChain chain = new OperatorChain(SETTINGS, 1, new Random(1))) {
      accept(chain, 100.5);
      assertThat(outputsAt(chain, 105)).isZero();
      assertThat(outputsAt(chain, 144)).isZero();
      assertThat(outputsAt(chain, 145)).isEqualTo(1); // 100.5 ms, 4 periods and a half: in whole ms
      accept(chain, 151);
      accept(chain, 160);
      assertThat(outputsAt(chain, 170)).isEqualTo(1);
      accept(chain, 196); // shows that all within the reach of the first of them is there
      assertThat(outputsAt(chain, 196)).isEqualTo(2);
      assertThat(outputsAt(chain, 204)).isEqualTo(2);
      assertThat(outputsAt(chain, 205)).isEqualTo(3);
      assertThat(outputsAt(chain, 240)).isEqualTo(3);
      assertThat(outputsAt(chain, 241)).isEqualTo(4);
      assertThat(outputsAt(chain, 1_196)).isEqualTo(4);
      assertThat(chain.timers()).containsOnly(0);
      assertThat(chain.finish().denoised()).hasSize(4);
    }
  }

  @Test
  void whatIsKeptDoesNotGrowAndIsForgottenAfterTheLongestSilence() throws Exception {
    Random random = new Random(2);
    try (OperatorChain chain = new OperatorChain(SETTINGS, 1, random)) {
      int entries = 0;
      int timers = 0;
      for (int n = 0; n < 5_000; n++) {
        accept(chain, 10 * n + 9 * random.nextDouble());
        outputsAt(chain, 10L * n - 20);
        int now = chain.stateEntries().stream().mapToInt(Integer::intValue).sum();
        int set = chain.timers().stream().mapToInt(Integer::intValue).sum();
        entries = n < 500 ? Math.max(entries, now) : entries;
        timers = n < 500 ? Math.max(timers, set) : timers;
        assertThat(now).isLessThanOrEqualTo(entries);
        assertThat(set).isLessThanOrEqualTo(timers);
      }
      outputsAt(chain, 52_000);
      assertThat(chain.stateEntries().subList(0, 2)).containsOnly(0);
      assertThat(chain.timers()).containsOnly(0);
    }
  }

  @Test
  void aSilenceThatFlushesLetsOutputsGoWithoutTheirLookahead() throws Exception {
    Settings settings = SETTINGS.withFlushAfter(15 * MILLI);
    try (OperatorChain chain = new OperatorChain(settings, 1, new Random(3))) {
      accept(chain, 100.5);
      accept(chain, 107);
      assertThat(outputsAt(chain, 121)).isZero();
      assertThat(outputsAt(chain, 122)).isEqualTo(2); // 107 ms and 15 ms without a sample
      accept(chain, 130);
      accept(chain, 150); // shows the silence before the watermark does
      assertThat(outputsAt(chain, 150)).isEqualTo(3);
      assertThat(outputsAt(chain, 165)).isEqualTo(4);
      outputsAt(chain, 1_150);
      assertThat(chain.timers()).containsOnly(0);
    }
  }

  @Test
  void whatWasLearnedIsForgottenAfterTheRetention() throws Exception {
    for (Scope scope : Scope.values()) {
      Settings settings =
          Settings.of(LEARNER, 10 * MILLI, 64, scope)
              .irregular()
              .withRetention(new Retention(3_000 * MILLI));
      try (OperatorChain chain = new OperatorChain(settings, 1, new Random(4))) {
        Random random = new Random(5);
        for (int n = 0; n < 500; n++) {
          double millis = 10 * n + 9 * random.nextDouble();
          double value = Math.sin(n / 9.0) + 0.3 * random.nextGaussian();
          chain.accept(new Arrival.OfSample(Sample.of("s", Math.round(millis * MILLI), value)));
        }
        outputsAt(chain, 5_500);
        assertThat(chain.updates().get(chain.updates().size() - 1).version()).isEqualTo(8);
        // The last window ends at 5,120 ms.
        outputsAt(chain, 8_118);
        assertThat(chain.stateEntries().get(3)).as("learned, " + scope).isEqualTo(1);
        outputsAt(chain, 8_120);
        assertThat(chain.stateEntries().subList(0, 4)).as("all, " + scope).containsOnly(0);
        assertThat(chain.timers()).containsOnly(0);
        accept(chain, 8_200);
        outputsAt(chain, 20_000);
        assertThat(chain.updates().get(chain.updates().size() - 1).version())
            .as("anew, without a row, " + scope)
            .isEqualTo(1);
        assertThat(chain.updates().get(chain.updates().size() - 1).learned()).isFalse();
        assertThat(chain.denoised().get(500).version()).isZero();
      }
    }
  }

  private static DenoisingPipelineBuilder builder(LearnerSettings learner) {
    return DenoisingPipeline.builder(learner, Duration.ofMillis(10)).sampling(Sampling.IRREGULAR);
  }

  @Test
  void refusesWhatNeedsSlots() {
    builder(LEARNER).build();
    assertThatThrownBy(() -> builder(LEARNER.withObjective(ObjectiveKind.GCV)).build())
        .hasMessageContaining("the objective is GCV");
    builder(LEARNER.withObjective(ObjectiveKind.GCV)).learning(false).build();
    assertThatThrownBy(
            () -> builder(LEARNER.withNoise(NoiseModel.correlated(1, .5))).learning(false).build())
        .hasMessage(
            "noise of irregular samples must be white, but is " + NoiseModel.correlated(1, .5));
    assertThatThrownBy(() -> builder(LEARNER).outliers(OutlierTreatment.HAMPEL).build())
        .hasMessageStartingWith("replacement of outliers needs samples in slots of the period");
    assertThatThrownBy(() -> builder(LEARNER).gapFill(GapFill.ESTIMATE).build())
        .hasMessage(
            "gap fill needs samples in slots of the period: choose regular sampling, or leave it"
                + " out");
    assertThatThrownBy(
            () ->
                SamplingGrid.of(SUPPORT, Duration.ofMillis(10))
                    .withGapFill(GapFill.ESTIMATE)
                    .withSampling(Sampling.IRREGULAR))
        .hasMessage("gap fill must be NONE where samples do not lie in slots, but is ESTIMATE");
    assertThatThrownBy(() -> builder(LEARNER).rest(Rest.ofMarked()).build())
        .hasMessageStartingWith("rest needs samples in slots of the period");
    assertThatThrownBy(
            () -> builder(LEARNER.withObjective(ObjectiveKind.REFERENCE)).lagRange(5).build())
        .hasMessageStartingWith("range of lags needs samples in slots of the period");
  }
}
