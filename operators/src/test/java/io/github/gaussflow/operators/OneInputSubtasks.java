/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The subtasks of a keyed process function, with its metrics. */
public final class OneInputSubtasks<I, O>
    extends Subtasks<O, KeyedOneInputStreamOperatorTestHarness<String, I, O>> {

  private final Supplier<KeyedProcessFunction<String, I, O>> function;
  private final KeySelector<I, String> key;
  private final List<OutputTag<?>> sideOutputs;
  private final Map<String, Metric> metrics = new TreeMap<>();

  private OneInputSubtasks(
      Supplier<KeyedProcessFunction<String, I, O>> function,
      KeySelector<I, String> key,
      List<OutputTag<?>> sideOutputs) {
    this.function = function;
    this.key = key;
    this.sideOutputs = sideOutputs;
  }

  /** Starts the subtasks of a function. */
  public static <I, O> OneInputSubtasks<I, O> start(
      int parallelism,
      Supplier<KeyedProcessFunction<String, I, O>> function,
      KeySelector<I, String> key,
      OutputTag<?>... sideOutputs)
      throws Exception {
    OneInputSubtasks<I, O> subtasks = new OneInputSubtasks<>(function, key, List.of(sideOutputs));
    subtasks.start(parallelism);
    return subtasks;
  }

  @Override
  protected KeyedOneInputStreamOperatorTestHarness<String, I, O> newSubtask(
      int parallelism, int index) throws Exception {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer((metric, name, group) -> metrics.put(path(name, group), metric))
            .build();
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function.get()),
        key,
        Types.STRING,
        new MockEnvironmentBuilder()
            .setMaxParallelism(MAX_PARALLELISM)
            .setParallelism(parallelism)
            .setSubtaskIndex(index)
            .setMetricGroup(
                TaskManagerMetricGroup.createTaskManagerMetricGroup(
                        registry, "host", ResourceID.generate())
                    .addJob(new JobID(), "job")
                    .addTask(ExecutionAttemptID.randomId(), "task"))
            .build());
  }

  @Override
  protected int stateEntries(KeyedOneInputStreamOperatorTestHarness<String, I, O> subtask) {
    return subtask.numKeyedStateEntries();
  }

  @Override
  protected List<OutputTag<?>> sideOutputs() {
    return sideOutputs;
  }

  /** Gives an element to the subtask that owns its key. */
  public void accept(I element) throws Exception {
    owner(key.getKey(element)).processElement(element, 0);
  }

  /** Gives a watermark to every subtask. */
  public void watermark(long watermark) throws Exception {
    for (KeyedOneInputStreamOperatorTestHarness<String, I, O> subtask : all()) {
      subtask.processWatermark(watermark);
    }
  }

  /** The name, behind that of a group where the metric is one of a group's. */
  private static String path(String name, MetricGroup metrics) {
    String group = metrics.getAllVariables().get("<group>");
    return group == null ? name : group + "/" + name;
  }

  /** The names of the metrics of a group, in order. */
  public List<String> metricsOf(String group) {
    String start = group + "/";
    return metrics.keySet().stream()
        .filter(path -> path.startsWith(start))
        .map(path -> path.substring(start.length()))
        .toList();
  }

  /** A counter of the subtask opened last; that of a group behind its name and a slash. */
  public long count(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  /** A gauge of the subtask opened last that says a text. */
  public String text(String name) {
    return (String) ((Gauge<?>) metrics.get(name)).getValue();
  }

  /** A gauge of the subtask opened last that says a whole number. */
  public int number(String name) {
    return (Integer) ((Gauge<?>) metrics.get(name)).getValue();
  }

  /** A gauge of the subtask opened last. */
  public double gauge(String name) {
    return (Double) ((Gauge<?>) metrics.get(name)).getValue();
  }
}
