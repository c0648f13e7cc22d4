/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.ExecutionConfigOptions.UidGeneration;

/**
 * Gives the operators of a table, such as a Kafka source with its offsets or a sink with its
 * transactions, fixed uids. Flink by itself derives them from the whole job, so that a savepoint
 * would no longer fit after an output has been added. What the job file says about them counts.
 */
public final class TableUids {

  private static final String PLAN = "== Optimized Execution Plan ==";
  private static final Pattern OPERATOR = Pattern.compile("(?m)^[\\s:|+-]*(\\w+)\\(");

  private final TableConfig config;
  private final String prefix;
  private final boolean fixed;

  /** Uids in this environment that begin with a prefix. */
  public TableUids(TableEnvironment tables, String prefix) {
    this.config = tables.getConfig();
    this.prefix = prefix;
    this.fixed =
        config.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.STREAMING
            && config.getOptional(ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION).isEmpty()
            && config.getOptional(ExecutionConfigOptions.TABLE_EXEC_UID_FORMAT).isEmpty();
  }

  /**
   * Makes what is planned in an action a part of the job, with uids of its own.
   *
   * @param name what the uids have after the prefix
   * @param explanation the plan of it as Flink explains it; where it has two operators of one kind,
   *     as for a union of two tables, they keep the uids that Flink derives
   */
  <T> T during(String name, String explanation, Supplier<T> action) {
    if (!fixed || hasTwins(explanation)) {
      return action.get();
    }
    config.set(ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION, UidGeneration.ALWAYS);
    // Without <id>, which counts all that was ever planned in this JVM.
    config.set(
        ExecutionConfigOptions.TABLE_EXEC_UID_FORMAT,
        prefix + "-" + name + "-<type>-<transformation>");
    try {
      return action.get();
    } finally {
      config.set(ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION, UidGeneration.PLAN_ONLY);
    }
  }

  private static boolean hasTwins(String explanation) {
    Set<String> kinds = new HashSet<>();
    int plan = explanation.indexOf(PLAN);
    Matcher operator = OPERATOR.matcher(explanation.substring(Math.max(0, plan)));
    while (operator.find()) {
      if (!kinds.add(operator.group(1))) {
        return true;
      }
    }
    return plan < 0;
  }
}
