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
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.RandomSeries;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.Frames;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenGaussianFilterTest {

  private static final KernelSupport SUPPORT = new KernelSupport(2, 3);
  private static final SamplingGrid GRID =
      SamplingGrid.of(SUPPORT, Duration.ofNanos(Series.PERIOD));
  private static final GaussianParameters NARROW = new GaussianParameters(0.5, 0.7);
  private static final InitialFilter OWN =
      new InitialFilter(
          NARROW,
          new GaussianBank(
              List.of(
                  new GaussianBank.Component(1.25, NARROW),
                  new GaussianBank.Component(-0.25, new GaussianParameters(0, 4)))),
          List.of(0.25));
  private static final InitialParameters INITIAL =
      InitialParameters.of(InitialFilter.of(FilterSubtasks.INITIAL)).with(Map.of("own", OWN));

  private static FrozenGaussianFilter<DenoisedSample> filter(Scope scope) {
    return new FrozenGaussianFilter<>(
        SUPPORT, GRID, scope, INITIAL, NoiseModel.estimated(), OutputForm.samples());
  }

  /** What the filter must give: {@link DirectFilter} with an update for all time, not counted. */
  private static List<DenoisedSample> expected(RandomSeries series, InitialFilter initial) {
    ParameterUpdate always =
        new ParameterUpdate(
            "",
            0,
            Long.MIN_VALUE,
            0,
            1,
            initial.bank(),
            0,
            0,
            0,
            NoiseKind.WHITE,
            initial.noiseAutocovariance(),
            initial.noiseAutocovariance().isEmpty()
                ? Double.NaN
                : initial.noiseAutocovariance().get(0),
            0,
            "",
            1,
            1,
            true,
            Double.NaN,
            Series.PERIOD,
            Long.MIN_VALUE);
    return DirectFilter.filter(series, SUPPORT, List.of(always));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void appliesItsParametersForEverThroughRescaling(Scope scope) throws Exception {
    Random random = new Random(12);
    List<RandomSeries> series = new ArrayList<>();
    List<List<Frame>> frames = new ArrayList<>();
    for (String sensor : List.of("a", "own", "c", "d")) {
      series.add(RandomSeries.of(GRID, sensor, 400, random));
      frames.add(Frames.cutAnywhere(GRID, series.get(series.size() - 1).samples, random));
    }
    try (OneInputSubtasks<Frame, DenoisedSample> filter =
        OneInputSubtasks.start(2, () -> filter(scope), Frame::sensor)) {
      for (int part = 0; part < 3; part++) {
        for (List<Frame> ofSensor : frames) {
          int from = part * ofSensor.size() / 3;
          for (Frame frame : ofSensor.subList(from, (part + 1) * ofSensor.size() / 3)) {
            filter.accept(frame);
          }
        }
        if (part < 2) {
          filter.restoreAt(part == 0 ? 1 : 3);
        }
      }
      filter.watermark(Long.MAX_VALUE);
      for (RandomSeries each : series) {
        String sensor = each.samples.get(0).sensor();
        assertThat(filter.outputs().stream().filter(o -> o.sensor().equals(sensor)))
            .containsExactlyElementsOf(
                expected(
                    each, sensor.equals("own") ? OWN : InitialFilter.of(FilterSubtasks.INITIAL)));
      }
      assertThat(filter.stateEntries()).isZero();
      assertThat(filter.timers()).isZero();
    }
  }

  /** From the state of a filter that had an update: waiting samples and parameters stay. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnFromTheStateOfAFilterThatLearned(boolean broadcast) throws Exception {
    List<Sample> samples = Series.noisySine("s", 40, 0.3, 5);
    ParameterUpdate learned = GaussianFilterContract.update("s", 3, samples.get(6).time());
    OperatorSubtaskState state;
    try (FilterSubtasks learning = FilterSubtasks.start(1, broadcast, SUPPORT, GRID)) {
      learning.accept(Frames.of(GRID, samples.subList(0, 20)));
      learning.accept(learned);
      learning.watermark(samples.get(9).timestamp());
      assertThat(learning.outputs()).hasSize(10);
      state = learning.snapshot();
    }
    KeyedOneInputStreamOperatorTestHarness<String, Frame, DenoisedSample> frozen =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(filter(broadcast ? Scope.GROUP : Scope.SENSOR)),
            Frame::sensor,
            Types.STRING,
            FilterSubtasks.MAX_KEY_GROUPS,
            1,
            0);
    try {
      frozen.initializeState(state);
      frozen.open();
      frozen.processElement(Frames.of(GRID, samples.subList(20, 40)), 0);
      frozen.processWatermark(Long.MAX_VALUE);
      assertThat(frozen.extractOutputValues())
          .containsExactlyElementsOf(
              DirectFilter.filter(RandomSeries.of(GRID, samples), SUPPORT, List.of(learned))
                  .subList(10, 40));
    } finally {
      frozen.close();
    }
  }

  @Test
  void hasNoUpdates() throws Exception {
    try (OneInputSubtasks<Frame, DenoisedSample> filter =
        OneInputSubtasks.start(
            1, () -> filter(Scope.SENSOR), Frame::sensor, FrozenGaussianFilter.NO_UPDATES)) {
      filter.accept(Frames.of(GRID, Series.noisySine("s", 40, 0.3, 5)));
      filter.watermark(Long.MAX_VALUE);
      assertThat(filter.outputs()).hasSize(40).allMatch(sample -> sample.version() == 0);
      assertThat(filter.side(FrozenGaussianFilter.NO_UPDATES)).isEmpty();
    }
  }
}
