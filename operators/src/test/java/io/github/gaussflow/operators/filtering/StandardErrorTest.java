/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A constant in noise has no bias, so the standard error must tell the whole error. */
class StandardErrorTest {

  private static final KernelSupport SUPPORT = new KernelSupport(8, 8);
  private static final GaussianParameters PARAMETERS = new GaussianParameters(0, 2.5);
  private static final double LEVEL = 20;
  private static final int COUNT = 60_000;

  /**
   * 95 % intervals. Outputs some 20 samples apart are independent, so there are about 3,000: 93 and
   * 97 are 5 standard deviations from 95, one false alarm in a million.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.8, -0.6})
  void coversTheTruthAsOftenAsItSays(double correlation) {
    boolean white = correlation == 0;
    double[] autocovariance = new double[SUPPORT.taps()];
    for (int lag = 0; lag < autocovariance.length; lag++) {
      autocovariance[lag] = Math.pow(correlation, lag);
    }
    SlotFilter<DenoisedSample> filter =
        new SlotFilter<>(
            SUPPORT,
            InitialParameters.of(InitialFilter.of(PARAMETERS)),
            NoiseModel.estimated(),
            Retention.FOREVER,
            OutputForm.samples());
    ParameterTimeline timeline = new ParameterTimeline();
    GaussianBank bank =
        new GaussianBank(
            List.of(
                new GaussianBank.Component(1.3, PARAMETERS),
                new GaussianBank.Component(-0.3, new GaussianParameters(0, 6))));
    NoiseKind kind = white ? NoiseKind.WHITE : NoiseKind.CALIBRATED;
    List<Double> noise = white ? List.of(1.0) : Arrays.stream(autocovariance).boxed().toList();
    timeline.insert(
        new ParameterUpdate(
            "s",
            1,
            0,
            0,
            2.5,
            bank,
            0,
            0,
            0,
            kind,
            noise,
            1,
            0,
            "",
            1,
            1,
            true,
            Double.NaN,
            1,
            Long.MIN_VALUE));

    List<DenoisedSample> outputs = new ArrayList<>();
    PendingSamples pending = pending(correlation, new Random(31));
    SamplingGrid grid = SamplingGrid.of(SUPPORT, Duration.ofNanos(1));
    filter.filter(pending, grid, COUNT, timeline, new ListCollector<>(outputs));
    long covered =
        outputs.stream()
            .filter(o -> Math.abs(o.denoised() - LEVEL) <= 1.959964 * o.standardError())
            .count();
    assertThat((double) covered / outputs.size()).isBetween(0.93, 0.97);
  }

  /** Unit AR(1) noise around the level; one sample in a hundred is missing. */
  private static PendingSamples pending(double correlation, Random random) {
    long[] times = new long[COUNT];
    double[] values = new double[COUNT];
    double noise = random.nextGaussian();
    for (int n = 0; n < COUNT; n++) {
      times[n] = n;
      values[n] = n > 0 && n < COUNT - 1 && n % 100 == 50 ? Double.NaN : LEVEL + noise;
      noise =
          correlation * noise + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    PendingSamples pending = new PendingSamples();
    double[] none = new double[0];
    Frame frame = new Frame("s", "s", times, values, none, new boolean[0], none);
    pending.slots.append(frame, 0, COUNT);
    assertThat(Arrays.stream(values).filter(Double::isNaN).count()).isEqualTo(COUNT / 100);
    return pending;
  }
}
