/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a pipeline gives. Every input sample is exactly one record of {@code denoised} that is not
 * estimated, or of {@code late}, {@code invalid}, {@code duplicates} or {@code withoutPeriod}.
 *
 * @param denoised one record for each accepted sample and, where gaps are filled, each estimate, in
 *     time order within a sensor
 * @param updates the parameters learned from each window
 * @param late samples whose time the watermark, or the sensor's own output, had already passed
 * @param invalid samples whose value is NaN or infinite
 * @param duplicates samples at a time at which the sensor has another sample; one sample stands for
 *     all of a time, with the mean of their distinct values
 * @param withoutPeriod samples of groups whose samples lie at one time only, where the pipeline is
 *     to tell the period from them; none where it is given
 */
public record DenoisedStreams(
    DataStream<DenoisedSample> denoised,
    DataStream<ParameterUpdate> updates,
    DataStream<Sample> late,
    DataStream<Sample> invalid,
    DataStream<Sample> duplicates,
    DataStream<Sample> withoutPeriod) {}
