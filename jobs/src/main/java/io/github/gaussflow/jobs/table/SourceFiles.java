/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.OutputTables;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.configuration.Statement;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;

/**
 * The files of this machine that a job reads: a table over one that is not there would fail only
 * when the job runs.
 */
public final class SourceFiles {

  private SourceFiles() {}

  /** Adds a problem for each file of a declared table, outputs apart, that does not exist. */
  public static void check(TableEnvironment tables, JobConfiguration job, Problems problems) {
    Optional<Catalog> catalog = tables.getCatalog(tables.getCurrentCatalog());
    Set<String> temporary = Set.of(tables.listTemporaryTables());
    Set<String> written = outputs(job.output());
    for (String name : tables.listTables()) {
      if (catalog.isPresent()
          && !temporary.contains(name)
          && !written.contains(name)
          && !job.pipeline().initialUpdates().equals(Optional.of(name))) {
        options(catalog.get(), new ObjectPath(tables.getCurrentDatabase(), name))
            .filter(options -> "filesystem".equals(options.get("connector")))
            .map(options -> options.get("path"))
            .filter(SourceFiles::isMissing)
            .ifPresent(
                path ->
                    problems.add(
                        line(job.tables(), path),
                        "table '%s' reads '%s', but there is no such file or folder; correct its"
                                .formatted(name, path)
                            + " 'path'"));
      }
    }
  }

  private static Set<String> outputs(OutputTables output) {
    return Stream.of(
            Optional.of(output.denoised()),
            output.updates(),
            output.late(),
            output.invalid(),
            output.duplicates())
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Optional<Map<String, String>> options(Catalog catalog, ObjectPath table) {
    try {
      return Optional.of(catalog.getTable(table).getOptions());
    } catch (TableNotExistException e) {
      return Optional.empty(); // it was listed a moment ago; what reads it will say more
    }
  }

  private static boolean isMissing(String path) {
    URI uri = new Path(path).toUri();
    boolean local = uri.getScheme() == null || uri.getScheme().equals("file");
    return local && !Files.exists(java.nio.file.Path.of(uri.getPath()));
  }

  /** The line of the job file that has the path. */
  private static int line(List<Statement> statements, String path) {
    for (Statement statement : statements) {
      int at = statement.sql().indexOf(path);
      if (at >= 0) {
        return statement.line() + (int) statement.sql().substring(0, at).lines().count() - 1;
      }
    }
    return statements.get(0).line();
  }
}
