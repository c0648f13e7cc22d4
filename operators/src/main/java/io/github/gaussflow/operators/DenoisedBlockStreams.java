/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * What a pipeline gives of samples that come in blocks. Every input sample is exactly one output,
 * in a block of {@code denoised}, that is not estimated, or one record of {@code late}, {@code
 * invalid} or {@code duplicates}.
 *
 * @param denoised the outputs in time order within a sensor
 * @param updates the parameters learned from each window
 * @param late samples whose time the watermark, or the sensor's own output, had already passed
 * @param invalid samples whose value is NaN or infinite
 * @param duplicates samples at a time at which the sensor has another sample; one sample stands for
 *     all of a time, with the mean of their distinct values
 * @param withoutPeriod none, as blocks need a pipeline that is given its period
 */
public record DenoisedBlockStreams(
    DataStream<DenoisedBlock> denoised,
    DataStream<ParameterUpdate> updates,
    DataStream<Sample> late,
    DataStream<Sample> invalid,
    DataStream<Sample> duplicates,
    DataStream<Sample> withoutPeriod) {

  /** The same with a record for each output. */
  public DenoisedStreams rows() {
    return new DenoisedStreams(
        denoised
            .flatMap(new Rows())
            .returns(TypeInformation.of(DenoisedSample.class))
            .name("rows of blocks"),
        updates,
        late,
        invalid,
        duplicates,
        withoutPeriod);
  }

  private static final class Rows implements FlatMapFunction<DenoisedBlock, DenoisedSample> {

    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(DenoisedBlock block, Collector<DenoisedSample> out) {
      for (int i = 0; i < block.size(); i++) {
        out.collect(block.sample(i));
      }
    }
  }
}
