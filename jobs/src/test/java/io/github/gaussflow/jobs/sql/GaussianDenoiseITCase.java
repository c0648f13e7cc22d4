/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.DenoisedStreams;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function on samples that come out of order, late, twice, or as none. */
class GaussianDenoiseITCase {

  @TempDir Path folder;

  private static final int PER_SENSOR = 400;
  private static final int DELAY = 60; // milliseconds
  private static final TypeInformation<Row> ROW =
      Types.ROW_NAMED(
          new String[] {"room", "sensor", "ts", "celsius", "truth"},
          Types.STRING,
          Types.STRING,
          Types.INSTANT,
          Types.DOUBLE,
          Types.DOUBLE);

  private static final String QUERY =
      """
      SELECT sensor, `time`, `value`, reference, denoised, standard_error, version, reason
      FROM GAUSSIAN_DENOISE(
        input => TABLE readings PARTITION BY room,
        on_time => DESCRIPTOR(ts),
        sensor => DESCRIPTOR(sensor),
        `value` => DESCRIPTOR(celsius),
        reference => DESCRIPTOR(truth),
        `period` => '10 ms',
        lookahead => 4,
        lookback => 6,
        `window` => 40,
        uid => 'denoise')""";

  /** Samples of two sensors in each of two rooms, as they arrive. */
  private static List<Row> rows() {
    Random random = new Random(17);
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < PER_SENSOR; n++) {
      for (int s = 0; s < 4; s++) {
        if (random.nextInt(25) == 0) {
          continue; // missing
        }
        double clean = Math.sin((n + 9 * s) / 11.0);
        double value = clean + 0.2 * random.nextGaussian();
        // Some come up to 150 ms late, which the watermark does not allow.
        long time = 10L * n - (random.nextInt(5) == 0 ? random.nextInt(150) / 10 * 10 : 0);
        if (n > 200 && n < 240 && s == 1) {
          continue; // a silence
        }
        rows.add(
            Row.of(
                "room" + s / 2, "s" + s, Instant.ofEpochMilli(time), number(value, random), clean));
      }
    }
    return rows;
  }

  private static double number(double value, Random random) {
    return random.nextInt(60) == 0 ? Double.NaN : value;
  }

  /** A watermark after each row, so that what is late does not depend on a machine's speed. */
  private static WatermarkStrategy<Row> watermarks() {
    return WatermarkStrategy.<Row>forGenerator(context -> new EachRow())
        .withTimestampAssigner((row, before) -> ((Instant) row.getField(2)).toEpochMilli());
  }

  private static final class EachRow implements WatermarkGenerator<Row> {

    private long newest = Long.MIN_VALUE + DELAY;

    @Override
    public void onEvent(Row row, long timestamp, WatermarkOutput output) {
      newest = Math.max(newest, timestamp);
      output.emitWatermark(new Watermark(newest - DELAY));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // Each row has emitted its own.
    }
  }

  private static StreamExecutionEnvironment environment(Configuration configuration) {
    configuration.setString("pipeline.generic-types", "false");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    return environment.setParallelism(2);
  }

  private static List<String> sql(StreamExecutionEnvironment environment, DataStream<Row> rows)
      throws Exception {
    StreamTableEnvironment tables = tables(environment, rows);
    List<String> lines = new ArrayList<>();
    TableResult result = tables.executeSql(QUERY);
    CloseableIterator<Row> results = result.collect();
    try {
      results.forEachRemaining(row -> lines.add(line(row)));
    } finally {
      results.close();
    }
    lines.sort(null);
    return lines;
  }

  private static StreamTableEnvironment tables(
      StreamExecutionEnvironment environment, DataStream<Row> rows) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.createTemporaryFunction("GAUSSIAN_DENOISE", GaussianDenoise.class);
    tables.createTemporaryView(
        "readings",
        rows,
        Schema.newBuilder()
            .column("room", DataTypes.STRING())
            .column("sensor", DataTypes.STRING())
            .column("ts", DataTypes.TIMESTAMP_LTZ(3))
            .column("celsius", DataTypes.DOUBLE())
            .column("truth", DataTypes.DOUBLE())
            .watermark("ts", "SOURCE_WATERMARK()")
            .build());
    return tables;
  }

  private static String line(Row row) {
    return row.toString().replace("+I[", "").replace("]", "");
  }

  /** What the operators give for the same rows, in the same words. */
  private static List<String> pipeline() throws Exception {
    StreamExecutionEnvironment environment = environment(new Configuration());
    DataStream<Sample> samples =
        environment
            .fromData(ROW, rows().toArray(Row[]::new))
            .assignTimestampsAndWatermarks(watermarks())
            .setParallelism(1)
            .map(
                row ->
                    new Sample(
                        (String) row.getField(1),
                        (String) row.getField(0),
                        1_000_000 * ((Instant) row.getField(2)).toEpochMilli(),
                        (Double) row.getField(3),
                        (Double) row.getField(4)))
            .returns(TypeInformation.of(Sample.class))
            .setParallelism(1);
    DenoisedStreams streams =
        DenoisingPipeline.builder(
                LearnerSettings.of(new KernelSupport(4, 6)), Duration.ofMillis(10))
            .window(40)
            .scope(Scope.GROUP)
            .build()
            .apply(samples);
    DataStream<String> denoised =
        streams
            .denoised()
            .map(
                sample ->
                    String.join(
                        ", ",
                        sample.sensor(),
                        Instant.ofEpochMilli(sample.time() / 1_000_000).toString(),
                        "" + sample.value(),
                        "" + sample.reference(),
                        "" + sample.denoised(),
                        Double.isNaN(sample.standardError()) ? "null" : "" + sample.standardError(),
                        "" + sample.version(),
                        "null"))
            .returns(Types.STRING);
    List<String> lines = new ArrayList<>();
    denoised
        .union(
            rejected(streams.late(), "late"),
            rejected(streams.duplicates(), "duplicate"),
            rejected(streams.invalid(), "value is not finite"))
        .executeAndCollect()
        .forEachRemaining(lines::add);
    lines.sort(null);
    return lines;
  }

  private static DataStream<String> rejected(DataStream<Sample> samples, String reason) {
    return samples
        .map(
            sample ->
                String.join(
                    ", ",
                    sample.sensor(),
                    Instant.ofEpochMilli(sample.time() / 1_000_000).toString(),
                    "" + sample.value(),
                    "" + sample.reference(),
                    "null, null, null",
                    reason))
        .returns(Types.STRING);
  }

  @Test
  void everyRowComesOutOnceWithTheNumbersOfTheOperators() throws Exception {
    StreamExecutionEnvironment environment = environment(new Configuration());
    List<String> lines =
        sql(
            environment,
            environment
                .fromData(ROW, rows().toArray(Row[]::new))
                .assignTimestampsAndWatermarks(watermarks())
                .setParallelism(1));
    assertThat(lines).hasSize(rows().size()).isEqualTo(pipeline());
    for (String reason : List.of("late", "duplicate", "value is not finite")) {
      assertThat(lines.stream().filter(line -> line.endsWith(reason)))
          .as(reason)
          .hasSizeGreaterThan(5);
    }
  }

  @Test
  void aFailureChangesNothing() throws Exception {
    FailOnce.FAILED.set(false);
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "1");
    configuration.setString("restart-strategy.fixed-delay.delay", "1 ms");
    configuration.setString("execution.checkpointing.interval", "20 ms");
    StreamExecutionEnvironment environment = environment(configuration);
    DataStream<Row> source = source(environment, 100, new FailOnce(rows().size() * 2 / 3));
    assertThat(sql(environment, source)).isEqualTo(pipeline());
    assertThat(FailOnce.FAILED).isTrue();
  }

  private static DataStream<Row> source(
      StreamExecutionEnvironment environment,
      int rowsPerCheckpoint,
      MapFunction<Row, Row> disturbance) {
    List<Row> rows = rows();
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                new RowAt(rows),
                rows.size(),
                RateLimiterStrategy.perCheckpoint(rowsPerCheckpoint),
                ROW),
            WatermarkStrategy.noWatermarks(),
            "rows")
        .uid("rows")
        .setParallelism(1)
        .map(disturbance)
        .returns(ROW)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(watermarks())
        .uid("watermarks")
        .setParallelism(1);
  }

  /** A job that writes the lines of the query to {@link Lines}. */
  private static StreamExecutionEnvironment collecting(
      Configuration configuration,
      int parallelism,
      int rowsPerCheckpoint,
      MapFunction<Row, Row> disturbance) {
    configuration.setString("pipeline.max-parallelism", "12");
    StreamExecutionEnvironment environment = environment(configuration).setParallelism(parallelism);
    StreamTableEnvironment tables =
        tables(environment, source(environment, rowsPerCheckpoint, disturbance));
    tables
        .toDataStream(tables.sqlQuery(QUERY))
        .map(GaussianDenoiseITCase::line)
        .returns(Types.STRING)
        .sinkTo(new Lines());
    return environment;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void goesOnFromASavepointAtAnotherParallelism(String stateBackend) throws Exception {
    Lines.WRITTEN.clear();
    Passing.await(rows().size() / 2);
    Configuration before = new Configuration();
    before.setString("state.backend.type", stateBackend);
    before.setString("execution.checkpointing.interval", "20 ms");
    JobClient job = collecting(before, 2, 100, new Passing()).executeAsync();
    Passing.left.await();
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    assertThat(Lines.WRITTEN).hasSizeBetween(100, rows().size() - 100);

    Configuration after = new Configuration();
    after.setString("state.backend.type", stateBackend);
    after.setString("execution.state-recovery.path", savepoint);
    collecting(after, 3, rows().size(), new Passing()).execute();
    List<String> lines = new ArrayList<>(Lines.WRITTEN);
    lines.sort(null);
    assertThat(lines).isEqualTo(pipeline());
  }

  @Test
  void batchModeIsRefusedByFlink() {
    Configuration configuration = new Configuration();
    configuration.setString("execution.runtime-mode", "batch");
    StreamExecutionEnvironment environment = environment(configuration);
    assertThatThrownBy(
            () -> sql(environment, environment.fromData(ROW, rows().toArray(Row[]::new))))
        .hasMessageContaining("Cannot generate a valid execution plan");
  }

  /** Keeps lines in this virtual machine. */
  private static final class Lines implements Sink<String> {

    private static final long serialVersionUID = 1L;
    private static final Queue<String> WRITTEN = new ConcurrentLinkedQueue<>();

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(String line, Context ofLine) {
          WRITTEN.add(line);
        }

        @Override
        public void flush(boolean endOfInput) {
          // Nothing waits.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }

  /** Tells when so many rows have passed. */
  private static final class Passing implements MapFunction<Row, Row> {

    private static final long serialVersionUID = 1L;
    private static CountDownLatch left;

    static void await(int rows) {
      left = new CountDownLatch(rows);
    }

    @Override
    public Row map(Row row) {
      left.countDown();
      return row;
    }
  }

  /** A row by its index. */
  private static final class RowAt implements GeneratorFunction<Long, Row> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Row> rows;

    RowAt(List<Row> rows) {
      this.rows = new ArrayList<>(rows);
    }

    @Override
    public Row map(Long index) {
      return rows.get(index.intValue());
    }
  }

  /** Fails at its so-many-eth row, which comes after some checkpoints. */
  private static final class FailOnce implements MapFunction<Row, Row> {

    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private final int at;
    private int seen;

    FailOnce(int at) {
      this.at = at;
    }

    @Override
    public Row map(Row row) {
      if (++seen == at && !FAILED.getAndSet(true)) {
        throw new IllegalStateException("a failure that the test makes");
      }
      return row;
    }
  }
}
