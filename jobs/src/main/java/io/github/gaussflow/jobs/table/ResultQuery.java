/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A query for fields of a result table, of which the table may have only some. */
final class ResultQuery {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final TableEnvironment tables;
  private final String table;
  private final List<String> columns;
  private final List<String> fields = new ArrayList<>();

  ResultQuery(TableEnvironment tables, String table, List<String> columns) {
    this.tables = tables;
    this.table = table;
    this.columns = columns;
  }

  ResultQuery text(String column) {
    return field(column, "STRING");
  }

  ResultQuery number(String column) {
    return field(column, "DOUBLE");
  }

  ResultQuery whole(String column) {
    return field(column, "BIGINT");
  }

  ResultQuery flag(String column) {
    return field(column, "BOOLEAN");
  }

  /** The event time: exact where its count of nanoseconds is there. */
  ResultQuery time(String column, String nanos) {
    return columns.contains(nanos) ? whole(nanos) : field(column, "TIMESTAMP_LTZ(9)");
  }

  private ResultQuery field(String column, String type) {
    fields.add(
        "CAST(%s AS %s)".formatted(columns.contains(column) ? quoted(column) : "NULL", type));
    return this;
  }

  /** The query, sorted by fields counted from 1. */
  String sortedBy(int... places) {
    return select()
        + IntStream.of(places)
            .mapToObj(n -> "f" + n)
            .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  /** The fields and how many rows there are of each of their values. */
  String counted() {
    String names =
        IntStream.rangeClosed(1, fields.size())
            .mapToObj(n -> "f" + n)
            .collect(Collectors.joining(", "));
    return "SELECT %1$s, COUNT(*) FROM (%2$s) GROUP BY %1$s".formatted(names, select());
  }

  private String select() {
    String named =
        IntStream.range(0, fields.size())
            .mapToObj(n -> fields.get(n) + " AS f" + (n + 1))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s%s".formatted(named, quoted(table), hint());
  }

  /** A cell of CSV that was NULL is empty; unless told, Flink reads it back as a wrong number. */
  private String hint() {
    Map<String, String> options = DeclaredTable.options(tables, table);
    boolean csv = "csv".equals(options.get("format")) && !options.containsKey("csv.null-literal");
    return csv ? " /*+ OPTIONS('csv.null-literal' = '') */" : "";
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** Runs a query and hands out its rows one by one. */
  @SuppressWarnings("try") // close() may throw anything, an InterruptedException too
  static void read(TableEnvironment tables, String sql, Consumer<Cells> cells) {
    try (CloseableIterator<Row> rows = tables.executeSql(sql).collect()) {
      while (rows.hasNext()) {
        cells.accept(new Cells(rows.next()));
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the rows cannot be read to their end", e);
    }
  }

  /** One row, its fields counted from 0. */
  record Cells(Row row) {

    Optional<String> text(int field) {
      return Optional.ofNullable((String) row.getField(field));
    }

    /** NaN for NULL. */
    double number(int field) {
      Double number = (Double) row.getField(field);
      return number == null ? Double.NaN : number;
    }

    Optional<Long> whole(int field) {
      return Optional.ofNullable((Long) row.getField(field));
    }

    Optional<Boolean> flag(int field) {
      return Optional.ofNullable((Boolean) row.getField(field));
    }

    /** In nanoseconds since the epoch. */
    long time(int field) {
      Object time = row.getField(field);
      if (time instanceof Long nanos) {
        return nanos;
      }
      if (time instanceof Instant instant) {
        return Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND),
            (long) instant.getNano());
      }
      throw new IllegalStateException("a row has no time");
    }
  }
}
