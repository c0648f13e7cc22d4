/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.period.GroupFrameLayout;
import io.github.gaussflow.operators.period.GroupPeriod;
import io.github.gaussflow.operators.period.GroupPeriods;
import io.github.gaussflow.operators.period.SensorFrameLayout;
import io.github.gaussflow.operators.period.SensorPeriod;
import io.github.gaussflow.operators.period.SensorPeriods;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The operators that tell periods and lay frames out, in their harnesses. The layout sees frames
 * and periods, and the watermarks of both, at any speed.
 */
final class PeriodStage implements AutoCloseable {

  private final OneInputSubtasks<Frame, SensorPeriod> sensors;
  private final OneInputSubtasks<SensorPeriod, GroupPeriod> groups;
  private final Layout layout;
  private final Deque<OperatorChain.Batch<Frame>> framesUnderWay = new ArrayDeque<>();
  private final Deque<OperatorChain.Batch<GroupPeriod>> periodsUnderWay = new ArrayDeque<>();
  private final Map<String, GroupPeriod> periods = new TreeMap<>();
  private long watermarkOfFrames = Long.MIN_VALUE;
  private long watermarkOfPeriods = Long.MIN_VALUE;

  PeriodStage(SamplingGrids grids, int window, Scope scope, int parallelism) throws Exception {
    sensors =
        OneInputSubtasks.start(
            parallelism, SensorPeriods::new, frame -> scope.keyOf(frame.group(), frame.sensor()));
    groups =
        OneInputSubtasks.start(
            parallelism, () -> new GroupPeriods(grids, window, false), SensorPeriod::group);
    layout = new Layout(grids, scope);
    layout.start(parallelism);
  }

  /** What leaves the layout before each of its watermarks, after frames and one more watermark. */
  List<OperatorChain.Batch<Frame>> advance(List<Frame> frames, long watermark, Random network)
      throws Exception {
    for (Frame frame : frames) {
      sensors.accept(frame);
    }
    sensors.watermark(watermark);
    for (SensorPeriod sensor : sensors.drain()) {
      groups.accept(sensor);
    }
    groups.watermark(watermark);
    List<GroupPeriod> told = groups.drain();
    told.forEach(period -> periods.put(period.group(), period));
    framesUnderWay.add(new OperatorChain.Batch<>(frames, watermark));
    periodsUnderWay.add(new OperatorChain.Batch<>(told, watermark));
    List<OperatorChain.Batch<Frame>> laid = new ArrayList<>();
    while (watermark == Long.MAX_VALUE || network.nextInt(3) > 0) {
      if (framesUnderWay.isEmpty() && periodsUnderWay.isEmpty()) {
        break;
      }
      boolean frame =
          periodsUnderWay.isEmpty() || !framesUnderWay.isEmpty() && network.nextBoolean();
      laid.add(frame ? deliverFrames() : deliverPeriods());
    }
    return laid;
  }

  /** Nothing is under way when a snapshot is taken. */
  List<OperatorChain.Batch<Frame>> deliverAll() throws Exception {
    List<OperatorChain.Batch<Frame>> laid = new ArrayList<>();
    while (!framesUnderWay.isEmpty()) {
      laid.add(deliverFrames());
    }
    while (!periodsUnderWay.isEmpty()) {
      laid.add(deliverPeriods());
    }
    return laid;
  }

  private OperatorChain.Batch<Frame> deliverFrames() throws Exception {
    OperatorChain.Batch<Frame> batch = framesUnderWay.remove();
    for (Frame frame : batch.elements()) {
      layout.accept(frame);
    }
    watermarkOfFrames = batch.watermark();
    for (var subtask : layout.subtasks()) {
      subtask.processWatermark1(new Watermark(watermarkOfFrames));
    }
    return laid();
  }

  private OperatorChain.Batch<Frame> deliverPeriods() throws Exception {
    OperatorChain.Batch<GroupPeriod> batch = periodsUnderWay.remove();
    for (GroupPeriod period : batch.elements()) {
      layout.accept(period);
    }
    watermarkOfPeriods = batch.watermark();
    for (var subtask : layout.subtasks()) {
      subtask.processWatermark2(new Watermark(watermarkOfPeriods));
    }
    return laid();
  }

  private OperatorChain.Batch<Frame> laid() {
    return new OperatorChain.Batch<>(
        layout.drain(), Math.min(watermarkOfFrames, watermarkOfPeriods));
  }

  void restoreAt(int parallelism) throws Exception {
    sensors.restoreAt(parallelism);
    groups.restoreAt(parallelism);
    layout.restoreAt(parallelism);
  }

  /** The periods told so far, by group. */
  Map<String, GroupPeriod> periods() {
    return periods;
  }

  List<Sample> withoutPeriod() {
    return layout.side(SensorFrameLayout.WITHOUT_PERIOD);
  }

  int timers() {
    return sensors.timers() + groups.timers() + layout.timers();
  }

  @Override
  public void close() {
    sensors.close();
    groups.close();
    layout.close();
  }

  private static final class Layout
      extends Subtasks<
          Frame, KeyedTwoInputStreamOperatorTestHarness<String, Frame, GroupPeriod, Frame>> {

    private final SamplingGrids grids;
    private final Scope scope;

    Layout(SamplingGrids grids, Scope scope) {
      this.grids = grids;
      this.scope = scope;
    }

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<String, Frame, GroupPeriod, Frame> newSubtask(
        int parallelism, int index) throws Exception {
      boolean alone = scope == Scope.SENSOR;
      TwoInputStreamOperator<Frame, GroupPeriod, Frame> operator =
          alone
              ? new KeyedCoProcessOperator<>(new SensorFrameLayout(grids))
              : new CoBroadcastWithKeyedOperator<>(
                  new GroupFrameLayout(grids), List.of(GroupFrameLayout.PERIODS));
      return new KeyedTwoInputStreamOperatorTestHarness<>(
          operator,
          keyOf(scope),
          alone ? GroupPeriod::group : null,
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
        KeyedTwoInputStreamOperatorTestHarness<String, Frame, GroupPeriod, Frame> subtask) {
      return subtask.numKeyedStateEntries();
    }

    @Override
    protected List<OutputTag<?>> sideOutputs() {
      return List.of(SensorFrameLayout.WITHOUT_PERIOD);
    }

    List<KeyedTwoInputStreamOperatorTestHarness<String, Frame, GroupPeriod, Frame>> subtasks() {
      return all();
    }

    void accept(Frame frame) throws Exception {
      owner(scope.keyOf(frame.group(), frame.sensor())).processElement1(frame, 0);
    }

    void accept(GroupPeriod period) throws Exception {
      if (scope == Scope.SENSOR) {
        owner(period.group()).processElement2(period, 0);
        return;
      }
      for (var subtask : all()) {
        subtask.processElement2(period, 0);
      }
    }
  }
}
