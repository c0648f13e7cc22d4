/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.configuration.SampleOptions;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/** The samples table of a job, whose rows are read as samples or blocks. */
public final class SampleSource {

  static final OutputTag<RejectedSample> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(RejectedSample.class));

  private final Table query;
  private final TimeReading timeReading;
  private final boolean blocks;
  private final Duration blockPeriod; // null where a column has it
  private final TableLookup lookup;

  SampleSource(
      Table query,
      TimeReading timeReading,
      boolean blocks,
      Duration blockPeriod,
      TableLookup lookup) {
    this.query = query;
    this.timeReading = timeReading;
    this.blocks = blocks;
    this.blockPeriod = blockPeriod;
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
    return new SampleTableCheck(tables, job, problems).source(streaming);
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

  /** Whether a row is a block of samples: its value is an array. */
  public boolean isOfBlocks() {
    return blocks;
  }

  /**
   * The rows (sensor, group, time, value, reference, rest), of blocks (..., period) too, the sensor
   * as STRING at index 0; empty, with a problem added, if the table cannot be read.
   */
  public Optional<DataStream<Row>> rows(StreamTableEnvironment tables, TableUids uids) {
    try {
      return Optional.of(
          uids.during(
              "samples",
              query.explain(),
              () -> blocks ? tables.toDataStream(query, blockRow()) : tables.toDataStream(query)));
    } catch (RuntimeException e) {
      lookup.unreadable(SampleOptions.TABLE, e);
      return Optional.empty();
    }
  }

  /** Rows whose arrays stay as Flink has them: as objects each number would be one. */
  private DataType blockRow() {
    DataType numbers = DataTypes.ARRAY(DataTypes.DOUBLE()).bridgedTo(ArrayData.class);
    return DataTypes.ROW(
        query.getResolvedSchema().getColumns().stream()
            .map(
                column ->
                    DataTypes.FIELD(
                        column.getName(),
                        column.getDataType().getLogicalType().is(LogicalTypeRoot.ARRAY)
                            ? numbers
                            : column.getDataType().nullable()))
            .toArray(DataTypes.Field[]::new));
  }

  /** How many samples a row has; one that has no array, or an empty one, counts as one. */
  public static long samplesOf(Row row) {
    return row.getField(RowReader.VALUE) instanceof ArrayData values
        ? Math.max(1, values.size())
        : 1;
  }

  /** Reads rows as blocks. */
  public Blocks blocks(DataStream<Row> rows, String uidPrefix) {
    SingleOutputStreamOperator<SampleBlock> read =
        rows.process(new BlockReader(timeReading, blockPeriod))
            .returns(TypeInformation.of(SampleBlock.class))
            .name("read blocks")
            .uid(uidPrefix + "-read-blocks");
    return new Blocks(read, read.getSideOutput(REJECTED));
  }

  /**
   * What was read.
   *
   * @param blocks the blocks
   * @param rejected the samples of rows that cannot become part of one
   */
  public record Blocks(DataStream<SampleBlock> blocks, DataStream<RejectedSample> rejected) {}

  /** Reads rows as samples. */
  public Samples samples(DataStream<Row> rows, String uidPrefix) {
    SingleOutputStreamOperator<Sample> samples =
        rows.transform("read samples", TypeInformation.of(Sample.class), new RowReader(timeReading))
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
}
