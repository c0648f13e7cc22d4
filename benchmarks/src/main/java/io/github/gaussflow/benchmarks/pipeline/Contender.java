/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** The jobs that are compared. */
enum Contender {
  /** Flink's own floor: the same source, key, types and sink, and nothing between. */
  IDENTITY("identity", 1) {
    @Override
    void assemble(StreamExecutionEnvironment environment, Workload workload, long samples) {
      workload
          .source(environment, samples)
          .keyBy(Sample::sensor, Types.STRING)
          .map(Contender::unchanged)
          .returns(TypeInformation.of(DenoisedSample.class))
          .sinkTo(new CountingSink<>());
    }
  },

  /** The denoising job with learning on. */
  DENOISING("denoising", 1) {
    @Override
    void assemble(StreamExecutionEnvironment environment, Workload workload, long samples) {
      workload
          .pipeline()
          .apply(workload.source(environment, samples))
          .denoised()
          .sinkTo(new CountingSink<>());
    }
  },

  /** A moving average of as many rows as the filter has taps, in SQL; slow, so of fewer samples. */
  SQL_OVER("SQL OVER", 100) {
    @Override
    void assemble(StreamExecutionEnvironment environment, Workload workload, long samples) {
      StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
      DataStream<Row> rows =
          workload
              .source(environment, samples)
              .map(sample -> Row.of(sample.sensor(), sample.timestamp(), sample.value()))
              .returns(
                  Types.ROW_NAMED(
                      new String[] {"sensor", "millis", "measured"},
                      Types.STRING,
                      Types.LONG,
                      Types.DOUBLE));
      Schema schema =
          Schema.newBuilder()
              .column("sensor", DataTypes.STRING())
              .column("millis", DataTypes.BIGINT())
              .column("measured", DataTypes.DOUBLE())
              .columnByExpression("ts", "TO_TIMESTAMP_LTZ(millis, 3)")
              .watermark("ts", "SOURCE_WATERMARK()")
              .build();
      tables.createTemporaryView("samples", rows, schema);
      Table averaged =
          tables.sqlQuery(
              """
              SELECT sensor, ts, measured, AVG(measured) OVER (
                PARTITION BY sensor ORDER BY ts ROWS BETWEEN %d PRECEDING AND CURRENT ROW)
              FROM samples
              """
                  .formatted(workload.taps() - 1));
      tables.toDataStream(averaged).sinkTo(new CountingSink<>());
    }
  };

  private final String label;
  private final int share;

  Contender(String label, int share) {
    this.label = label;
    this.share = share;
  }

  /** What it is called in the result. */
  String label() {
    return label;
  }

  /** How many of the samples it is given. */
  long samplesOf(Workload workload) {
    return Math.max(1, workload.samples() / share / workload.sensors()) * workload.sensors();
  }

  /** Adds the job to an environment. */
  abstract void assemble(StreamExecutionEnvironment environment, Workload workload, long samples);

  private static DenoisedSample unchanged(Sample sample) {
    return new DenoisedSample(
        sample.sensor(),
        sample.group(),
        sample.time(),
        sample.value(),
        sample.reference(),
        sample.value(),
        Double.NaN,
        0,
        false,
        false);
  }
}
