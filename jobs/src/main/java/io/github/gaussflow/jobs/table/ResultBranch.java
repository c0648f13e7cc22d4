/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.DenoisedStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/** Something that looks at a job's streams beside its output tables. */
public interface ResultBranch {

  /**
   * Adds the branch to a job.
   *
   * @param rows the rows as they are read, the sensor at index 0
   * @param results what the pipeline gives
   * @param rejected all samples that are not denoised
   */
  void connect(DataStream<Row> rows, DenoisedStreams results, RejectedStreams rejected);
}
