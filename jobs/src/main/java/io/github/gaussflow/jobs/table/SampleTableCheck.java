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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ApiExpression;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Checks the table and the columns that a job file names for its samples. */
final class SampleTableCheck {

  private final TableEnvironment tables;
  private final SampleColumns columns;
  private final Optional<Duration> period;
  private final Optional<Duration> linger;
  private final TableLookup lookup;

  SampleTableCheck(TableEnvironment tables, JobConfiguration job, Problems problems) {
    this.tables = tables;
    this.columns = job.samples();
    this.period = job.pipeline().period();
    this.linger = job.pipeline().linger();
    this.lookup = new TableLookup(tables, job.file(), problems);
  }

  /**
   * What reads the samples.
   *
   * @param streaming whether the table is to be read as a stream, which needs a watermark
   * @return empty, with problems added, if a column is missing or of a type that does not fit
   */
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
    boolean blocks = isArray(schema, columns.value());
    DataType number = blocks ? DataTypes.ARRAY(DataTypes.DOUBLE()) : DataTypes.DOUBLE();
    Optional<ApiExpression> value = value(schema, SampleOptions.VALUE, columns.value(), blocks);
    Optional<ApiExpression> reference =
        columns.reference().isEmpty()
            ? Optional.of(nullOf(number))
            : value(schema, SampleOptions.REFERENCE, columns.reference().get(), blocks);
    Optional<ApiExpression> blockPeriod = blockPeriod(schema, blocks);
    Optional<ApiExpression> rest =
        columns.rest().isEmpty()
            ? Optional.of(nullOf(DataTypes.BOOLEAN()))
            : flag(schema, SampleOptions.REST, columns.rest().get());
    boolean watermarked = !streaming || watermarked(schema);
    boolean lingering = lingeringBlocks(blocks);
    if (sensor.isEmpty()
        || group.isEmpty()
        || time.isEmpty()
        || value.isEmpty()
        || reference.isEmpty()
        || rest.isEmpty()
        || blockPeriod.isEmpty()
        || lingering
        || !watermarked) {
      return Optional.empty();
    }
    List<ApiExpression> fields =
        new ArrayList<>(
            List.of(
                sensor.get().as("sensor"),
                group.get().as("group"),
                time.get().as("time"),
                value.get().as("value"),
                reference.get().as("reference"),
                rest.get().as("rest")));
    if (blocks) {
      fields.add(blockPeriod.get().as("period"));
    }
    return Optional.of(
        new SampleSource(
            table.select(fields.toArray(ApiExpression[]::new)),
            new TimeReading(columns.timeUnit().orElse(TimeUnit.NS)),
            blocks,
            columns.blockPeriod().isPresent() ? null : period.orElse(null),
            lookup));
  }

  private static boolean isArray(ResolvedSchema schema, String column) {
    return schema
        .getColumn(column)
        .filter(found -> found.getDataType().getLogicalType().is(LogicalTypeRoot.ARRAY))
        .isPresent();
  }

  private Optional<ApiExpression> value(
      ResolvedSchema schema, ConfigOption<?> key, String column, boolean blocks) {
    return blocks ? numbers(schema, key, column) : number(schema, key, column);
  }

  /** An array of numbers for the values of a block. */
  private Optional<ApiExpression> numbers(
      ResolvedSchema schema, ConfigOption<?> key, String column) {
    Optional<LogicalType> found = type(schema, key, column);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    LogicalType type = found.get();
    if (type instanceof ArrayType array && array.getElementType().is(LogicalTypeFamily.NUMERIC)) {
      return Optional.of($(column).cast(DataTypes.ARRAY(DataTypes.DOUBLE())));
    }
    lookup.reject(
        key,
        "names column '%s' of type %s, but must name an ARRAY of a numeric type where samples come in blocks; cast it in a view"
            .formatted(column, type.asSummaryString()));
    return Optional.empty();
  }

  private Optional<ApiExpression> blockPeriod(ResolvedSchema schema, boolean blocks) {
    if (blocks && period.isEmpty()) {
      lookup.reject(
          SampleOptions.VALUE,
          "names column '%s', which is an ARRAY, but blocks need 'filter.period'; set it"
              .formatted(columns.value()));
      return Optional.empty();
    }
    if (columns.blockPeriod().isEmpty()) {
      return Optional.of(nullOf(DataTypes.BIGINT()));
    }
    String column = columns.blockPeriod().get();
    if (!blocks) {
      lookup.reject(
          SampleOptions.BLOCK_PERIOD,
          "is only for blocks, but 'samples.value' names column '%s', which is no ARRAY; delete it"
              .formatted(columns.value()));
      return Optional.empty();
    }
    return type(schema, SampleOptions.BLOCK_PERIOD, column)
        .flatMap(
            type -> {
              if (type.is(LogicalTypeFamily.INTEGER_NUMERIC)) {
                return Optional.of($(column).cast(DataTypes.BIGINT()));
              }
              lookup.reject(
                  SampleOptions.BLOCK_PERIOD,
                  "names column '%s' of type %s, but must name one of an integer type, which counts nanoseconds"
                      .formatted(column, type.asSummaryString()));
              return Optional.empty();
            });
  }

  private boolean lingeringBlocks(boolean blocks) {
    boolean wrong = blocks && linger.isPresent();
    if (wrong) {
      lookup.reject(
          SampleOptions.LINGER,
          "is not for blocks, which have many samples each, but 'samples.value' names column '%s', which is an ARRAY; delete it"
              .formatted(columns.value()));
    }
    return wrong;
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

  private Optional<ApiExpression> text(ResolvedSchema schema, ConfigOption<?> key, String column) {
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
                  "names column '%s' of type %s, but must name one of a numeric type or STRING%s"
                      .formatted(
                          column,
                          type.asSummaryString(),
                          type.is(LogicalTypeRoot.ARRAY) ? ", as 'samples.value' does" : ""));
              return Optional.empty();
            });
  }

  private Optional<ApiExpression> flag(ResolvedSchema schema, ConfigOption<?> key, String column) {
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
