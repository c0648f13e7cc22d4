/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static java.util.stream.Collectors.joining;

import io.github.gaussflow.jobs.configuration.TimeUnit;
import io.github.gaussflow.jobs.table.RowReader;
import io.github.gaussflow.jobs.table.TimeReading;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.Row;

/**
 * The rows that go into the function and those that come out: one for each that goes in.
 *
 * <p>Out come the sensor, where there is a column of it, the time in the type it had, the value,
 * the reference, the denoised value, its standard error, the version of the parameters and the
 * reason why a row is not denoised. A number that does not exist is NULL.
 */
final class DenoisedRows {

  /** Where a partition is one sensor, it needs no name. */
  private static final String ONE_SENSOR = "";

  /** What all rows are where there is no PARTITION BY, as a job names a group of all sensors. */
  private static final String ONE_PARTITION = "all";

  private final DenoiseArguments arguments;
  private final TimeReading timeReading;

  DenoisedRows(DenoiseArguments arguments) {
    this.arguments = arguments;
    this.timeReading = new TimeReading(arguments.timeUnit());
  }

  /** The type of the rows that come out, without what Flink adds. */
  static DataType type(DenoiseArguments arguments) {
    List<DataTypes.Field> fields = new ArrayList<>();
    if (arguments.sensor() != DenoiseArguments.NONE) {
      fields.add(DataTypes.FIELD("sensor", DataTypes.STRING()));
    }
    fields.add(DataTypes.FIELD("time", timeType(arguments.timeType())));
    fields.add(DataTypes.FIELD("value", DataTypes.DOUBLE()));
    fields.add(DataTypes.FIELD("reference", DataTypes.DOUBLE()));
    fields.add(DataTypes.FIELD("denoised", DataTypes.DOUBLE()));
    fields.add(DataTypes.FIELD("standard_error", DataTypes.DOUBLE()));
    fields.add(DataTypes.FIELD("version", DataTypes.BIGINT()));
    fields.add(DataTypes.FIELD("reason", DataTypes.STRING()));
    return DataTypes.ROW(fields);
  }

  /** The type without the mark of event time: rows come out later than their times. */
  private static DataType timeType(LogicalType type) {
    if (type instanceof TimestampType timestamp) {
      return DataTypes.TIMESTAMP(timestamp.getPrecision());
    }
    return type instanceof LocalZonedTimestampType timestamp
        ? DataTypes.TIMESTAMP_LTZ(timestamp.getPrecision())
        : DataTypes.BIGINT();
  }

  /** The partition of a row: what it has in the columns of PARTITION BY. */
  String partition(Row input) {
    return arguments.partitionBy().isEmpty()
        ? ONE_PARTITION
        : arguments.partitionBy().stream()
            .map(column -> String.valueOf(input.getField(column)))
            .collect(joining(", "));
  }

  /** Reads a row of the input table. */
  RowReader.Parsed read(Row input) {
    Object sensor =
        arguments.sensor() == DenoiseArguments.NONE
            ? ONE_SENSOR
            : input.getField(arguments.sensor());
    Object reference =
        arguments.reference() == DenoiseArguments.NONE
            ? null
            : input.getField(arguments.reference());
    return RowReader.parse(
        Row.of(
            sensor == null ? null : sensor.toString(),
            "",
            input.getField(arguments.time()),
            numberOrText(input.getField(arguments.value())),
            numberOrText(reference),
            null),
        timeReading);
  }

  private static Object numberOrText(Object raw) {
    return raw instanceof Number number ? (Object) number.doubleValue() : raw;
  }

  /** The row of a sample with its output. */
  Row denoised(DenoisedSample sample) {
    return row(
        sample.sensor(),
        time(sample.time()),
        sample.value(),
        orNull(sample.reference()),
        orNull(sample.denoised()),
        orNull(sample.standardError()),
        sample.version(),
        null);
  }

  /** The row of a sample that has no output. */
  Row rejected(Sample sample, String reason) {
    return row(
        sample.sensor(),
        time(sample.time()),
        sample.value(),
        orNull(sample.reference()),
        null,
        null,
        null,
        reason);
  }

  /** The row of an input row that is no sample. */
  Row rejected(Row input, RowReader.Parsed parsed) {
    return row(
        parsed.rejected().sensor(),
        input.getField(arguments.time()),
        numberOrText(input.getField(arguments.value())) instanceof Double number ? number : null,
        orNull(parsed.rejected().reference()),
        null,
        null,
        null,
        parsed.rejected().reason());
  }

  private Row row(Object sensor, Object... others) {
    if (arguments.sensor() == DenoiseArguments.NONE) {
      return Row.of(others);
    }
    Row row = new Row(others.length + 1);
    row.setField(0, sensor);
    for (int i = 0; i < others.length; i++) {
      row.setField(i + 1, others[i]);
    }
    return row;
  }

  private Object time(long nanos) {
    TimeUnit second = TimeUnit.S;
    long seconds = Math.floorDiv(nanos, second.toNanos(1));
    int rest = (int) Math.floorMod(nanos, second.toNanos(1));
    if (arguments.timeType().is(LogicalTypeRoot.BIGINT)) {
      return Math.floorDiv(nanos, arguments.timeUnit().toNanos(1));
    }
    return arguments.timeType().is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
        ? (Object) LocalDateTime.ofEpochSecond(seconds, rest, ZoneOffset.UTC)
        : Instant.ofEpochSecond(seconds, rest);
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
