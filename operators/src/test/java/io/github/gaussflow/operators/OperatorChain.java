/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.filtering.GroupGaussianFilter;
import io.github.gaussflow.operators.filtering.ParameterTimeline;
import io.github.gaussflow.operators.filtering.SensorGaussianFilter;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SampleBundler;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.ParameterLearner;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.learning.WindowMerge;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.learning.WindowStatistics;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The operators of a pipeline in their harnesses, joined by hand as {@link DenoisingPipeline} joins
 * them, without a cluster. Between the operators is a network that keeps things back for a while:
 * the filter sees frames and updates, and the watermarks of both, at any speed.
 */
final class OperatorChain implements AutoCloseable {

  private final OneInputStreamOperatorTestHarness<Sample, SampleBundle> bundler;
  private final OneInputSubtasks<SampleBundle, Frame> assembler;
  private final OneInputSubtasks<Frame, WindowRecord> statistics;
  private final Optional<OneInputSubtasks<WindowRecord, WindowRecord>> merge;
  private final OneInputSubtasks<WindowRecord, ParameterUpdate> learner;
  private final FilterStage filter;
  private final Random network;
  private final Random bundling = new Random(1); // its own, so that it leaves the network as it is
  private final Deque<Batch<Frame>> framesUnderWay = new ArrayDeque<>();
  private final Deque<Batch<WindowRecord>> recordsUnderWay = new ArrayDeque<>();
  private final List<DenoisedSample> denoised = new ArrayList<>();
  private final List<ParameterUpdate> updates = new ArrayList<>();

  /** What an operator gave before a watermark. */
  private record Batch<T>(List<T> elements, long watermark) {}

  OperatorChain(Settings settings, int parallelism, Random network) throws Exception {
    this.network = network;
    LearnerSettings learning = settings.learner();
    Scope scope = settings.scope();
    SamplingGrid grid =
        SamplingGrid.of(learning.statisticsSupport(), Duration.ofNanos(settings.period()))
            .withSampling(settings.sampling())
            .withGapFill(settings.gapFill())
            .withMaximumGap(Duration.ofNanos(settings.maximumGap()))
            .withFlushAfter(Duration.ofNanos(settings.flushAfter()));
    WindowGrid windows = new WindowGrid(settings.period() * settings.window());
    Retention retention = settings.retention();
    boolean withReference = learning.objective() == ObjectiveKind.REFERENCE;
    bundler = new OneInputStreamOperatorTestHarness<>(new SampleBundler());
    bundler.open();
    assembler =
        OneInputSubtasks.start(
            parallelism,
            () -> new FrameAssembler(grid, scope, Rest.none()),
            bundle -> scope.keyOf(bundle.group, bundle.sensor),
            FrameAssembler.LATE,
            FrameAssembler.INVALID,
            FrameAssembler.DUPLICATE);
    statistics =
        OneInputSubtasks.start(
            parallelism,
            () -> statistics(settings, grid, windows, withReference),
            frame -> scope.keyOf(frame.group(), frame.sensor()));
    merge =
        scope == Scope.SENSOR
            ? Optional.empty()
            : Optional.of(
                OneInputSubtasks.start(
                    parallelism,
                    () -> new WindowMerge(learning, settings.sampling()),
                    WindowMerge::keyOf));
    InitialParameters initial = initial(learning);
    learner =
        OneInputSubtasks.start(
            parallelism,
            () ->
                new ParameterLearner(
                    learning, scope, initial, false, false, retention, settings.sampling()),
            WindowRecord::group);
    filter = new FilterStage(learning, grid, scope, retention);
    filter.start(parallelism);
  }

  private static WindowStatistics statistics(
      Settings settings, SamplingGrid grid, WindowGrid windows, boolean withReference) {
    LearnerSettings learning = settings.learner();
    Retention retention = settings.retention();
    return settings.sampling() == Sampling.IRREGULAR
        ? WindowStatistics.irregular(
            learning.support(), grid, windows, withReference, retention, learning.irregularGrid())
        : new WindowStatistics(
            learning.statisticsSupport(), grid, windows, withReference, 0, retention);
  }

  private static InitialParameters initial(LearnerSettings learning) {
    return InitialParameters.of(InitialFilter.of(learning.newLearner().parameters()));
  }

  /** Lets everything arrive, the end of the input last. */
  Outcome run(List<Arrival> arrivals) throws Exception {
    for (Arrival arrival : arrivals) {
      accept(arrival);
    }
    return finish();
  }

  /** Lets a sample or a watermark arrive. */
  void accept(Arrival arrival) throws Exception {
    if (arrival instanceof Arrival.OfSample of) {
      bundler.processElement(of.sample(), 0);
      if (bundling.nextInt(20) == 0) {
        deliverBundles(); // as before a checkpoint
      }
    } else if (arrival instanceof Arrival.OfWatermark of) {
      watermark(of.millis());
    }
  }

  /** Ends the input; all that has come out. */
  Outcome finish() throws Exception {
    watermark(Long.MAX_VALUE);
    deliverAll();
    return new Outcome(
        denoised,
        updates,
        assembler.side(FrameAssembler.LATE),
        assembler.side(FrameAssembler.INVALID),
        assembler.side(FrameAssembler.DUPLICATE));
  }

  private void deliverBundles() throws Exception {
    bundler.prepareSnapshotPreBarrier(1);
    for (SampleBundle bundle : bundler.extractOutputValues()) {
      assembler.accept(bundle);
    }
    bundler.getOutput().clear();
  }

