/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns the parameters of each group: merges a window's records, those of its sensors or of {@link
 * WindowMerge}, in their order once the watermark says that they are all there, takes one step of
 * the learner, and emits an update that holds from the end of the window on.
 *
 * <p>Where samples are at rest, the noise is measured from them, and a window is learned from under
 * the noise that it and those before it tell, once that is enough; see {@link GroupNoise}.
 *
 * <p>State of a group: {@code records}, those of the windows that the watermark has not closed yet;
 * {@code group}, the learner's state and the rest seen, kept until the {@link Retention} is over.
 * One timer a window, and one for the retention: as windows follow each other it is not moved, but
 * set anew when it fires too early.
 *
 * <p>After a restore the watermark starts anew, so a sample can pass as timely although its window
 * has been learned from. Its record is dropped: each window has one update, and they come in order.
 */
public final class ParameterLearner
    extends KeyedProcessFunction<String, WindowRecord, ParameterUpdate> {

  private static final long serialVersionUID = 1L;

  private final LearnerSettings settings;
  private final InitialParameters initial;
  private final boolean calibrates;
  private final boolean searchesLag;
  private final Retention retention;
  private final Sampling sampling;
  private final int metricGroups;

  private transient OpenRecords records;
  private transient ValueState<LearnedGroup> groups;
  private transient double[] initialState;
  private transient RecordLearner learner;
  private transient GroupNoise noise;
  private transient LearnerMetrics metrics;
  private transient Counter lateWindows;

  /**
   * A learner of these settings for each group.
   *
   * @param initial what the groups that it names start from; all others from that of the settings
   * @param calibrates whether the noise is measured where samples are at rest; if not, what an
   *     earlier run measured is left aside
   * @param searchesLag whether records carry a lag that was searched
   * @param retention how long a group without samples is remembered
   * @param sampling what the records are sums of
   * @param metricGroups how many groups have metrics of their own, see {@link LearnerMetrics}
   */
  public ParameterLearner(
      LearnerSettings settings,
      InitialParameters initial,
      boolean calibrates,
      boolean searchesLag,
      Retention retention,
      Sampling sampling,
      int metricGroups) {
    this.settings = settings;
    this.initial = initial;
    this.calibrates = calibrates;
    this.searchesLag = searchesLag;
    this.retention = retention;
    this.sampling = sampling;
    this.metricGroups = metricGroups;
  }

  @Override
  public void open(OpenContext context) {
    records = new OpenRecords(getRuntimeContext());
    groups =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("group", TypeInformation.of(LearnedGroup.class)));
    learner = RecordLearner.of(settings, sampling);
    initialState = learner.state();
    noise = new GroupNoise(settings);
    metrics = new LearnerMetrics(getRuntimeContext().getMetricGroup(), metricGroups);
    lateWindows = getRuntimeContext().getMetricGroup().counter("lateWindows");
  }

  @Override
  public void processElement(WindowRecord record, Context context, Collector<ParameterUpdate> out)
      throws Exception {
    records.add(record, context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ParameterUpdate> out)
      throws Exception {
    NavigableMap<Long, List<WindowRecord>> closed =
        records.takeClosed(context.timerService().currentWatermark());
    if (!closed.isEmpty()) { // else an earlier timer of the same watermark has done the work
      learn(closed, out);
    }
    if (retention.isLimited()) {
      forgetOrRemember(timestamp, context.timerService());
    }
  }

  /** Forgets the group if the watermark has passed its retention, or sees that it will be. */
  private void forgetOrRemember(long timestamp, TimerService timers) throws Exception {
    LearnedGroup group = groups.value();
    if (group == null || group.forgetting > timestamp) {
      return;
    }
    long watermark = timers.currentWatermark();
    long over = retention.over(group.end);
    if (watermark == Long.MAX_VALUE) {
      group.forgetting = Long.MIN_VALUE; // the end of the input is no silence
    } else if (over <= watermark) {
      groups.clear();
      return;
    } else {
      group.forgetting = over;
      timers.registerEventTimeTimer(over);
    }
    groups.update(group);
  }

  private void learn(NavigableMap<Long, List<WindowRecord>> closed, Collector<ParameterUpdate> out)
      throws Exception {
    LearnedGroup group = groups.value();
    if (group == null) {
      group = new LearnedGroup();
      group.learner = initialState(closed.firstEntry().getValue().get(0).group());
    }
    NavigableMap<Long, List<WindowRecord>> late = closed.headMap(group.end, true);
    late.values().forEach(sameWindow -> lateWindows.inc(WindowSums.sensors(sameWindow)));
    late.clear();
    if (closed.isEmpty()) {
      return;
    }
    learner.restore(group.learner);
    if (calibrates) {
      noise.restore(group.calibration);
    }
    for (Map.Entry<Long, List<WindowRecord>> window : closed.entrySet()) {
      long end = window.getKey();
      List<WindowRecord> sameWindow = window.getValue();
      if (retention.isOver(group.end, end)) {
        group.version = 0;
        learner.restore(initialState(sameWindow.get(0).group()));
        noise.restore(WindowRecord.NO_REST);
      }
      group.end = end;
      group.version++;
      ParameterUpdate update = learn(sameWindow, group.version);
      metrics.accept(update.group(), update);
      out.collect(update);
    }
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

  private ParameterUpdate learn(List<WindowRecord> sameWindow, long version) {
    if (calibrates) {
      noise.accept(sameWindow);
    }
    LearningStep step = learner.learn(sameWindow, noise.model());
    WindowRecord first = sameWindow.get(0);
    return ParameterUpdate.of(
        first.group(),
        version,
        first.end(),
        step,
        noise.kind(step.noise()),
        calibrates ? noise.notice() : Optional.empty(),
        WindowSums.sensors(sameWindow),
        searchesLag && step.count() > 0 ? WindowSums.commonLag(sameWindow) : Double.NaN,
        first.period(),
        first.knownAt());
  }
}
