/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.OutputOptions;
import io.github.gaussflow.jobs.configuration.OutputTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** Which kinds of rejected samples a table holds; several may go to one table. */
final class RejectedTables {

  private RejectedTables() {}

  /** The keys that name each table. */
  static Map<String, List<ConfigOption<String>>> of(OutputTables output) {
    Map<String, List<ConfigOption<String>>> tables = new LinkedHashMap<>();
    add(tables, output.late(), OutputOptions.LATE);
    add(tables, output.invalid(), OutputOptions.INVALID);
    add(tables, output.duplicates(), OutputOptions.DUPLICATES);
    return tables;
  }

  private static void add(
      Map<String, List<ConfigOption<String>>> tables,
      Optional<String> table,
      ConfigOption<String> key) {
    table.ifPresent(name -> tables.computeIfAbsent(name, any -> new ArrayList<>()).add(key));
  }

  /**
   * The key of a rejected sample's kind.
   *
   * @param keys those that name its table
   * @param reason why it was rejected, if the table says so
   */
  static Optional<ConfigOption<String>> kind(
      List<ConfigOption<String>> keys, Optional<String> reason) {
    if (keys.size() == 1) {
      return Optional.of(keys.get(0));
    }
    return reason.map(
        why ->
            switch (why) {
              case RejectedStreams.LATE -> OutputOptions.LATE;
              case RejectedStreams.DUPLICATE -> OutputOptions.DUPLICATES;
              default -> OutputOptions.INVALID;
            });
  }
}
