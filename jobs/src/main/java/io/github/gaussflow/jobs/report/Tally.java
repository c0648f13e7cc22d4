/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps one entry for each name, at most {@link Tallied#MOST} names, where the records pass,
 * without a shuffle: entries of one name from several subtasks are merged, in any order, when the
 * job ends.
 *
 * <p>State: the entries and the number of all records, as operator lists, so that a restored job
 * goes on counting; after a change of parallelism any subtask may hold any part.
 *
 * @param <T> the records
 * @param <E> the entries, immutable
 */
abstract class Tally<T, E extends Entry<E>> extends ProcessFunction<T, Void>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private final String accumulator;
  private final String metric;
  private final TypeInformation<E> entryType;
  private transient NavigableMap<String, E> entries;
  private transient long total;
  private transient ListState<E> entryState;
  private transient ListState<Long> totalState;
  private transient TalliedAccumulator<E> result;
  private transient Counter counter;

  /**
   * A tally.
   *
   * @param accumulator the name under which the result is found when the job has ended
   * @param metric the counter of the records
   * @param entryType the type of the entries
   */
  Tally(String accumulator, String metric, TypeInformation<E> entryType) {
    this.accumulator = accumulator;
    this.metric = metric;
    this.entryType = entryType;
  }

  /** The entry for one record alone. */
  abstract E entry(T tallied);

  /** How many records one stands for. */
  long count(T tallied) {
    return 1;
  }

  @Override
  public void open(OpenContext context) {
    result = new TalliedAccumulator<>();
    getRuntimeContext().addAccumulator(accumulator, result);
    counter = getRuntimeContext().getMetricGroup().counter(metric);
    getRuntimeContext()
        .getMetricGroup()
        .<Long, Gauge<Long>>gauge(metric + ReportBranch.TOTAL, () -> total);
  }

  @Override
  public void processElement(T tallied, Context context, Collector<Void> out) {
    long count = count(tallied);
    counter.inc(count);
    total += count;
    add(entry(tallied));
  }

  @Override
  public void close() {
    if (result != null && entries != null) {
      result.add(new Tallied<>(entries, total));
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    entryState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("entries", entryType));
    totalState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("total", Types.LONG));
    entries = new TreeMap<>();
    total = 0;
    for (E entry : entryState.get()) {
      add(entry);
    }
    for (long part : totalState.get()) {
      total += part;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    entryState.clear();
    for (Map.Entry<String, E> entry : entries.entrySet()) {
      entryState.add(entry.getValue());
    }
    totalState.clear();
    totalState.add(total);
  }

  private void add(E entry) {
    Tallied.put(entries, entry);
  }
}
