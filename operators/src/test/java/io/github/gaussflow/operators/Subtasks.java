/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * A keyed operator at some parallelism that can be snapshot and restored at another one. Elements
 * go to the subtask that owns their key. Generic types are disabled. Outputs are kept over a
 * restore.
 */
public abstract class Subtasks<O, H extends AbstractStreamOperatorTestHarness<O>>
    implements AutoCloseable {

  /** The number of key groups. */
  protected static final int MAX_PARALLELISM = 16;

  private final List<H> subtasks = new ArrayList<>();
  private final List<StreamRecord<? extends O>> records = new ArrayList<>();
  private final Map<OutputTag<?>, List<Object>> sides = new HashMap<>();

  /** A subtask that is not open. */
  protected abstract H newSubtask(int parallelism, int index) throws Exception;

  /** The keyed state entries of one subtask. */
  protected abstract int stateEntries(H subtask);

  /** The side outputs to keep over a restore. */
  protected abstract List<OutputTag<?>> sideOutputs();

  /** Starts with empty state. */
  protected final void start(int parallelism) throws Exception {
    for (int index = 0; index < parallelism; index++) {
      H subtask = closedSubtask(parallelism, index);
      subtask.open();
      subtasks.add(subtask);
    }
  }

  private H closedSubtask(int parallelism, int index) throws Exception {
    H subtask = newSubtask(parallelism, index);
    ((SerializerConfigImpl) subtask.getExecutionConfig().getSerializerConfig())
        .setGenericTypes(false);
    return subtask;
  }

  /** Takes a snapshot, fails, and goes on from the snapshot at another parallelism. */
  public final void restoreAt(int parallelism) throws Exception {
    int before = subtasks.size();
    OperatorSubtaskState[] parts = new OperatorSubtaskState[before];
    for (int index = 0; index < before; index++) {
      parts[index] = subtasks.get(index).snapshot(1, 1);
    }
    OperatorSubtaskState whole = AbstractStreamOperatorTestHarness.repackageState(parts);
    close();
    for (int index = 0; index < parallelism; index++) {
      H subtask = closedSubtask(parallelism, index);
      subtask.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              whole, MAX_PARALLELISM, before, parallelism, index));
      subtask.open();
      subtasks.add(subtask);
    }
  }

  /** The subtask that owns a key. */
  protected final H owner(String key) {
    return subtasks.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, subtasks.size()));
  }

  /** All subtasks. */
  protected final List<H> all() {
    return subtasks;
  }

  /** The outputs so far with their timestamps, those of each subtask in order. */
  public final List<StreamRecord<? extends O>> records() {
    List<StreamRecord<? extends O>> soFar = new ArrayList<>(records);
    subtasks.forEach(subtask -> soFar.addAll(subtask.extractOutputStreamRecords()));
    return soFar;
  }

  /** The outputs so far, those of each subtask in order. */
  public final List<O> outputs() {
    List<O> values = new ArrayList<>();
    records().forEach(record -> values.add(record.getValue()));
    return values;
  }

  /** Takes the outputs since the last call, those of each subtask in order. */
  public final List<O> drain() {
    List<O> values = new ArrayList<>();
    for (H subtask : subtasks) {
      for (StreamRecord<? extends O> record : subtask.extractOutputStreamRecords()) {
        values.add(record.getValue());
      }
      subtask.getOutput().clear();
    }
    return values;
  }

  /** A side output so far. */
  public final <X> List<X> side(OutputTag<X> tag) {
    List<X> values = new ArrayList<>();
    for (Object value : sides.getOrDefault(tag, List.of())) {
      @SuppressWarnings("unchecked") // each list holds what its tag says
      X typed = (X) value;
      values.add(typed);
    }
    for (H subtask : subtasks) {
      if (subtask.getSideOutput(tag) != null) {
        subtask.getSideOutput(tag).forEach(record -> values.add(record.getValue()));
      }
    }
    return values;
  }

  /** The number of keyed state entries: for each state, the keys (and map keys) that have one. */
  public final int stateEntries() {
    return subtasks.stream().mapToInt(this::stateEntries).sum();
  }

  /** The number of event-time timers left. */
  public final int timers() {
    return subtasks.stream().mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers).sum();
  }

  @Override
  public final void close() {
    List<StreamRecord<? extends O>> soFar = records();
    Map<OutputTag<?>, List<Object>> sidesSoFar = new HashMap<>();
    sideOutputs().forEach(tag -> sidesSoFar.put(tag, new ArrayList<>(side(tag))));
    records.clear();
    records.addAll(soFar);
    sides.putAll(sidesSoFar);
    for (H subtask : subtasks) {
      try {
        subtask.close();
        subtask
            .getEnvironment()
            .close(); // its folders and hooks; the harness leaves a given one open
      } catch (Exception e) {
        throw new IllegalStateException("a subtask cannot be closed", e);
      }
    }
    subtasks.clear();
  }
}
