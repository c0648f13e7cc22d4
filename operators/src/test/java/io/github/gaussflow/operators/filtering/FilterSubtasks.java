/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Subtasks;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The subtasks of a Gaussian filter: updates broadcast to all of them, or by sensor. */
final class FilterSubtasks
    extends Subtasks<
        DenoisedSample,
        KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>> {

  /** What holds before the first update. */
  static final GaussianParameters INITIAL = new GaussianParameters(0.25, 1.5);

  static final int MAX_KEY_GROUPS = MAX_PARALLELISM;

  private static final InitialParameters START = InitialParameters.of(InitialFilter.of(INITIAL));

  private final boolean broadcast;
  private final KernelSupport support;
  private final SamplingGrid grid;

  private FilterSubtasks(boolean broadcast, KernelSupport support, SamplingGrid grid) {
    this.broadcast = broadcast;
    this.support = support;
    this.grid = grid;
  }

  static FilterSubtasks start(
      int parallelism, boolean broadcast, KernelSupport support, SamplingGrid grid)
      throws Exception {
    FilterSubtasks subtasks = new FilterSubtasks(broadcast, support, grid);
    subtasks.start(parallelism);
    return subtasks;
  }

  @Override
  protected KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>
      newSubtask(int parallelism, int index) throws Exception {
    TwoInputStreamOperator<Frame, ParameterUpdate, DenoisedSample> operator =
        broadcast
            ? new CoBroadcastWithKeyedOperator<>(
                new GroupGaussianFilter<>(
                    support,
                    grid,
                    START,
                    NoiseModel.estimated(),
                    Retention.FOREVER,
                    OutputForm.samples()),
                List.of(GroupGaussianFilter.TIMELINES))
            : new KeyedCoProcessOperator<>(
                new SensorGaussianFilter<>(
                    support,
                    grid,
                    START,
                    NoiseModel.estimated(),
                    Retention.FOREVER,
                    OutputForm.samples()));
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        operator,
        Frame::sensor,
        broadcast ? null : ParameterUpdate::group,
        Types.STRING,
        MAX_PARALLELISM,
        parallelism,
        index);
  }

  @Override
  protected int stateEntries(
      KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>
          subtask) {
    return subtask.numKeyedStateEntries();
  }

  @Override
  protected List<OutputTag<?>> sideOutputs() {
    return List.of();
  }

  /** The state of the only subtask. */
  OperatorSubtaskState snapshot() throws Exception {
    return all().get(0).snapshot(1, 1);
  }

  void accept(Frame frame) throws Exception {
    owner(frame.sensor()).processElement1(frame, 0);
  }

  void accept(ParameterUpdate update) throws Exception {
    if (!broadcast) {
      owner(update.group()).processElement2(update, 0);
      return;
    }
    for (var subtask : all()) {
      subtask.processElement2(update, 0);
    }
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

  void watermark(long watermark) throws Exception {
    watermarkOfFrames(watermark);
    watermarkOfUpdates(watermark);
  }

  /** How many parameters of a group are kept. */
  int timelineSize(String group) throws Exception {
    var operator = owner(group).getOperator();
    if (broadcast) {
      return operator
          .getOperatorStateBackend()
          .getBroadcastState(GroupGaussianFilter.TIMELINES)
          .get(group)
          .size;
    }
    operator.setCurrentKey(group);
    return operator
        .<String>getKeyedStateBackend()
        .getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("timeline", TypeInformation.of(ParameterTimeline.class)))
        .value()
        .size;
  }
}
