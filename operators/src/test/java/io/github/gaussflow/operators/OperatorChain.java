/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.frame.BlockAssembler;
import io.github.gaussflow.operators.frame.EstimatedGrids;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SampleBundler;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.learning.LearnerMetrics;
import io.github.gaussflow.operators.learning.ParameterLearner;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.learning.WindowMerge;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.learning.WindowStatistics;
import io.github.gaussflow.operators.period.GroupPeriod;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The operators of a pipeline in their harnesses, joined by hand as {@link DenoisingPipeline} joins
 * them, without a cluster. Between the operators is a network that keeps things back for a while:
 * the filter sees frames and updates, and the watermarks of both, at any speed.
 */
final class OperatorChain implements AutoCloseable {

  private final OneInputStreamOperatorTestHarness<Sample, SampleBundle> bundler;
  private final AssemblerStage assembler;
  private final OneInputSubtasks<SampleBlock, Frame> blockAssembler;
  private final Optional<PeriodStage> periods;
  private final OneInputSubtasks<Frame, WindowRecord> statistics;
  private final Optional<OneInputSubtasks<WindowRecord, WindowRecord>> merge;
  private final OneInputSubtasks<WindowRecord, ParameterUpdate> learner;
  private final FilterStage<?> filter;
  private final long linger;
  private final Random network;
  private final Random bundling = new Random(1); // its own, so that it leaves the network as it is
  private final Deque<Batch<Frame>> framesUnderWay = new ArrayDeque<>();
  private final Deque<Batch<WindowRecord>> recordsUnderWay = new ArrayDeque<>();
  private final List<DenoisedSample> denoised = new ArrayList<>();
  private final List<ParameterUpdate> updates = new ArrayList<>();

  /** What an operator gave before a watermark. */
  record Batch<T>(List<T> elements, long watermark) {}

  OperatorChain(Settings settings, int parallelism, Random network) throws Exception {
    this(settings, parallelism, network, false);
  }

  /** A chain that tells the periods itself; a longest silence is given if it is no default. */
  static OperatorChain estimating(Settings settings, int parallelism, Random network)
      throws Exception {
    return new OperatorChain(settings, parallelism, network, true);
  }

