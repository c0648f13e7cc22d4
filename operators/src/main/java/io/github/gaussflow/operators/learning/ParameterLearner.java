/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static java.util.stream.Collectors.joining;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.ParameterBound;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns the parameters of each group: merges a window's records in sensor order once the watermark
 * says that they are all there, takes one step of the learner, and emits an update that holds from
 * the end of the window on.
 *
 * <p>Where samples are at rest, the noise is measured from them, and a window is learned from under
 * the noise that it and those before it tell, once that is enough; see {@link GroupNoise}.
 *
 * <p>State of a group: {@code records}, those of the windows that the watermark has not closed yet;
 * {@code group}, the learner's state and the rest seen, kept as long as the job runs. One timer a
 * window.
 *
 * <p>After a restore the watermark starts anew, so a sample can pass as timely although its window
 * has been learned from. Its record is dropped: each window has one update, and they come in order.
 */
public final class ParameterLearner
    extends KeyedProcessFunction<String, WindowRecord, ParameterUpdate> {

  private static final long serialVersionUID = 1L;

  /** Where each sensor learns for itself, metrics of each would be too many to keep. */
  private static final String ONE_SET = "";

  private final LearnerSettings settings;
  private final Scope scope;
  private final InitialParameters initial;
  private final boolean calibrates;
  private final boolean searchesLag;
  private final Sampling sampling;

  private transient ListState<WindowRecord> records;
  private transient ValueState<LearnedGroup> groups;
  private transient double[] initialState;
  private transient RecordLearner learner;
  private transient GroupNoise noise;
  private transient Map<String, LearnerMetrics> metrics;
  private transient Counter lateRecords;

  /**
   * A learner of these settings for each group.
   *
   * @param initial what the groups that it names start from; all others from that of the settings
   * @param calibrates whether the noise is measured where samples are at rest; if not, what an
   *     earlier run measured is left aside
   * @param searchesLag whether records carry a lag that was searched
   */
  public ParameterLearner(
      LearnerSettings settings,
      Scope scope,
      InitialParameters initial,
      boolean calibrates,
      boolean searchesLag) {
    this(settings, scope, initial, calibrates, searchesLag, Sampling.REGULAR);
  }

  /**
   * A learner as the other constructor makes it.
   *
   * @param sampling what the records are sums of
   */
  public ParameterLearner(
      LearnerSettings settings,
      Scope scope,
      InitialParameters initial,
      boolean calibrates,
      boolean searchesLag,
      Sampling sampling) {
    this.settings = settings;
    this.scope = scope;
    this.initial = initial;
    this.calibrates = calibrates;
    this.searchesLag = searchesLag;
    this.sampling = sampling;
  }

  @Override
  public void open(OpenContext context) {
    records =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("records", TypeInformation.of(WindowRecord.class)));
    groups =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("group", Types.POJO(LearnedGroup.class)));
    learner = RecordLearner.of(settings, sampling);
    initialState = learner.state();
    noise = new GroupNoise(settings);
    metrics = new HashMap<>();
    lateRecords = getRuntimeContext().getMetricGroup().counter("numLateRecordsDropped");
  }

  @Override
  public void processElement(WindowRecord record, Context context, Collector<ParameterUpdate> out)
      throws Exception {
    records.add(record);
    context.timerService().registerEventTimeTimer(WindowGrid.closing(record.end()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ParameterUpdate> out)
      throws Exception {
    List<WindowRecord> closed = takeClosed(context.timerService().currentWatermark());
    if (closed.isEmpty()) {
      return; // an earlier timer of the same watermark has done the work
    }
    LearnedGroup group = groups.value();
    if (group == null) {
      group = new LearnedGroup();
      group.learner = initialState(closed.get(0).group());
    }
    int timely = firstAfter(group.end, closed);
    lateRecords.inc(timely);
    closed = closed.subList(timely, closed.size());
    if (closed.isEmpty()) {
      return;
    }
    learner.restore(group.learner);
    if (calibrates) {
      noise.restore(group.calibration);
    }
    int from = 0;
    while (from < closed.size()) {
      long end = closed.get(from).end();
      int to = from + 1;
      while (to < closed.size() && closed.get(to).end() == end) {
        to++;
      }
      group.version++;
      ParameterUpdate update = learn(closed.subList(from, to), group.version);
      metricsOf(update.group()).accept(update);
      out.collect(update);
      from = to;
    }
    group.end = closed.get(closed.size() - 1).end();
    group.learner = learner.state();
    if (calibrates) {
      group.calibration = noise.state();
    }
    groups.update(group);
  }

  private double[] initialState(String group) {
    if (!initial.names(group)) {
      return initialState;
    }
    InitialFilter first = initial.of(group);
    return RecordLearner.of(
            settings.withInitialParameters(first.parameters()).withInitialBank(first.bank()),
            sampling)
        .state();
  }

  /** Takes the records of all windows that the watermark has closed, in the order of merging. */
  private List<WindowRecord> takeClosed(long watermark) throws Exception {
    List<WindowRecord> closed = new ArrayList<>();
    List<WindowRecord> open = new ArrayList<>();
    for (WindowRecord record : records.get()) {
      (WindowGrid.closing(record.end()) <= watermark ? closed : open).add(record);
    }
    if (!closed.isEmpty()) {
      records.update(open);
      closed.sort(WindowRecord.MERGE_ORDER);
    }
    return closed;
  }

  /** The index of the first record of a window that ends after the one given. */
  private static int firstAfter(long end, List<WindowRecord> sorted) {
    int first = 0;
    while (first < sorted.size() && sorted.get(first).end() <= end) {
      first++;
    }
    return first;
  }

  private ParameterUpdate learn(List<WindowRecord> sameWindow, long version) {
    if (calibrates) {
      noise.accept(sameWindow);
    }
    LearningStep step = learner.learn(sameWindow, noise.model());
    GaussianParameters parameters = step.parameters();
    NoiseModel inUse = step.noise();
    WindowRecord first = sameWindow.get(0);
    return new ParameterUpdate(
        first.group(),
        version,
        first.end(),
        parameters.mean(),
        parameters.standardDeviation(),
        step.bank(),
        step.cost(),
        step.gradientMean(),
        step.gradientLogStandardDeviation(),
        noise.kind(inUse),
        Arrays.stream(inUse.autocovariances()).boxed().toList(),
        inUse.variance(),
        step.noiseCorrelation(),
        notice(step),
        step.count(),
        sameWindow.size(),
        step.learned(),
        searchesLag ? commonLag(sameWindow) : Double.NaN);
  }

  private static double commonLag(List<WindowRecord> sameWindow) {
    int lag = sameWindow.get(0).lag();
    return sameWindow.stream().allMatch(record -> record.lag() == lag) ? lag : Double.NaN;
  }

  private String notice(LearningStep step) {
    Stream<String> bounds = step.bounds().stream().map(ParameterBound::advice).sorted();
    Stream<String> rest = calibrates ? noise.notice().stream() : Stream.empty();
    return Stream.concat(bounds, rest).collect(joining("; "));
  }

  private LearnerMetrics metricsOf(String group) {
    String name = scope == Scope.SENSOR ? ONE_SET : group;
    return metrics.computeIfAbsent(
        name,
        key ->
            new LearnerMetrics(
                scope == Scope.SENSOR
                    ? getRuntimeContext().getMetricGroup()
                    : getRuntimeContext().getMetricGroup().addGroup("group", key)));
  }
}
