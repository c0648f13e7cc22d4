/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one subtask that learns: how many windows it has learned from and skipped, over
 * all groups, and a set of {@link GroupMetrics} for each of its first groups.
 *
 * <p>A group has a set if it is among the first so many that had an update since the subtask
 * started. Flink cannot take a set away from one group to give it to another, so the choice stays
 * until a restart. The windows of groups without a set are counted.
 */
public final class LearnerMetrics {

  /** How many groups of a subtask have a set of their own unless told otherwise. */
  public static final int DEFAULT_GROUPS = 100;

  private final MetricGroup operator;
  private final int most;
  private final Counter learned;
  private final Counter skipped;
  private final Counter withoutMetrics;
  private final Map<String, GroupMetrics> groups = new HashMap<>();

  /**
   * Registers the metrics.
   *
   * @param operator the metric group of the operator
   * @param most how many groups have a set of their own, 0 for none
   */
  public LearnerMetrics(MetricGroup operator, int most) {
    this.operator = operator;
    this.most = most;
    this.learned = operator.counter("windowsLearned");
    this.skipped = operator.counter("windowsSkipped");
    this.withoutMetrics = operator.counter("windowsWithoutMetrics");
  }

  /**
   * Shows an update.
   *
   * @param group the name of its group, which becomes the value of the label {@code group}
   * @param update newer than those before of the same group
   */
  public void accept(String group, ParameterUpdate update) {
    (update.learned() ? learned : skipped).inc();
    GroupMetrics metrics = groups.get(group);
    if (metrics == null) {
      if (groups.size() >= most) {
        withoutMetrics.inc();
        return;
      }
      metrics = new GroupMetrics(operator.addGroup("group", group));
      groups.put(group, metrics);
    }
    metrics.accept(update);
  }
}
