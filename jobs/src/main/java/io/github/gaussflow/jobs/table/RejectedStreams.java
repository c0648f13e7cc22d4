/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.operators.DenoisedStreams;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * All samples of a job that are not denoised.
 *
 * @param late those that came too late
 * @param invalid those without a sensor, a time or a number, found before the pipeline or in it;
 *     {@code withoutPeriod} too
 * @param duplicates those at a time at which their sensor has another sample
 * @param withoutPeriod those of groups that showed no period
 */
public record RejectedStreams(
    DataStream<RejectedSample> late,
    DataStream<RejectedSample> invalid,
    DataStream<RejectedSample> duplicates,
    DataStream<RejectedSample> withoutPeriod) {

  /** The reason of a late sample. */
  static final String LATE = "late";

  /** The reason of a duplicate. */
  static final String DUPLICATE = "duplicate";

  private static final String NOT_FINITE = "value is not finite";
  private static final String WITHOUT_PERIOD =
      "one time only shows no period; set filter.period for its group";

  /**
   * Brings the rejected samples of both places together.
   *
   * @param results what the pipeline gives
   * @param unreadable rows that could not become samples
   */
  public static RejectedStreams of(DenoisedStreams results, DataStream<RejectedSample> unreadable) {
    DataStream<RejectedSample> withoutPeriod = rejected(results.withoutPeriod(), WITHOUT_PERIOD);
    return new RejectedStreams(
        rejected(results.late(), LATE),
        unreadable.union(rejected(results.invalid(), NOT_FINITE), withoutPeriod),
        rejected(results.duplicates(), DUPLICATE),
        withoutPeriod);
  }

  private static DataStream<RejectedSample> rejected(DataStream<Sample> samples, String reason) {
    return samples
        .map(sample -> RejectedSample.of(sample, reason))
        .returns(TypeInformation.of(RejectedSample.class))
        .name(reason);
  }
}
