/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.JobFile;
import io.github.gaussflow.jobs.configuration.NearestName;
import io.github.gaussflow.jobs.configuration.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;

/** Finds the tables and columns that a job file names, or says which there are instead. */
final class TableLookup {

  private final TableEnvironment tables;
  private final JobFile file;
  private final Problems problems;

  TableLookup(TableEnvironment tables, JobFile file, Problems problems) {
    this.tables = tables;
    this.file = file;
    this.problems = problems;
  }

  /** The table that a key names. */
  Optional<Table> table(ConfigOption<?> key, String name) {
    try {
      return Optional.of(tables.from(name));
    } catch (SqlParserException | ValidationException | TableException e) {
      List<String> known = new ArrayList<>(Arrays.asList(tables.listTables()));
      reject(
          key,
          known.isEmpty()
              ? "names table '%s', but 'tables' declares none".formatted(name)
              : "names table '%s', but 'tables' declares only %s"
                  .formatted(name, String.join(", ", NearestName.byDistance(name, known))));
      return Optional.empty();
    }
  }

  /** The index of the column that a key names, or -1. */
  int column(ConfigOption<?> key, String column, String table, List<String> columns) {
    int index = columns.indexOf(column);
    if (index < 0) {
      reject(
          key,
          "names column '%s', but the columns of table '%s' are %s"
              .formatted(
                  column, table, String.join(", ", NearestName.byDistance(column, columns))));
    }
    return index;
  }

  /** Adds a problem for a table that is there but cannot be read. */
  void unreadable(ConfigOption<?> key, RuntimeException failure) {
    reject(key, "names a table that cannot be read: " + Cause.of(failure));
  }

  /** Adds a problem at the line of a key. */
  void reject(ConfigOption<?> key, String message) {
    problems.add(file.line(key.key()), "key '%s' %s".formatted(key.key(), message));
  }
}
