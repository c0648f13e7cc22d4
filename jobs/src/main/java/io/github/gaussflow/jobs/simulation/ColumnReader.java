/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import io.github.gaussflow.jobs.configuration.NearestName;
import io.github.gaussflow.jobs.configuration.TimeUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;

/** Finds what each column of a table takes, and checks that it can. */
final class ColumnReader {

  private static final int NANOSECOND_DIGITS = 9;

  private final OptionReader options;
  private final List<SampleRows.Field> fields = new ArrayList<>();

  /** What times must be a multiple of so that no two of them look alike; in nanoseconds. */
  private long resolution = 1;

  private Optional<TimeUnit> unit = Optional.empty();

  ColumnReader(OptionReader options) {
    this.options = options;
  }

  /**
   * What the columns take.
   *
   * @param row the physical columns
   */
  SampleRows read(DataType row) {
    Map<String, ConfigOption<String>> known = known();
    unit = options.choice(SimulatorOptions.TIME_UNIT, TimeUnit.class);
    List<String> names = DataType.getFieldNames(row);
    List<DataType> types = DataType.getFieldDataTypes(row);
    for (ConfigOption<String> option : known.values()) {
      if (options.has(option) && !names.contains(options.text(option))) {
        options.add(
            "option '%s' names column '%s', but the columns are %s"
                .formatted(
                    option.key(),
                    options.text(option),
                    String.join(", ", NearestName.byDistance(options.text(option), names))));
      }
    }
    boolean counted = false;
    for (int i = 0; i < names.size(); i++) {
      LogicalType type = types.get(i).getLogicalType();
      ConfigOption<String> option = known.get(names.get(i));
      if (option == null) {
        options.add(
            "column '%s' is none of the simulated %s; rename it, or name it in one of the options %s"
                .formatted(
                    names.get(i),
                    String.join(", ", known.keySet()),
                    String.join(", ", known.values().stream().map(ConfigOption::key).toList())));
      } else if (option == SimulatorOptions.TIME_COLUMN) {
        counted |= type.is(LogicalTypeRoot.BIGINT);
        time(names.get(i), type);
      } else {
        other(option, names.get(i), type);
      }
    }
    if (options.has(SimulatorOptions.TIME_UNIT) && !counted) {
      options.add(
          "option '%s' is only for a time column of type BIGINT; delete it"
              .formatted(SimulatorOptions.TIME_UNIT.key()));
    }
    return new SampleRows(fields, resolution);
  }

  /** Adds a problem if two samples would have the same time, or one a time that is rounded. */
  void checkResolution(Simulation simulation) {
    if (simulation.period() % resolution != 0) {
      coarse(SimulatorOptions.PERIOD);
    }
    if (simulation.startTime() != Simulation.NOW && simulation.startTime() % resolution != 0) {
      coarse(SimulatorOptions.START_TIME);
    }
  }

  private void coarse(ConfigOption<?> option) {
    options.wrong(
        option,
        "a multiple of %s ns, which is what the time column can tell apart".formatted(resolution));
  }

  private Map<String, ConfigOption<String>> known() {
    Map<String, ConfigOption<String>> known = new LinkedHashMap<>();
    for (ConfigOption<String> option :
        List.of(
            SimulatorOptions.SENSOR_COLUMN,
            SimulatorOptions.TIME_COLUMN,
            SimulatorOptions.VALUE_COLUMN,
            SimulatorOptions.REFERENCE_COLUMN)) {
      ConfigOption<String> other = known.put(options.text(option), option);
      if (other != null) {
        options.add(
            "options '%s' and '%s' both name column '%s'; change one"
                .formatted(other.key(), option.key(), options.text(option)));
      }
    }
    return known;
  }

  private void time(String column, LogicalType type) {
    if (type instanceof TimestampType timestamp) {
      timestamp(timestamp.getPrecision());
    } else if (type instanceof LocalZonedTimestampType timestamp) {
      timestamp(timestamp.getPrecision());
    } else if (type.is(LogicalTypeRoot.BIGINT)) {
      fields.add(SampleRows.Field.COUNT);
      unit.ifPresent(counted -> resolution = counted.toNanos(1));
      if (!options.has(SimulatorOptions.TIME_UNIT)) {
        options.add(
            ("option '%s' is missing, but time column '%s' is a BIGINT; say whether it counts ns,"
                    + " us, ms or s")
                .formatted(SimulatorOptions.TIME_UNIT.key(), column));
      }
    } else {
      mustBe(column, type, "a TIMESTAMP, TIMESTAMP_LTZ or BIGINT");
    }
  }

  private void timestamp(int digits) {
    fields.add(SampleRows.Field.TIMESTAMP);
    for (int digit = digits; digit < NANOSECOND_DIGITS; digit++) {
      resolution *= 10;
    }
  }

  private void other(ConfigOption<String> option, String column, LogicalType type) {
    if (option == SimulatorOptions.SENSOR_COLUMN) {
      fields.add(SampleRows.Field.SENSOR);
      if (!(type instanceof VarCharType text && text.getLength() == VarCharType.MAX_LENGTH)) {
        mustBe(column, type, "a STRING");
      }
    } else {
      fields.add(
          option == SimulatorOptions.VALUE_COLUMN
              ? SampleRows.Field.VALUE
              : SampleRows.Field.REFERENCE);
      if (!type.is(LogicalTypeRoot.DOUBLE)) {
        mustBe(column, type, "a DOUBLE");
      }
    }
  }

  private void mustBe(String column, LogicalType type, String must) {
    options.add(
        "column '%s' must be %s, but is %s; cast it in a view if you need that"
            .formatted(column, must, type.asSummaryString()));
  }
}
