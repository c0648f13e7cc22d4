/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.apache.flink.table.api.Expressions.$;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.NearestName;
import io.github.gaussflow.jobs.configuration.OutputOptions;
import io.github.gaussflow.jobs.configuration.OutputTables;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.operators.DenoisedStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.ApiExpression;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TablePipeline;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/**
 * The output tables of a job. Each declared column takes the field of its name, cast to the type
 * that was declared; what has no column is left out.
 */
public final class ResultTables {

  private static final String OUTPUT = "output.";

  private final StreamTableEnvironment tables;
  private final JobConfiguration job;
  private final TableLookup lookup;
  private final Map<ConfigOption<?>, TablePipeline> inserts = new LinkedHashMap<>();

  /** No output yet. */
  public ResultTables(StreamTableEnvironment tables, JobConfiguration job, Problems problems) {
    this.tables = tables;
    this.job = job;
    this.lookup = new TableLookup(tables, job.file(), problems);
  }

  /** Adds a problem for each table or column that does not fit. */
  public void check() {
    OutputTables output = job.output();
    check(OutputOptions.DENOISED, Optional.of(output.denoised()), ResultRows.denoised());
    check(OutputOptions.UPDATES, output.updates(), ResultRows.updates(job.pipeline().period()));
    check(OutputOptions.LATE, output.late(), ResultRows.rejected());
    check(OutputOptions.INVALID, output.invalid(), ResultRows.rejected());
    check(OutputOptions.DUPLICATES, output.duplicates(), ResultRows.rejected());
  }

  /** Connects results to the tables that the job file names; these must have been checked. */
  public void connect(DenoisedStreams results, RejectedStreams rejected) {
    OutputTables output = job.output();
    add(OutputOptions.DENOISED, output.denoised(), results.denoised(), ResultRows.denoised());
    output
        .updates()
        .filter(
            table -> job.pipeline().learning()) // an empty stream would overwrite the last run's
        .ifPresent(
            table ->
                add(
                    OutputOptions.UPDATES,
                    table,
                    results.updates(),
                    ResultRows.updates(job.pipeline().period())));

    // One insert for each table: two that overwrite would delete each other's rows.
    Map<String, DataStream<RejectedSample>> streams = new LinkedHashMap<>();
    Map<String, ConfigOption<?>> keys = new LinkedHashMap<>();
    collect(streams, keys, OutputOptions.LATE, output.late(), rejected.late());
    collect(streams, keys, OutputOptions.INVALID, output.invalid(), rejected.invalid());
    collect(streams, keys, OutputOptions.DUPLICATES, output.duplicates(), rejected.duplicates());
    streams.forEach(
        (table, samples) -> add(keys.get(table), table, samples, ResultRows.rejected()));
  }

  /**
   * Makes the outputs part of the job; adds a problem for each table that cannot be written.
   *
   * @param uids names the operators
   */
  public void attach(TableUids uids) {
    uids.leaveOutTheRest();
    inserts.forEach(
        (key, insert) -> {
          StreamStatementSet statement = tables.createStatementSet();
          statement.add(insert);
          try {
            statement.attachAsDataStream();
          } catch (RuntimeException e) {
            lookup.reject(key, "names a table that cannot be written: " + Cause.of(e));
            return;
          }
          String table = insert.getSinkIdentifier().map(ObjectIdentifier::getObjectName).orElse("");
          uids.output(key.key().substring(OUTPUT.length()), table);
        });
  }

  /** Where each output table is: its folder or, if it has none, its connector. */
  public Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    inserts.forEach(
        (key, insert) ->
            insert
                .getSinkIdentifier()
                .ifPresent(table -> places.put(table.getObjectName(), place(table))));
    return places;
  }

  private String place(ObjectIdentifier table) {
    try {
      Map<String, String> options =
          tables
              .getCatalog(table.getCatalogName())
              .orElseThrow()
              .getTable(table.toObjectPath())
              .getOptions();
      String path = options.get("path");
      return path == null ? "connector " + options.get("connector") : new Path(path).getPath();
    } catch (TableNotExistException e) {
      return "a temporary table";
    }
  }

  /**
   * Plans each output without making it part of the job; adds a problem for each table that cannot
   * be written.
   *
   * @return whether all can
   */
  public boolean explain() {
    boolean all = true;
    for (Map.Entry<ConfigOption<?>, TablePipeline> insert : inserts.entrySet()) {
      try {
        insert.getValue().explain();
      } catch (RuntimeException e) {
        all = false;
        lookup.reject(insert.getKey(), "names a table that cannot be written: " + Cause.of(e));
      }
    }
    return all;
  }

  private static void collect(
      Map<String, DataStream<RejectedSample>> streams,
      Map<String, ConfigOption<?>> keys,
      ConfigOption<?> key,
      Optional<String> table,
      DataStream<RejectedSample> samples) {
    if (table.isPresent()) {
      streams.merge(table.get(), samples, (one, other) -> one.union(other));
      keys.putIfAbsent(table.get(), key);
    }
  }

  private void check(ConfigOption<?> key, Optional<String> table, RowFormat<?> format) {
    if (table.isPresent()) {
      lookup
          .table(key, table.get())
          .ifPresent(sink -> fields(key, table.get(), sink, format.empty(tables), format));
    }
  }

  private <T> void add(
      ConfigOption<?> key, String table, DataStream<T> results, RowFormat<T> format) {
    DataStream<Row> rows = results.map(format.mapping()).returns(format.rowType()).name(key.key());
    Table from = tables.fromDataStream(rows, format.schema());
    List<ApiExpression> fields = fields(key, table, tables.from(table), from, format);
    inserts.put(
        key,
        from.select(fields.toArray(ApiExpression[]::new))
            .insertInto(table, job.output().overwrite()));
  }

  /** The field for each column that takes one; adds a problem for a column that cannot. */
  private List<ApiExpression> fields(
      ConfigOption<?> key, String table, Table sink, Table from, RowFormat<?> format) {
    List<ApiExpression> fields = new ArrayList<>();
    for (Column column : sink.getResolvedSchema().getColumns()) {
      if (column.isPersisted()) {
        field(key, table, from, column, format.names()).ifPresent(fields::add);
      }
    }
    return fields;
  }

  private Optional<ApiExpression> field(
      ConfigOption<?> key, String table, Table from, Column column, List<String> fields) {
    String name = column.getName();
    if (!fields.contains(name)) {
      lookup.reject(
          key,
          "names table '%s', whose column '%s' nothing fills; the fields are %s"
              .formatted(table, name, String.join(", ", NearestName.byDistance(name, fields))));
      return Optional.empty();
    }
    DataType type = column.getDataType().nullable();
    ApiExpression field = $(name).cast(type).as(name);
    try {
      from.select(field);
      return Optional.of(field);
    } catch (ValidationException | TableException e) {
      lookup.reject(
          key,
          "names table '%s', whose column '%s' of type %s cannot take field '%s' of type %s"
              .formatted(
                  table,
                  name,
                  type,
                  name,
                  from.getResolvedSchema().getColumn(name).orElseThrow().getDataType()));
      return Optional.empty();
    }
  }
}
