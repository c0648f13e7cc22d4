/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.lit;
import static org.apache.flink.table.api.Expressions.nullOf;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.configuration.SampleColumns;
import io.github.gaussflow.jobs.configuration.SampleOptions;
import io.github.gaussflow.jobs.configuration.TimeUnit;
import io.github.gaussflow.operators.sample.Sample;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.api.ApiExpression;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/** The samples table of a job: checks its columns and reads its rows as samples. */
public final class SampleSource {

  static final OutputTag<RejectedSample> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(RejectedSample.class));

  private final Table query;
  private final TimeReading timeReading;

  private final TableLookup lookup;

  private SampleSource(Table query, TimeReading timeReading, TableLookup lookup) {
    this.query = query;
    this.timeReading = timeReading;
    this.lookup = lookup;
  }

  /**
   * Finds the samples table and its columns.
   *
   * @param streaming whether the table is to be read as a stream, which needs a watermark
   * @return empty, with problems added, if a column is missing or of a type that does not fit
   */
  public static Optional<SampleSource> of(
      TableEnvironment tables, JobConfiguration job, boolean streaming, Problems problems) {
    return new Check(tables, job, problems).source(streaming);
  }

  /** Whether the planner finds a way to read the table in the mode of its environment. */
  boolean canBePlanned() {
    try {
      query.explain();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * The rows (sensor, group, time, value, reference, rest), the sensor as STRING at index 0; empty,
   * with a problem added, if the table cannot be read.
   */
  public Optional<DataStream<Row>> rows(StreamTableEnvironment tables, TableUids uids) {
    try {
      return Optional.of(uids.during("samples", query.explain(), () -> tables.toDataStream(query)));
    } catch (RuntimeException e) {
      lookup.unreadable(SampleOptions.TABLE, e);
      return Optional.empty();
    }
  }

  /** Reads rows as samples. */
  public Samples samples(DataStream<Row> rows, String uidPrefix) {
    SingleOutputStreamOperator<Sample> samples =
        rows.transform(
                "read samples", TypeInformation.of(Sample.class), new RowReader(timeReading))
            .uid(uidPrefix + "-read-samples");
    return new Samples(samples, samples.getSideOutput(REJECTED));
  }

  /**
   * What was read.
   *
   * @param samples the samples
   * @param rejected the rows that cannot become samples
   */
  public record Samples(DataStream<Sample> samples, DataStream<RejectedSample> rejected) {}

  /** The checks of one job's samples table. */
  private static final class Check {

    private final TableEnvironment tables;
    private final SampleColumns columns;
    private final TableLookup lookup;

    Check(TableEnvironment tables, JobConfiguration job, Problems problems) {
      this.tables = tables;
      this.columns = job.samples();
      this.lookup = new TableLookup(tables, job.file(), problems);
    }

    Optional<SampleSource> source(boolean streaming) {
      Optional<Table> found = lookup.table(SampleOptions.TABLE, columns.table());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Table table;
      try {
        // A query, unlike the table itself, knows which columns are event time, views included.
        table = tables.sqlQuery("SELECT * FROM " + columns.table());
      } catch (RuntimeException e) {
        lookup.unreadable(SampleOptions.TABLE, e);
        return Optional.empty();
      }
      ResolvedSchema schema = table.getResolvedSchema();
      Optional<ApiExpression> sensor = text(schema, SampleOptions.SENSOR, columns.sensor());
      Optional<ApiExpression> group =
          columns.group().isEmpty()
              ? Optional.of(lit(""))
              : text(schema, SampleOptions.GROUP, columns.group().get());
      Optional<ApiExpression> time = time(schema);
      Optional<ApiExpression> value = number(schema, SampleOptions.VALUE, columns.value());
      Optional<ApiExpression> reference =
          columns.reference().isEmpty()
              ? Optional.of(nullOf(DataTypes.DOUBLE()))
              : number(schema, SampleOptions.REFERENCE, columns.reference().get());
      Optional<ApiExpression> rest =
          columns.rest().isEmpty()
              ? Optional.of(nullOf(DataTypes.BOOLEAN()))
              : flag(schema, SampleOptions.REST, columns.rest().get());
      boolean watermarked = !streaming || watermarked(schema);
      if (sensor.isEmpty()
          || group.isEmpty()
          || time.isEmpty()
          || value.isEmpty()
          || reference.isEmpty()
          || rest.isEmpty()
          || !watermarked) {
        return Optional.empty();
      }
      return Optional.of(
          new SampleSource(
              table.select(
                  sensor.get().as("sensor"),
                  group.get().as("group"),
                  time.get().as("time"),
                  value.get().as("value"),
                  reference.get().as("reference"),
                  rest.get().as("rest")),
              new TimeReading(columns.timeUnit().orElse(TimeUnit.NS)),
              lookup));
    }

    private boolean watermarked(ResolvedSchema schema) {
      boolean watermarked =
          schema.getColumnDataTypes().stream()
              .anyMatch(type -> type.getLogicalType().asSummaryString().contains("*ROWTIME*"));
      if (!watermarked) {
        lookup.reject(
            SampleOptions.TABLE,
            ("names table '%s', which has no watermark, but a stream needs one to know what is late;"
                    + " declare it in the CREATE TABLE, such as WATERMARK FOR ts AS ts - INTERVAL"
                    + " '1' SECOND, and keep that column in every view between")
                .formatted(columns.table()));
      }
      return watermarked;
    }

    private Optional<ApiExpression> text(
        ResolvedSchema schema, ConfigOption<?> key, String column) {
      return type(schema, key, column)
          .flatMap(
              type -> {
                if (type.is(LogicalTypeFamily.CHARACTER_STRING)) {
                  return Optional.of($(column));
                }
                return castable(schema, column, key);
              });
    }

    private Optional<ApiExpression> castable(
        ResolvedSchema schema, String column, ConfigOption<?> key) {
      ApiExpression text = $(column).cast(DataTypes.STRING());
      try {
        tables.sqlQuery("SELECT * FROM " + columns.table()).select(text);
        return Optional.of(text);
      } catch (ValidationException | TableException e) {
        lookup.reject(
            key,
            "names column '%s' of type %s, which cannot be turned into a text; cast it in a view"
                .formatted(column, schema.getColumn(column).orElseThrow().getDataType()));
        return Optional.empty();
      }
    }

    private Optional<ApiExpression> number(
        ResolvedSchema schema, ConfigOption<?> key, String column) {
      return type(schema, key, column)
          .flatMap(
              type -> {
                if (type.is(LogicalTypeFamily.NUMERIC)) {
                  return Optional.of($(column).cast(DataTypes.DOUBLE()));
                }
                if (type.is(LogicalTypeFamily.CHARACTER_STRING)) {
                  return Optional.of($(column));
                }
                lookup.reject(
                    key,
                    "names column '%s' of type %s, but must name one of a numeric type or STRING"
                        .formatted(column, type.asSummaryString()));
                return Optional.empty();
              });
    }

    private Optional<ApiExpression> flag(
        ResolvedSchema schema, ConfigOption<?> key, String column) {
      return type(schema, key, column)
          .flatMap(
              type -> {
                if (type.is(LogicalTypeRoot.BOOLEAN)) {
                  return Optional.of($(column));
                }
                lookup.reject(
                    key,
                    "names column '%s' of type %s, but must name a BOOLEAN; turn it into one in a view"
                        .formatted(column, type.asSummaryString()));
                return Optional.empty();
              });
    }

    private Optional<ApiExpression> time(ResolvedSchema schema) {
      Optional<LogicalType> type = type(schema, SampleOptions.TIME, columns.time());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      boolean unit = columns.timeUnit().isPresent();
      boolean fits =
          switch (type.get().getTypeRoot()) {
            case BIGINT ->
                checkUnit(
                    unit,
                    "is missing, but time column '%s' is a BIGINT; say"
                        + " whether it counts ns, us, ms or s");
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                checkUnit(
                    !unit,
                    "is only for a time column of type BIGINT, but '%s' is a TIMESTAMP;"
                        + " delete it");
            default -> {
              lookup.reject(
                  SampleOptions.TIME,
                  "names column '%s' of type %s, but must name a TIMESTAMP, TIMESTAMP_LTZ or BIGINT"
                      .formatted(columns.time(), type.get().asSummaryString()));
              yield false;
            }
          };
      return fits ? Optional.of($(columns.time())) : Optional.empty();
    }

    private boolean checkUnit(boolean right, String message) {
      if (!right) {
        lookup.reject(SampleOptions.TIME_UNIT, message.formatted(columns.time()));
      }
      return right;
    }

    private Optional<LogicalType> type(ResolvedSchema schema, ConfigOption<?> key, String column) {
      List<String> names = schema.getColumnNames();
      int index = lookup.column(key, column, columns.table(), names);
      return index < 0
          ? Optional.empty()
          : Optional.of(schema.getColumnDataTypes().get(index).getLogicalType());
    }
  }
}
