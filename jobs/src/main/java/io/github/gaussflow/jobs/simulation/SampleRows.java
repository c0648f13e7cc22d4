/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Makes rows of samples. */
final class SampleRows implements Serializable {

  private static final long serialVersionUID = 1;

  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  /** What a column may hold. */
  enum Field {
    /** The name of the sensor. */
    SENSOR,
    /** The event time as a timestamp. */
    TIMESTAMP,
    /** The event time as a count. */
    COUNT,
    /** The value with its noise. */
    VALUE,
    /** The value of the clean signal. */
    REFERENCE
  }

  private final Field[] fields;
  private final long timeUnit;
  private transient Map<Integer, StringData> names;

  /**
   * Rows with these columns.
   *
   * @param timeUnit what a count of time counts, in nanoseconds
   */
  SampleRows(List<Field> fields, long timeUnit) {
    this.fields = fields.toArray(new Field[0]);
    this.timeUnit = timeUnit;
  }

  RowData row(int sensor, SimulatedSample sample) {
    GenericRowData row = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      row.setField(i, field(fields[i], sensor, sample));
    }
    return row;
  }

  private Object field(Field field, int sensor, SimulatedSample sample) {
    return switch (field) {
      case SENSOR -> name(sensor);
      case TIMESTAMP ->
          TimestampData.fromEpochMillis(
              Math.floorDiv(sample.time(), NANOS_PER_MILLISECOND),
              (int) Math.floorMod(sample.time(), NANOS_PER_MILLISECOND));
      case COUNT -> Math.floorDiv(sample.time(), timeUnit);
      case VALUE -> sample.value();
      case REFERENCE -> sample.reference();
    };
  }

  private StringData name(int sensor) {
    if (names == null) {
      names = new HashMap<>();
    }
    return names.computeIfAbsent(sensor, number -> StringData.fromString(Simulation.name(number)));
  }
}
