/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Fixed identifiers for the operators that the planner makes of a job's tables, so that a savepoint
 * fits the same tables whatever else has changed.
 *
 * <p>Without them Flink derives an operator's identifier from its place among all operators and
 * from what is chained to it: another parallelism or one output more, and the position of the
 * source or the pending files of a sink find no operator. The planner's own identifiers
 * (<em>table.exec.uid.generation: ALWAYS</em>) hold a counter of the process, so they are others
 * when a second job is submitted to the same cluster.
 */
public final class TableUids {

  private final StreamExecutionEnvironment environment;
  private final String prefix;
  private final Set<Transformation<?>> known = new HashSet<>();

  /** How many operators have got each identifier; a second one gets a number. */
  private final Map<String, Integer> count = new HashMap<>();

  /**
   * Identifiers that begin with a prefix, for the operators of an environment.
   *
   * @param environment takes the outputs
   * @param prefix what all identifiers of the job begin with
   */
  public TableUids(StreamExecutionEnvironment environment, String prefix) {
    this.environment = environment;
    this.prefix = prefix + "-table-";
  }

  /**
   * Gives what makes the rows of the samples table its identifiers: to sources by their number,
   * since the name of a table may change, to what comes after them by the kind of operator.
   */
  public void samples(DataStream<?> rows) {
    name("samples", "", rows.getTransformation().getTransitivePredecessors());
  }

  /** Leaves out what the environment has already. */
  void leaveOutTheRest() {
    for (Transformation<?> end : environment.getTransformations()) {
      known.addAll(end.getTransitivePredecessors());
    }
  }

  /**
   * Gives what the environment has got since its identifiers.
   *
   * @param output the name of the output that was added
   * @param table its table, whose name may change and is therefore left out
   */
  void output(String output, String table) {
    for (Transformation<?> end : environment.getTransformations()) {
      name(output, table, end.getTransitivePredecessors());
    }
  }

  private void name(String part, String table, List<Transformation<?>> transformations) {
    for (Transformation<?> transformation : transformations) {
      if (known.add(transformation) && transformation.getUid() == null) {
        String kind = transformation.getInputs().isEmpty() ? "source" : kind(transformation, table);
        String uid = prefix + part + "-" + kind;
        int number = count.merge(uid, 1, Integer::sum);
        transformation.setUid(number == 1 ? uid : uid + "-" + number);
      }
    }
  }

  /** The name without the planner's counter, in which the name of the table stands for a sink. */
  private static String kind(Transformation<?> transformation, String table) {
    return transformation
        .getName()
        .replaceAll("(?<!\\w)" + Pattern.quote(table) + "\\[\\d+\\]", "sink")
        .replaceAll("\\[\\d+\\]", "")
        .replaceAll("[^A-Za-z]+", "-")
        .toLowerCase(Locale.ROOT);
  }
}
