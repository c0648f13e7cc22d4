/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.DenoisedBlockStreams;
import io.github.gaussflow.operators.DenoisedStreams;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * All samples of a job that are not denoised.
 *
 * @param late those that came too late
 * @param invalid those without a sensor, a time or a number, found before the pipeline or in it
 * @param duplicates those at a time at which their sensor has another sample
 */
public record RejectedStreams(
    DataStream<RejectedSample> late,
    DataStream<RejectedSample> invalid,
    DataStream<RejectedSample> duplicates) {

  /** The reason of a late sample. */
  static final String LATE = "late";

  /** The reason of a duplicate. */
  static final String DUPLICATE = "duplicate";

  /**
   * Brings the rejected samples of both places together.
   *
   * @param results what the pipeline gives
   * @param unreadable rows that could not become samples
   */
  public static RejectedStreams of(DenoisedStreams results, DataStream<RejectedSample> unreadable) {
    return of(results.late(), results.invalid(), results.duplicates(), unreadable);
  }

  /** The same where samples come in blocks. */
  public static RejectedStreams of(
      DenoisedBlockStreams results, DataStream<RejectedSample> unreadable) {
    return of(results.late(), results.invalid(), results.duplicates(), unreadable);
  }

  private static RejectedStreams of(
      DataStream<Sample> late,
      DataStream<Sample> invalid,
      DataStream<Sample> duplicates,
      DataStream<RejectedSample> unreadable) {
    return new RejectedStreams(
        rejected(late, LATE),
        unreadable.union(rejected(invalid, "value is not finite")),
        rejected(duplicates, DUPLICATE));
  }

  private static DataStream<RejectedSample> rejected(DataStream<Sample> samples, String reason) {
    return samples
        .map(sample -> RejectedSample.of(sample, reason))
        .returns(TypeInformation.of(RejectedSample.class))
        .name(reason);
  }
}
