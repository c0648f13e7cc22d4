/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * Reads rows (sensor, group, time, value, reference, rest, period) as blocks of samples. What
 * cannot become a sample goes to the side output, each sample by itself, with the reason, and the
 * job goes on: elements that are NULL or not finite, which leave the block in pieces, and all of a
 * row that says too little.
 */
public final class BlockReader extends ProcessFunction<Row, SampleBlock> {

  private static final long serialVersionUID = 1;

  static final int PERIOD = 6;

  private static final double[] NO_REFERENCES = {};

  private final TimeReading timeReading;
  private final long defaultPeriod; // 0 where each row has its own
  private transient Counter invalid;

  /**
   * A reader.
   *
   * @param defaultPeriod the time between two samples where no column gives it; null where one does
   */
  BlockReader(TimeReading timeReading, Duration defaultPeriod) {
    this.timeReading = timeReading;
    this.defaultPeriod = defaultPeriod == null ? 0 : defaultPeriod.toNanos();
  }

  @Override
  public void open(OpenContext context) {
    invalid = getRuntimeContext().getMetricGroup().counter("invalidSamples");
  }

  @Override
  public void processElement(Row row, Context context, Collector<SampleBlock> out) {
    read(
        row,
        out::collect,
        sample -> {
          invalid.inc();
          context.output(SampleSource.REJECTED, sample);
        });
  }

  /**
   * Reads a row.
   *
   * @param row sensor (STRING), group (STRING), time, value (ARRAY of DOUBLE), reference (ARRAY of
   *     DOUBLE), rest (BOOLEAN) and period (BIGINT), each of them or NULL
   */
  void read(Row row, Consumer<SampleBlock> blocks, Consumer<RejectedSample> rejected) {
    String sensor = (String) row.getField(RowReader.SENSOR);
    String group = (String) row.getField(RowReader.GROUP);
    Object rawTime = row.getField(RowReader.TIME);
    ArrayData values = (ArrayData) row.getField(RowReader.VALUE);
    ArrayData references = (ArrayData) row.getField(RowReader.REFERENCE);
    Long period = defaultPeriod > 0 ? (Long) defaultPeriod : (Long) row.getField(PERIOD);
    String reason = null;
    Long time = null;
    try {
      time = rawTime == null ? null : (Long) timeReading.nanos(rawTime);
    } catch (ArithmeticException e) {
      reason = "time " + rawTime + " is outside the years 1677 to 2262";
    }
    boolean timed = time != null && period != null && period > 0;
    if (sensor == null) {
      reason = "sensor is NULL";
    } else if (group == null) {
      reason = "group is NULL";
    } else if (rawTime == null) {
      reason = "time is NULL";
    } else if (values == null) {
      reason = "value is NULL";
    } else if (values.size() == 0) {
      reason = "value is an array without elements";
    } else if (period == null) {
      reason = "period is NULL";
    } else if (period <= 0) {
      reason = "period must be greater than 0 ns, but is " + period;
    } else if (timed && !SampleBlock.fits(time, period, values.size())) {
      timed = false;
      reason =
          "time %s and %d samples %d ns apart are outside the years 1677 to 2262"
              .formatted(rawTime, values.size(), period);
    } else if (references != null && references.size() != values.size()) {
      reason =
          "reference has %d elements, but value has %d".formatted(references.size(), values.size());
    }
    if (reason != null) {
      reject(sensor, time, timed ? period : 0, values, reason, rejected);
      return;
    }
    SampleBlock whole =
        new SampleBlock(
            sensor,
            group,
            time,
            period,
            numbers(values),
            references == null ? NO_REFERENCES : numbers(references),
            Boolean.TRUE.equals(row.getField(RowReader.REST)));
    split(whole, values, blocks, rejected);
  }

  /** The whole block, or the pieces between elements that are no samples. */
  private static void split(
      SampleBlock whole,
      ArrayData raw,
      Consumer<SampleBlock> blocks,
      Consumer<RejectedSample> rejected) {
    int from = 0;
    for (int i = 0; i <= whole.size(); i++) {
      if (i < whole.size() && Double.isFinite(whole.values()[i])) {
        continue;
      }
      if (i > from) {
        blocks.accept(i - from == whole.size() ? whole : piece(whole, from, i));
      }
      if (i < whole.size()) {
        boolean none = raw.isNullAt(i);
        Sample sample = whole.sample(i);
        rejected.accept(
            new RejectedSample(
                whole.sensor(),
                sample.time(),
                none ? null : Double.toString(sample.value()),
                Double.isFinite(sample.reference()) ? sample.reference() : Double.NaN,
                none ? "value is NULL" : "value is not finite"));
      }
      from = i + 1;
    }
  }

  private static SampleBlock piece(SampleBlock whole, int from, int to) {
    double[] references = whole.references();
    return new SampleBlock(
        whole.sensor(),
        whole.group(),
        whole.time() + from * whole.period(),
        whole.period(),
        Arrays.copyOfRange(whole.values(), from, to),
        references.length == 0 ? references : Arrays.copyOfRange(references, from, to),
        whole.rest());
  }

  /** Each sample of a row that says too little, with its time if that is known. */
  private static void reject(
      String sensor,
      Long time,
      long period,
      ArrayData values,
      String reason,
      Consumer<RejectedSample> rejected) {
    int count = values == null ? 0 : values.size();
    for (int i = 0; i < Math.max(1, count); i++) {
      boolean timed = time != null && (i == 0 || period > 0);
      rejected.accept(
          new RejectedSample(
              sensor,
              timed ? (Long) (time + i * period) : null,
              i < count && !values.isNullAt(i) ? Double.toString(values.getDouble(i)) : null,
              Double.NaN,
              reason));
    }
  }

  /** The elements, NaN where one is NULL. */
  private static double[] numbers(ArrayData array) {
    boolean complete = true;
    for (int i = 0; i < array.size() && complete; i++) {
      complete = !array.isNullAt(i);
    }
    if (complete) {
      return array.toDoubleArray();
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.isNullAt(i) ? Double.NaN : array.getDouble(i);
    }
    return numbers;
  }
}
