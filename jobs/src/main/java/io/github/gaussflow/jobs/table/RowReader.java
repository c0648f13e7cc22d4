/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Reads rows (sensor, group, time, value, reference, rest) as samples. A row that cannot become a
 * sample goes to the side output with the reason, and the job goes on.
 */
public final class RowReader extends AbstractStreamOperator<Sample>
    implements OneInputStreamOperator<Row, Sample> {

  private static final long serialVersionUID = 1;

  static final int SENSOR = 0;
  static final int GROUP = 1;
  static final int TIME = 2;
  static final int VALUE = 3;
  static final int REFERENCE = 4;
  static final int REST = 5;

  private final TimeReading timeReading;
  private transient Counter invalid;

  RowReader(TimeReading timeReading) {
    this.timeReading = timeReading;
  }

  @Override
  public void open() throws Exception {
    super.open();
    invalid = getMetricGroup().counter("invalidSamples");
  }

  @Override
  public void processElement(StreamRecord<Row> row) {
    Parsed parsed = parse(row.getValue(), timeReading);
    if (parsed.sample() != null) {
      output.collect(row.replace(parsed.sample()));
    } else {
      invalid.inc();
      output.collect(SampleSource.REJECTED, row.replace(parsed.rejected()));
    }
  }

  /**
   * What a row is; one of both is null.
   *
   * @param sample the sample
   * @param rejected what is known of a row that cannot become one
   */
  public record Parsed(Sample sample, RejectedSample rejected) {}

  /**
   * Reads a row.
   *
   * @param row sensor (STRING), group (STRING), time, value (DOUBLE or STRING), reference (DOUBLE)
   *     and rest (BOOLEAN), each of them or NULL
   */
  public static Parsed parse(Row row, TimeReading timeReading) {
    String sensor = (String) row.getField(SENSOR);
    String group = (String) row.getField(GROUP);
    Object rawTime = row.getField(TIME);
    Object rawValue = row.getField(VALUE);
    double reference = finite(number(row.getField(REFERENCE)));
    String reason = null;
    Long time = null;
    try {
      time = rawTime == null ? null : timeReading.nanos(rawTime);
    } catch (ArithmeticException e) {
      reason = "time " + rawTime + " is outside the years 1677 to 2262";
    }
    double value = number(rawValue);
    if (sensor == null) {
      reason = "sensor is NULL";
    } else if (group == null) {
      reason = "group is NULL";
    } else if (rawTime == null) {
      reason = "time is NULL";
    } else if (rawValue == null) {
      reason = "value is NULL";
    } else if (reason == null && !Double.isFinite(value)) {
      reason = rawValue instanceof String ? "value is not a finite number" : "value is not finite";
    }
    return reason == null
        ? new Parsed(
            new Sample(
                sensor, group, time, value, reference, Boolean.TRUE.equals(row.getField(REST))),
            null)
        : new Parsed(
            null,
            new RejectedSample(
                sensor, time, rawValue == null ? null : rawValue.toString(), reference, reason));
  }

  /** A Double or the number that a text is; NaN if it is none. */
  private static double number(Object raw) {
    if (raw instanceof String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
    return raw == null ? Double.NaN : (Double) raw;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
