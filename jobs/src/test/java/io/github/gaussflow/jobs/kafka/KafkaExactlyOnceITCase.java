/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.kafka.Readings.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer that reads what is committed sees of a job whatever happens to the job. */
@Tag("kafka")
class KafkaExactlyOnceITCase {

  private static final int PARTITIONS = 3;
  private static final int SENSORS = 4;
  private static final int SAMPLES = 1_000;
  private static final int FAILURES = 10;

  /** More than what waits for its watermark: 0.3 s twice over and the lookahead of each sensor. */
  private static final int WAITING = 320;

  private static final String UPDATES =
      """
        - |
          CREATE TABLE updates (`group` STRING, version BIGINT) WITH (
            'connector' = 'kafka', 'topic' = 'OUT-updates', 'format' = 'csv',
            'properties.bootstrap.servers' = 'SERVERS',
            'sink.delivery-guarantee' = 'exactly-once',
            'sink.transactional-id-prefix' = 'OUT-updates',
            'properties.transaction.timeout.ms' = '900000'
          )
      """;

  private static KafkaBroker broker;
  private static KafkaTopics topics;
  private static List<List<Reading>> readings;
  private static List<String> undisturbed;
  private static List<String> undisturbedRejected;

  @BeforeAll
  static void runUndisturbed(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
    topics = new KafkaTopics(broker.bootstrapServers());
    readings = Readings.partitions(PARTITIONS, SENSORS, SAMPLES);
    broker.createTopic("samples", PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      topics.send("samples", p, readings.get(p).stream().map(Reading::json).toList());
    }
    createOutputs("undisturbed");
    String bounded = KafkaJob.TEXT.replace("-- more", KafkaJob.BOUNDED);
    KafkaJob job = KafkaJob.of(folder, broker, "samples", "undisturbed", bounded);
    try (RunningJob running = RunningJob.of(job.file())) {
      running.awaitEnd();
    }
    undisturbed = sorted("undisturbed");
    undisturbedRejected = sorted("undisturbed-rejected");
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  @TempDir Path folder;

  private static void createOutputs(String out) throws InterruptedException {
    broker.createTopic(out, PARTITIONS);
    broker.createTopic(out + "-rejected", 1);
  }

  private static List<String> sorted(String topic) {
    return topics.committed(topic).stream().sorted().toList();
  }

  /** All records of a share of the input, such as the third of ten. */
  private static void sendPart(String topic, int part, int parts) {
    for (int p = 0; p < PARTITIONS; p++) {
      List<Reading> all = readings.get(p);
      List<Reading> some = all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
      topics.send(topic, p, some.stream().map(Reading::json).toList());
    }
  }

  @Test
  void everySampleIsSeenOnceAndInItsSensorsPartition() {
    long all = readings.stream().mapToLong(List::size).sum();
    assertThat((long) undisturbed.size() + undisturbedRejected.size()).isEqualTo(all);
    assertThat(undisturbed).doesNotHaveDuplicates();
    assertThat(undisturbedRejected)
        .allMatch(
            line ->
                line.contains("\"reason\":\"value is not a finite number\"")
                    || line.contains("\"reason\":\"duplicate\""),
            "invalid or duplicate, and none late");
  }

  @Test
  void tenFailuresAtRandomPointsChangeNothing() throws Exception {
    broker.createTopic("in-parts", PARTITIONS);
    createOutputs("disturbed");
    KafkaJob job = KafkaJob.of(folder, broker, "in-parts", "disturbed", KafkaJob.FAILING);
    Random random = new Random(20);
    try (RunningJob running = RunningJob.of(job.file())) {
      for (int part = 0; part < FAILURES; part++) {
        int rows = SAMPLES * SENSORS / FAILURES;
        CountDownLatch failed = FailingFunction.failAfter(random.nextInt(rows));
        sendPart("in-parts", part, FAILURES);
        assertThat(failed.await(3, TimeUnit.MINUTES)).as("failure %d", part).isTrue();
        // Once this is seen, the job runs again and has completed a checkpoint.
        int enough = undisturbed.size() * (part + 1) / FAILURES - WAITING;
        topics.committed("disturbed", lines -> lines.size() > enough);
      }
      running.stop(true, folder);
    }
    assertThat(sorted("disturbed")).isEqualTo(undisturbed);
    assertThat(sorted("disturbed-rejected")).isEqualTo(undisturbedRejected);
  }

  @Test
  void goesOnFromASavepointWithAnotherParallelismAndOneMoreOutput() throws Exception {
    broker.createTopic("in-halves", PARTITIONS);
    createOutputs("resumed");
    broker.createTopic("resumed-updates", 1);
    KafkaJob first = KafkaJob.of(folder, broker, "in-halves", "resumed", KafkaJob.TEXT);
    String savepoint;
    try (RunningJob running = RunningJob.of(first.file())) {
      sendPart("in-halves", 0, 2);
      topics.committed("resumed", lines -> !lines.isEmpty());
      savepoint = running.stop(false, folder);
    }
    int half = topics.committed("resumed").size();
    sendPart("in-halves", 1, 2);

    String more =
        KafkaJob.TEXT
                .replace("samples:\n", UPDATES + "samples:\n")
                .replace("  late: rejected", "  updates: updates\n  late: rejected")
                .replace("parallelism.default: 2", "parallelism.default: 3")
            + "  execution.state-recovery.path: "
            + savepoint
            + "\n";
    KafkaJob second = KafkaJob.of(folder, broker, "in-halves", "resumed", more);
    try (RunningJob running = RunningJob.of(second.file())) {
      topics.committed("resumed", lines -> lines.size() > half);
      topics.committed("resumed-updates", lines -> !lines.isEmpty());
      running.stop(true, folder);
    }
    assertThat(sorted("resumed")).isEqualTo(undisturbed);
    assertThat(sorted("resumed-rejected")).isEqualTo(undisturbedRejected);
  }
}
