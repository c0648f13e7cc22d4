/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of the intervals output +- 1.96 standard errors, 95 in 100 hold the truth: where the noise is
 * white and bias is negligible, whether its variance is given or learned with the parameters.
 */
class StandardErrorCoverageTest {

  private static final int WINDOW = 256;
  private static final int COUNT = 100 * WINDOW;
  private static final double DEVIATION = 0.5;
  private static final double NORMAL_975 = 1.959964;

  static Stream<Arguments> settings() {
    LearnerSettings learned = LearnerSettings.of(new KernelSupport(6, 6));
    LearnerSettings given = learned.withNoise(NoiseModel.white(DEVIATION * DEVIATION));
    return Stream.of(
        Arguments.of(given, Scope.SENSOR, 1, NoiseKind.GIVEN),
        Arguments.of(learned, Scope.SENSOR, 1, NoiseKind.WHITE),
        Arguments.of(learned, Scope.ALL, 3, NoiseKind.WHITE),
        Arguments.of(
            learned.withNoise(NoiseModel.estimatedWhite()), Scope.ALL, 1, NoiseKind.WHITE));
  }

  /** A sine so slow that no kernel of thirteen taps bends it by a hundredth of its noise. */
  private static double truth(int n) {
    return 20 + Math.sin(2 * Math.PI * n / 4_000);
  }

  /**
   * Neighbouring outputs share noise: some 2,000 of the 25,000 are as good as independent, and the
   * share of one seed has a deviation of half a percent. The seeds are what they are.
   */
  @ParameterizedTest
  @MethodSource("settings")
  void holdTheTruth(LearnerSettings learner, Scope scope, int sensors, NoiseKind kind)
      throws Exception {
    Random random = new Random(41);
    Settings settings = Settings.of(learner, Series.PERIOD, WINDOW, scope);
    List<DenoisedSample> outputs;
    try (OperatorChain chain = new OperatorChain(settings, 1, new Random(1))) {
      for (int n = 0; n < COUNT; n++) {
        long time = n * Series.PERIOD;
        for (int sensor = 0; sensor < sensors; sensor++) {
          double value = truth(n) + DEVIATION * random.nextGaussian();
          chain.accept(new Arrival.OfSample(new Sample("s" + sensor, "", time, value, Double.NaN)));
        }
        if (n % WINDOW == WINDOW - 1) {
          chain.accept(new Arrival.OfWatermark(time / Sample.NANOS_PER_MILLI));
        }
      }
      outputs = new ArrayList<>(chain.finish().denoised());
      assertThat(chain.updates().stream().filter(update -> update.version() > 3))
          .as("the noise is taken for what it is")
          .allMatch(update -> update.noise() == kind);
    }
    outputs.removeIf(output -> output.version() <= 3); // the first windows still find the noise
    assertThat(outputs).hasSizeGreaterThan(sensors * (COUNT - 5 * WINDOW));
    double covered = 0;
    double squares = 0;
    double expected = 0;
    for (DenoisedSample output : outputs) {
      double error = output.denoised() - truth((int) (output.time() / Series.PERIOD));
      covered += Math.abs(error) <= NORMAL_975 * output.standardError() ? 1 : 0;
      squares += error * error;
      expected += output.standardError() * output.standardError();
    }
    assertThat(covered / outputs.size()).isBetween(0.93, 0.97);
    assertThat(Math.sqrt(squares / expected)).as("error to standard error").isBetween(0.95, 1.05);
    assertThat(Math.sqrt(squares / outputs.size())).isLessThan(DEVIATION / 2);
  }
}