  private void watermark(long millis) throws Exception {
    deliverBundles();
    assembler.watermark(millis);
    List<Frame> frames = assembler.drain();
    for (Frame frame : frames) {
      statistics.accept(frame);
    }
    statistics.watermark(millis);
    framesUnderWay.add(new Batch<>(frames, millis));
    recordsUnderWay.add(new Batch<>(statistics.drain(), millis));
    while (network.nextInt(3) > 0 && !(framesUnderWay.isEmpty() && recordsUnderWay.isEmpty())) {
      boolean frame =
          recordsUnderWay.isEmpty() || !framesUnderWay.isEmpty() && network.nextBoolean();
      if (frame) {
        deliverFrames();
      } else {
        deliverRecords();
      }
    }
  }

  /** Nothing is under way when a snapshot is taken: its barriers come after what they divide. */
  void deliverAll() throws Exception {
    while (!framesUnderWay.isEmpty()) {
      deliverFrames();
    }
    while (!recordsUnderWay.isEmpty()) {
      deliverRecords();
    }
  }

  private void deliverFrames() throws Exception {
    Batch<Frame> batch = framesUnderWay.remove();
    for (Frame frame : batch.elements) {
      filter.accept(frame);
    }
    for (var subtask : filter.subtasks()) {
      subtask.processWatermark1(new Watermark(batch.watermark));
    }
    denoised.addAll(filter.drain());
  }

  private void deliverRecords() throws Exception {
    Batch<WindowRecord> batch = recordsUnderWay.remove();
    Collections.shuffle(batch.elements, network); // those of different sensors, in any order
    for (WindowRecord record : merged(batch)) {
      learner.accept(record);
    }
    learner.watermark(batch.watermark);
    for (ParameterUpdate update : learner.drain()) {
      updates.add(update);
      filter.accept(update);
    }
    for (var subtask : filter.subtasks()) {
      subtask.processWatermark2(new Watermark(batch.watermark));
    }
    denoised.addAll(filter.drain());
  }

  private List<WindowRecord> merged(Batch<WindowRecord> batch) throws Exception {
    if (merge.isEmpty()) {
      return batch.elements;
    }
    for (WindowRecord record : batch.elements) {
      merge.get().accept(record);
    }
    merge.get().watermark(batch.watermark);
    List<WindowRecord> merged = merge.get().drain();
    Collections.shuffle(merged, network); // those of different subtasks, in any order
    return merged;
  }

  /** Takes a snapshot of all operators, fails, and goes on from it at another parallelism. */
  void restoreAt(int parallelism) throws Exception {
    deliverBundles();
    deliverAll();
    assembler.restoreAt(parallelism);
    statistics.restoreAt(parallelism);
    if (merge.isPresent()) {
      merge.get().restoreAt(parallelism);
    }
    learner.restoreAt(parallelism);
    filter.restoreAt(parallelism);
  }

  /** The keyed state entries of the assembler, statistics, merge, learner and filter. */
  List<Integer> stateEntries() {
    return List.of(
        assembler.stateEntries(),
        statistics.stateEntries(),
        merge.map(OneInputSubtasks::stateEntries).orElse(0),
        learner.stateEntries(),
        filter.stateEntries());
  }

  /** The timers of the assembler, statistics, merge, learner and filter. */
  List<Integer> timers() {
    return List.of(
        assembler.timers(),
        statistics.timers(),
        merge.map(OneInputSubtasks::timers).orElse(0),
        learner.timers(),
        filter.timers());
  }

  /** The largest number of parameters kept for one group. */
  int longestTimeline() throws Exception {
    Set<String> groups = new TreeSet<>();
    updates.forEach(update -> groups.add(update.group()));
    int longest = 0;
    for (String group : groups) {
      longest = Math.max(longest, filter.timeline(group).size);
    }
    return longest;
  }

  /** The groups that have parameters other than the initial ones. */
  Set<String> timelines() throws Exception {
    Set<String> groups = new TreeSet<>();
    for (ParameterUpdate update : updates) {
      if (filter.timeline(update.group()) != null) {
        groups.add(update.group());
      }
    }
    return groups;
  }

  /** The updates so far. */
  List<ParameterUpdate> updates() {
    return updates;
  }

  /** The outputs so far. */
  List<DenoisedSample> denoised() {
    return denoised;
  }

  @Override
  public void close() {
    try {
      bundler.close();
    } catch (Exception e) {
      throw new IllegalStateException("the bundler cannot be closed", e);
    }
    assembler.close();
    statistics.close();
    merge.ifPresent(OneInputSubtasks::close);
    learner.close();
    filter.close();
  }

  /** The Gaussian filter of a scope. */
  private static final class FilterStage
      extends Subtasks<
          DenoisedSample,
          KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>> {

    private final LearnerSettings learning;
    private final SamplingGrid grid;
    private final Scope scope;
    private final Retention retention;

    FilterStage(LearnerSettings learning, SamplingGrid grid, Scope scope, Retention retention) {
      this.learning = learning;
      this.grid = grid;
      this.scope = scope;
      this.retention = retention;
    }

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>
        newSubtask(int parallelism, int index) throws Exception {
      boolean alone = scope == Scope.SENSOR;
      InitialParameters initial = initial(learning);
      TwoInputStreamOperator<Frame, ParameterUpdate, DenoisedSample> operator =
          alone
              ? new KeyedCoProcessOperator<>(
                  new SensorGaussianFilter(
                      learning.support(), grid, initial, learning.noise(), retention))
              : new CoBroadcastWithKeyedOperator<>(
                  new GroupGaussianFilter(
                      learning.support(), grid, initial, learning.noise(), retention),
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
        KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>
            subtask) {
      return subtask.numKeyedStateEntries();
    }

    @Override
    protected List<OutputTag<?>> sideOutputs() {
      return List.of();
    }

    List<KeyedTwoInputStreamOperatorTestHarness<String, Frame, ParameterUpdate, DenoisedSample>>
        subtasks() {
      return all();
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
}
