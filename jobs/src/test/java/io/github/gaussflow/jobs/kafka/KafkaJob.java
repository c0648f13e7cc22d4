/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a job file that reads a topic of JSON and writes topics of JSON exactly once. */
final class KafkaJob {

  static final String TEXT =
      """
      name: test
      tables:
        - |
          CREATE TABLE readings (
            sensor STRING, `time` TIMESTAMP_LTZ(3), `value` STRING,
            WATERMARK FOR `time` AS `time` - INTERVAL '0.3' SECOND
          ) WITH (
            'connector' = 'kafka', 'topic' = 'IN', 'properties.bootstrap.servers' = 'SERVERS',
            'properties.group.id' = 'OUT', 'scan.startup.mode' = 'earliest-offset', -- more
            'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
          )
        - |
          CREATE TABLE denoised (
            sensor STRING, `time` TIMESTAMP_LTZ(3), `value` DOUBLE, denoised DOUBLE,
            standard_error DOUBLE, version BIGINT
          ) WITH (
            'connector' = 'kafka', 'topic' = 'OUT', 'properties.bootstrap.servers' = 'SERVERS',
            'key.format' = 'raw', 'key.fields' = 'sensor',
            'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601',
            'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'OUT',
            'sink.transaction-naming-strategy' = 'pooling', -- strategy
            'properties.transaction.timeout.ms' = '900000'
          )
        - |
          CREATE TABLE rejected (
            sensor STRING, `time` TIMESTAMP_LTZ(3), `value` STRING, reason STRING
          ) WITH (
            'connector' = 'kafka', 'topic' = 'OUT-rejected',
            'properties.bootstrap.servers' = 'SERVERS',
            'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601',
            'sink.delivery-guarantee' = 'exactly-once',
            'sink.transactional-id-prefix' = 'OUT-rejected',
            'properties.transaction.timeout.ms' = '900000'
          )
      samples:
        table: readings
        sensor: sensor
        time: time
        value: value
      filter:
        lookahead: 4
        lookback: 4
        period: 10 ms
      learning:
        window: 64
      output:
        denoised: denoised
        late: rejected
        invalid: rejected
        duplicates: rejected
      flink:
        parallelism.default: 2
        execution.runtime-mode: STREAMING
        execution.checkpointing.interval: 300 ms
        execution.checkpointing.dir: file://${job.directory}/checkpoints
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 20
        restart-strategy.fixed-delay.delay: 0 s
      """;

  /** The same with a view over the samples that fails when the test wants. */
  static final String FAILING =
      TEXT.replace(
          "samples:\n  table: readings\n",
          """
                - CREATE TEMPORARY FUNCTION failing AS '%s'
                - CREATE VIEW measured AS
                    SELECT sensor, `time`, failing(`value`) AS `value` FROM readings
              samples:
                table: measured
              """
              .formatted(FailingFunction.class.getName()));

  /** What ends the source, in the place of its comment. */
  static final String BOUNDED = "'scan.bounded.mode' = 'latest-offset',";

  private final Path file;

  private KafkaJob(Path file) {
    this.file = file;
  }

  /** The job from one topic to another and that one's -rejected, with a text changed. */
  static KafkaJob of(Path folder, KafkaBroker broker, String in, String out, String text)
      throws IOException {
    Path file = folder.resolve(out + ".yaml");
    Files.writeString(
        file,
        text.replace("SERVERS", broker.bootstrapServers())
            .replace("'IN'", "'" + in + "'")
            .replace("'OUT", "'" + out)
            .replace("/checkpoints", "/checkpoints-" + out));
    return new KafkaJob(file);
  }

  Path file() {
    return file;
  }
}
