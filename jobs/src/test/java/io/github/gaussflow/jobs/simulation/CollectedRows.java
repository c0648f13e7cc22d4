/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.table.data.RowData;

/** Takes the rows of a reader that no job runs. */
final class CollectedRows implements ReaderOutput<RowData> {

  private final List<String> rows = new ArrayList<>();

  /** The rows as texts, in the order in which they came. */
  List<String> rows() {
    return rows;
  }

  @Override
  public void collect(RowData row) {
    rows.add(row.toString());
  }

  @Override
  public void collect(RowData row, long timestamp) {
    throw new UnsupportedOperationException("the table declares the time");
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new UnsupportedOperationException("the table declares the watermark");
  }

  @Override
  public void markIdle() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void markActive() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SourceOutput<RowData> createOutputForSplit(String split) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void releaseOutputForSplit(String split) {
    throw new UnsupportedOperationException();
  }
}
