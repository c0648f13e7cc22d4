/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static java.util.stream.Collectors.toCollection;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.filtering.GroupGaussianFilter;
import io.github.gaussflow.operators.filtering.OutputForm;
import io.github.gaussflow.operators.filtering.ParameterTimeline;
import io.github.gaussflow.operators.filtering.SensorGaussianFilter;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The Gaussian filter of a scope, whose outputs leave in some form.
 *
 * @param <O> the records
 */
final class FilterStage<O>
    extends Subtasks<O, KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, O>> {

  private final LearnerSettings learning;
  private final SamplingGrids grids;
  private final Scope scope;
  private final Retention retention;
  private final OutputForm<O> form;
  private final Function<O, Stream<DenoisedSample>> samples;

  private FilterStage(
      LearnerSettings learning,
      SamplingGrids grids,
      Scope scope,
      Retention retention,
      OutputForm<O> form,
      Function<O, Stream<DenoisedSample>> samples) {
    this.learning = learning;
    this.grids = grids;
    this.scope = scope;
    this.retention = retention;
    this.form = form;
    this.samples = samples;
  }

  static FilterStage<?> start(
      int parallelism,
      LearnerSettings learning,
      SamplingGrids grids,
      Scope scope,
      Retention retention,
      boolean blocks)
      throws Exception {
    FilterStage<?> stage =
        blocks && grids instanceof SamplingGrid grid
            ? new FilterStage<>(
                learning,
                grid,
                scope,
                retention,
                OutputForm.blocks(grid.period()),
                FilterStage::samplesOf)
            : new FilterStage<>(
                learning, grids, scope, retention, OutputForm.samples(), Stream::of);
    stage.start(parallelism);
    return stage;
  }

  private static Stream<DenoisedSample> samplesOf(DenoisedBlock block) {
    return IntStream.range(0, block.size()).mapToObj(block::sample);
  }

  /** Takes the outputs since the last call, one by one. */
  List<DenoisedSample> drainSamples() {
    return drain().stream().flatMap(samples).collect(toCollection(ArrayList::new));
  }

  @Override
  protected KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, O> newSubtask(
      int parallelism, int index) throws Exception {
    boolean alone = scope == Scope.SENSOR;
    InitialParameters initial = OperatorChain.initial(learning);
    TwoInputStreamOperator<Frame, ParameterUpdate, O> operator =
        alone
            ? new KeyedCoProcessOperator<>(
                new SensorGaussianFilter<>(
                    learning.support(), grids, initial, learning.noise(), retention, form))
            : new CoBroadcastWithKeyedOperator<>(
                new GroupGaussianFilter<>(
                    learning.support(), grids, initial, learning.noise(), retention, form),
                List.of(GroupGaussianFilter.TIMELINES));
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        operator,
        keyOf(scope),
        alone ? ParameterUpdate::group : null,
        Types.STRING,
        MAX_PARALLELISM,
        parallelism,
        index);
  }

  private static KeySelector<Frame, String> keyOf(Scope scope) {
    return frame -> scope.keyOf(frame.group(), frame.sensor());
  }

  @Override
  protected int stateEntries(
      KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, O> subtask) {
    return subtask.numKeyedStateEntries();
  }

  @Override
  protected List<OutputTag<?>> sideOutputs() {
    return List.of();
  }

  void watermarkOfFrames(long watermark) throws Exception {
    for (var subtask : all()) {
      subtask.processWatermark1(new Watermark(watermark));
    }
  }

  void watermarkOfUpdates(long watermark) throws Exception {
    for (var subtask : all()) {
      subtask.processWatermark2(new Watermark(watermark));
    }
  }

  ParameterTimeline timeline(String group) throws Exception {
    var operator = owner(group).getOperator();
    if (scope != Scope.SENSOR) {
      return operator
          .getOperatorStateBackend()
          .getBroadcastState(GroupGaussianFilter.TIMELINES)
          .get(group);
    }
    operator.setCurrentKey(group);
    return operator
        .<String>getKeyedStateBackend()
        .getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("timeline", TypeInformation.of(ParameterTimeline.class)))
        .value();
  }

  void accept(Frame frame) throws Exception {
    owner(keyOf(scope).getKey(frame)).processElement1(frame, 0);
  }

  void accept(ParameterUpdate update) throws Exception {
    if (scope == Scope.SENSOR) {
      owner(update.group()).processElement2(update, 0);
      return;
    }
    for (var subtask : all()) {
      subtask.processElement2(update, 0);
    }
  }
}
