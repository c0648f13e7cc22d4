/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The filter's outputs for several samples or estimates of one sensor, one period apart and with
 * the parameters of one version: output i is at {@code time + i period}. The arrays belong to the
 * block and are not changed after it is made.
 *
 * <p>Where a block ends follows from when watermarks come, too; the outputs in it do not.
 *
 * @param sensor the sensor's name
 * @param group the group whose parameters were used
 * @param time the event time of the first output in nanoseconds since the epoch
 * @param period the time between two outputs in nanoseconds; of a single one the nominal period
 * @param values {@link DenoisedSample#value} of each
 * @param references {@link DenoisedSample#reference} of each; of length 0 where there is none
 * @param denoised {@link DenoisedSample#denoised} of each
 * @param standardErrors {@link DenoisedSample#standardError} of each; of length 1 where it is the
 *     same for all
 * @param version {@link DenoisedSample#version} of all
 * @param outliers {@link DenoisedSample#outlier} of each; of length 0 where none is
 * @param estimated {@link DenoisedSample#estimated} of each; of length 0 where none is
 */
@TypeInfo(DenoisedBlockSerializer.Factory.class)
public record DenoisedBlock(
    String sensor,
    String group,
    long time,
    long period,
    double[] values,
    double[] references,
    double[] denoised,
    double[] standardErrors,
    long version,
    boolean[] outliers,
    boolean[] estimated) {

  /** The number of outputs. */
  public int size() {
    return denoised.length;
  }

  /** What the reference sensor said at an output's time, NaN for none. */
  public double reference(int index) {
    return references.length == 0 ? Double.NaN : references[index];
  }

  /** The standard error of an output. */
  public double standardError(int index) {
    return standardErrors[standardErrors.length == 1 ? 0 : index];
  }

  /** Whether the measured value of an output was an outlier. */
  public boolean isOutlier(int index) {
    return outliers.length > 0 && outliers[index];
  }

  /** Whether an output is an estimate where there is no sample. */
  public boolean isEstimated(int index) {
    return estimated.length > 0 && estimated[index];
  }

  /** One of the outputs. */
  public DenoisedSample sample(int index) {
    return new DenoisedSample(
        sensor,
        group,
        time + index * period,
        values[index],
        reference(index),
        denoised[index],
        standardError(index),
        version,
        isOutlier(index),
        isEstimated(index));
  }
}
