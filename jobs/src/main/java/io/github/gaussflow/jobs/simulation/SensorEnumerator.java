/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/**
 * Gives each reader all its sensors at once, before its first row: one that came later would be
 * behind the watermark. Its state is the sensors that no reader has.
 */
final class SensorEnumerator implements SplitEnumerator<SensorSplit, Collection<SensorSplit>> {

  private final SplitEnumeratorContext<SensorSplit> context;
  private final List<SensorSplit> unassigned;

  SensorEnumerator(
      SplitEnumeratorContext<SensorSplit> context, Collection<SensorSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    int parallelism = context.currentParallelism();
    Predicate<SensorSplit> isOwn = split -> split.sensor() % parallelism == subtask;
    List<SensorSplit> own = unassigned.stream().filter(isOwn).toList();
    if (!own.isEmpty()) {
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, own)));
      unassigned.removeIf(isOwn);
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    throw new IllegalStateException("readers are given their sensors and do not ask for them");
  }

  @Override
  public void addSplitsBack(List<SensorSplit> splits, int subtask) {
    unassigned.addAll(splits); // the reader registers once more when it is back
  }

  @Override
  public Collection<SensorSplit> snapshotState(long checkpoint) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}
}
