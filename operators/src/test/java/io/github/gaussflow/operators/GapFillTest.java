/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Worked examples of silences, small enough to follow by hand. */
class GapFillTest {

  private static final long PERIOD = Series.PERIOD;
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  /** So wide a Gaussian that all samples count the same: outputs are means, L = R = 1. */
  private static final Settings MEAN_OF_THREE =
      Settings.of(
              LearnerSettings.of(KernelSupport.symmetric(1))
                  .withObjective(ObjectiveKind.SURE)
                  .withNoise(NoiseModel.white(0.04))
                  .withInitialParameters(new GaussianParameters(0, 6)),
              PERIOD,
              1_000,
              Scope.ALL)
          .withMaximumGap(10 * PERIOD);

  private static List<DenoisedSample> outputs(Settings settings, double... valuesAndSlots)
      throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < valuesAndSlots.length; i += 2) {
      long time = Math.round(valuesAndSlots[i] * PERIOD);
      arrivals.add(new Arrival.OfSample(Sample.of("s", time, valuesAndSlots[i + 1])));
    }
    try (OperatorChain chain = new OperatorChain(settings, 1, new Random(1))) {
      return chain.run(arrivals).denoised();
    }
  }

  private static double weightOfNeighbour() {
    return Math.exp(-0.5 / 36); // beside 1 in the middle
  }

  @Test
  void estimatesAMissingSampleFromItsNeighbours() throws Exception {
    List<DenoisedSample> outputs =
        outputs(MEAN_OF_THREE.withGapFill(GapFill.ESTIMATE), 0, 1, 1, 2, 2, Double.NaN, 3, 5);
    assertThat(outputs)
        .extracting(DenoisedSample::estimated)
        .containsExactly(false, false, true, false);
    DenoisedSample estimate = outputs.get(2);
    assertThat(estimate.time()).isEqualTo(2 * PERIOD);
    assertThat(estimate.value()).isNaN();
    assertThat(estimate.denoised()).as("the mean of 2 and 5").isCloseTo(3.5, ROUNDING);
    assertThat(estimate.standardError()).isCloseTo(0.2 / Math.sqrt(2), ROUNDING);
    double w = weightOfNeighbour();
    assertThat(outputs.get(1).denoised()).isCloseTo((w * 1 + 2) / (1 + w), ROUNDING);
  }

  @Test
  void estimatesNothingThatNoSampleIsNear() throws Exception {
    List<DenoisedSample> outputs =
        outputs(MEAN_OF_THREE.withGapFill(GapFill.ESTIMATE), 0, 1, 6.1, 7);
    // Of the points 1 to 5 only the first sees the 1 and only the last the 7.
    assertThat(outputs)
        .extracting(DenoisedSample::time)
        .containsExactly(0L, PERIOD, 5 * PERIOD, 61 * PERIOD / 10);
    assertThat(outputs).extracting(DenoisedSample::denoised).containsExactly(1.0, 1.0, 7.0, 7.0);
    assertThat(outputs(MEAN_OF_THREE.withGapFill(GapFill.ESTIMATE), 0, 1, 10.1, 7))
        .as("cut")
        .hasSize(2);
    assertThat(outputs(MEAN_OF_THREE, 0, 1, 6, 7)).as("not asked for").hasSize(2);
  }

  @Test
  void outputsBeforeASilenceDoNotSeeBeyondItButThoseAfterItLookBack() throws Exception {
    Settings flushing = MEAN_OF_THREE.withFlushAfter(5 * PERIOD / 4);
    List<DenoisedSample> outputs =
        outputs(flushing, 0, 1, 1, 2, 2.4, 8); // jitter, nothing is missing
    double w = weightOfNeighbour();
    assertThat(outputs.get(0).denoised()).isCloseTo((1 + w * 2) / (1 + w), ROUNDING);
    assertThat(outputs.get(1).denoised())
        .as("not the 8")
        .isCloseTo((w * 1 + 2) / (1 + w), ROUNDING);
    assertThat(outputs.get(2).denoised()).as("the 2").isCloseTo((w * 2 + 8) / (1 + w), ROUNDING);

    outputs = outputs(MEAN_OF_THREE, 0, 1, 1, 2, 2.4, 8);
    assertThat(outputs.get(1).denoised()).isCloseTo((w * 1 + 2 + w * 8) / (1 + 2 * w), ROUNDING);
  }
}
