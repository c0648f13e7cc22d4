/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** How a table was declared. */
final class DeclaredTable {

  private DeclaredTable() {}

  /** The options of a table of the current database; none of a view or a temporary table. */
  static Map<String, String> options(TableEnvironment tables, String name) {
    try {
      return tables
          .getCatalog(tables.getCurrentCatalog())
          .orElseThrow()
          .getTable(new ObjectPath(tables.getCurrentDatabase(), name))
          .getOptions();
    } catch (TableNotExistException e) {
      return Map.of();
    }
  }

  /**
   * The first column that is an array: a table of denoised samples with one has blocks. None of a
   * table that there is not.
   */
  static Optional<String> arrayColumn(TableEnvironment tables, String name) {
    if (!List.of(tables.listTables()).contains(name)) {
      return Optional.empty();
    }
    return tables.from(name).getResolvedSchema().getColumns().stream()
        .filter(column -> column.getDataType().getLogicalType().is(LogicalTypeRoot.ARRAY))
        .map(Column::getName)
        .findFirst();
  }

  /** The file or folder of this machine that a table is, if it is one. */
  static Optional<Path> path(TableEnvironment tables, String name) {
    Map<String, String> options = options(tables, name);
    if (!"filesystem".equals(options.get("connector")) || options.get("path") == null) {
      return Optional.empty();
    }
    var uri = new org.apache.flink.core.fs.Path(options.get("path")).toUri();
    boolean local = uri.getScheme() == null || uri.getScheme().equals("file");
    return local ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
  }
}
