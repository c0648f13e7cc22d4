/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The filter's output for one sample or, where gaps are filled, one missing grid point.
 *
 * @param sensor the sensor's name
 * @param group the group whose parameters were used
 * @param time the sample's own event time in nanoseconds since the epoch; that of an estimate is a
 *     whole number of periods after the sample before it
 * @param value the measured value, NaN of an estimate
 * @param reference what the reference sensor said, NaN for none; passed through for scoring
 * @param denoised the filtered value
 * @param standardError the standard deviation of the noise that is left in the output: sqrt(sum
 *     over i, j of g_i g_j r(i - j)) where the noise's autocovariance r is given or measured at
 *     rest, else s sqrt(sum g^2), with s^2 the learned variance of white noise; NaN where neither
 *     is known, so before the first update
 * @param version the version of the parameters used: 0 for the initial ones, then the version of
 *     the {@link ParameterUpdate} that held at the output's time
 * @param outlier whether the measured value was an outlier, so that another one was filtered in its
 *     place
 * @param estimated whether there is no sample at this time, so that what is denoised is an estimate
 *     from the samples around it
 */
@TypeInfo(DenoisedSampleSerializer.Factory.class)
public record DenoisedSample(
    String sensor,
    String group,
    long time,
    double value,
    double reference,
    double denoised,
    double standardError,
    long version,
    boolean outlier,
    boolean estimated) {}