  private OperatorChain(Settings settings, int parallelism, Random network, boolean estimates)
      throws Exception {
    this.network = network;
    linger = settings.linger();
    LearnerSettings learning = settings.learner();
    Scope scope = settings.scope();
    SamplingGrids grid = estimates ? estimated(settings) : given(settings);
    WindowGrid windows = new WindowGrid(grid.windowUnit() * settings.window());
    Retention retention = settings.retention();
    boolean withReference = learning.objective() == ObjectiveKind.REFERENCE;
    bundler = new OneInputStreamOperatorTestHarness<>(new SampleBundler());
    bundler.open();
    assembler =
        new AssemblerStage(
            estimates ? SamplingGrid.withoutPeriod() : (SamplingGrid) grid,
            scope,
            parallelism,
            linger,
            1 + bundling.nextInt(200)); // what is beyond that waits in the assembler
    blockAssembler =
        OneInputSubtasks.start(
            parallelism,
            () ->
                new BlockAssembler(
                    grid instanceof SamplingGrid given ? given : SamplingGrid.withoutPeriod(),
                    scope,
                    Rest.none()),
            block -> scope.keyOf(block.group(), block.sensor()),
            FrameAssembler.LATE,
            FrameAssembler.INVALID,
            FrameAssembler.DUPLICATE);
    periods =
        estimates
            ? Optional.of(new PeriodStage(grid, settings.window(), scope, parallelism))
            : Optional.empty();
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
                    learning,
                    initial,
                    false,
                    false,
                    retention,
                    settings.sampling(),
                    LearnerMetrics.DEFAULT_GROUPS),
            WindowRecord::group);
    filter =
        FilterStage.start(parallelism, learning, grid, scope, retention, network.nextBoolean());
  }

  private static SamplingGrid given(Settings settings) {
    return SamplingGrid.of(
            settings.learner().statisticsSupport(), Duration.ofNanos(settings.period()))
        .withSampling(settings.sampling())
        .withGapFill(settings.gapFill())
        .withMaximumGap(Duration.ofNanos(settings.maximumGap()))
        .withFlushAfter(Duration.ofNanos(settings.flushAfter()));
  }

  private static SamplingGrids estimated(Settings settings) {
    LearnerSettings learner = settings.learner();
    Settings plain = Settings.of(learner, settings.period(), settings.window(), settings.scope());
    boolean given = settings.maximumGap() != plain.maximumGap();
    return new EstimatedGrids(
        learner.statisticsSupport(),
        given ? Optional.of(Duration.ofNanos(settings.maximumGap())) : Optional.empty(),
        Optional.empty(),
        settings.gapFill(),
        0);
  }

  private static WindowStatistics statistics(
      Settings settings, SamplingGrids grid, WindowGrid windows, boolean withReference) {
    LearnerSettings learning = settings.learner();
    Retention retention = settings.retention();
    return settings.sampling() == Sampling.IRREGULAR
        ? WindowStatistics.irregular(
            learning.support(),
            (SamplingGrid) grid,
            windows,
            withReference,
            retention,
            learning.irregularGrid())
        : new WindowStatistics(
            learning.statisticsSupport(), grid, windows, withReference, 0, retention);
  }

  static InitialParameters initial(LearnerSettings learning) {
    return InitialParameters.of(InitialFilter.of(learning.newLearner().parameters()));
  }

  /** Lets everything arrive, the end of the input last. */
  Outcome run(List<Arrival> arrivals) throws Exception {
    for (Arrival arrival : arrivals) {
      accept(arrival);
    }
    return finish();
  }

  /** Lets a sample, a block or a watermark arrive; all samples of a sensor come in one form. */
  void accept(Arrival arrival) throws Exception {
    if (arrival instanceof Arrival.OfSample of) {
      bundler.processElement(of.sample(), 0);
      if (bundling.nextInt(20) == 0) {
        deliverBundles(); // as before a checkpoint
      }
    } else if (arrival instanceof Arrival.OfBlock of) {
      blockAssembler.accept(of.block());
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
        rejected(FrameAssembler.LATE),
        rejected(FrameAssembler.INVALID),
        rejected(FrameAssembler.DUPLICATE));
  }

  private List<Sample> rejected(OutputTag<Sample> tag) {
    List<Sample> samples = new ArrayList<>(assembler.side(tag));
    samples.addAll(blockAssembler.side(tag));
    return samples;
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
    long behind = assembler.watermark(millis);
    blockAssembler.watermark(millis); // blocks do not linger
    List<Frame> frames = assembler.drain();
    frames.addAll(blockAssembler.drain());
    if (periods.isEmpty()) {
      pass(frames, behind);
    } else {
      pass(periods.get().advance(frames, behind, network));
    }
  }

  private void pass(List<Batch<Frame>> batches) throws Exception {
    for (Batch<Frame> batch : batches) {
      pass(batch.elements, batch.watermark);
    }
  }

  private void pass(List<Frame> frames, long millis) throws Exception {
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
    if (periods.isPresent()) {
      pass(periods.get().deliverAll());
    }
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
    filter.watermarkOfFrames(batch.watermark);
    denoised.addAll(filter.drainSamples());
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
    filter.watermarkOfUpdates(batch.watermark);
    denoised.addAll(filter.drainSamples());
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
    assembler.restoreAt(parallelism, linger == 0 ? 0 : bundling.nextLong(2 * linger));
    blockAssembler.restoreAt(parallelism);
    if (periods.isPresent()) {
      periods.get().restoreAt(parallelism);
    }
    statistics.restoreAt(parallelism);
    if (merge.isPresent()) {
      merge.get().restoreAt(parallelism);
    }
    learner.restoreAt(parallelism);
    filter.restoreAt(parallelism);
  }

  /** The keyed state entries of both assemblers, statistics, merge, learner and filter. */
  List<Integer> stateEntries() {
    return List.of(
        assembler.stateEntries() + blockAssembler.stateEntries(),
        statistics.stateEntries(),
        merge.map(OneInputSubtasks::stateEntries).orElse(0),
        learner.stateEntries(),
        filter.stateEntries());
  }

  /** The timers of both assemblers, statistics, merge, learner and filter. */
  List<Integer> timers() {
    return List.of(
        assembler.timers() + blockAssembler.timers() + periods.map(PeriodStage::timers).orElse(0),
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

  /** The periods told so far, by group; only where they are. */
  Map<String, GroupPeriod> periods() {
    return periods.orElseThrow().periods();
  }

  /** The samples of groups that showed no period; only where they are told. */
  List<Sample> withoutPeriod() {
    return periods.orElseThrow().withoutPeriod();
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
    blockAssembler.close();
    periods.ifPresent(PeriodStage::close);
    statistics.close();
    merge.ifPresent(OneInputSubtasks::close);
    learner.close();
    filter.close();
  }
}
