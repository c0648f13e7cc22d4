/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Collects exactly once: all lines so far are its state, so what a failed attempt gave after the
 * last checkpoint is forgotten with it. A job that starts from a savepoint has the lines of the job
 * before.
 */
final class CollectedLines extends ProcessFunction<String, Void> implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** By run and subtask; the last attempt of a subtask overwrites those before. */
  private static final Map<String, Map<Integer, List<String>>> RUNS = new ConcurrentHashMap<>();

  private final String run;
  private transient ListState<String> state;
  private transient List<String> lines;

  CollectedLines(String run) {
    this.run = run;
  }

  /** What a run that has ended gave, sorted. */
  static List<String> takeSorted(String run) {
    List<String> lines = new ArrayList<>();
    RUNS.remove(run).values().forEach(lines::addAll);
    lines.sort(null);
    return lines;
  }

  @Override
  public void processElement(String line, Context context, Collector<Void> out) {
    lines.add(line);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("lines", Types.STRING));
    lines = new ArrayList<>();
    for (String line : state.get()) {
      lines.add(line);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(lines);
  }

  @Override
  public void close() {
    if (lines != null) {
      RUNS.computeIfAbsent(run, key -> new ConcurrentHashMap<>())
          .put(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), lines);
    }
  }
}
