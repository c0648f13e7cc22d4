/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import io.github.gaussflow.jobs.kafka.Readings.Reading;
import io.github.gaussflow.jobs.table.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between a job and Kafka, and what the guide says comes of it. */
@Tag("kafka")
class KafkaTroubleITCase {

  private static final String NO_RESTART =
      KafkaJob.TEXT.replace("restart-strategy.type: fixed-delay", "restart-strategy.type: none");

  private static final String BOUNDED = NO_RESTART.replace("-- more", KafkaJob.BOUNDED);

  private static KafkaBroker broker;
  private static KafkaTopics topics;

  /** Those of one sensor, in one partition. */
  private static List<String> readings;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
    topics = new KafkaTopics(broker.bootstrapServers());
    readings = Readings.partitions(1, 1, 600).get(0).stream().map(Reading::json).toList();
    broker.createTopic("samples", 1);
    topics.send("samples", 0, readings);
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  private static void createOutputs(String out) throws InterruptedException {
    broker.createTopic(out, 1);
    broker.createTopic(out + "-rejected", 1);
  }

  private String whyItFails(String in, String out, String text) throws Exception {
    KafkaJob job = KafkaJob.of(folder, broker, in, out, text);
    try (RunningJob running = RunningJob.of(job.file())) {
      return Cause.of(running.failure());
    }
  }

  @Test
  void aSourceTopicThatDoesNotExistEndsTheJob() throws Exception {
    createOutputs("of-nothing");
    assertThat(whyItFails("no-such-topic", "of-nothing", NO_RESTART))
        .isEqualTo(
            "a Kafka topic does not exist: Failed to get metadata for topics [no-such-topic]; create"
                + " it or correct 'topic' of the table");
  }

  @Test
  void aBrokerThatIsNotThereEndsTheJob() throws Exception {
    createOutputs("of-nobody");
    String nobody =
        NO_RESTART.replaceFirst(
            "'SERVERS',",
            "'localhost:1', 'properties.request.timeout.ms' = '2000',"
                + " 'properties.default.api.timeout.ms' = '3000',");
    assertThat(whyItFails("samples", "of-nobody", nobody))
        .startsWith("no Kafka broker answers: Timed out waiting for a node assignment.")
        .endsWith(" Check 'properties.bootstrap.servers' of the table");
  }

  @Test
  void anOutputTopicThatDoesNotExistEndsTheJob() throws Exception {
    String impatient =
        NO_RESTART.replace("'key.format'", "'properties.max.block.ms' = '3000', 'key.format'");
    broker.createTopic("no-such-output-rejected", 1);
    assertThat(whyItFails("samples", "no-such-output", impatient))
        .isEqualTo(
            "a Kafka topic does not exist: Failed to get metadata for topics [no-such-output];"
                + " create it or correct 'topic' of the table");
  }

  @Test
  void aTransactionTimeoutLongerThanTheBrokersEndsTheJob() throws Exception {
    createOutputs("too-patient");
    assertThat(
            whyItFails(
                "samples",
                "too-patient",
                NO_RESTART.replace(
                    "'properties.transaction.timeout.ms' = '900000'", "'sink.parallelism' = '1'")))
        .contains("larger than the maximum value allowed by the broker")
        .endsWith(
            "Set 'properties.transaction.timeout.ms' of the table to no more than that: '900000'"
                + " unless the broker was told otherwise");
  }

  @Test
  void aRecordThatIsNotJsonEndsTheJobOrIsDropped() throws Exception {
    String corrupt = "{\"sensor\":\"s0\",\"time\":\"2026-01-01T00:00:01.000Z\",\"value";
    broker.createTopic("corrupt", 1);
    List<String> records = new ArrayList<>(readings);
    records.add(300, corrupt);
    topics.send("corrupt", 0, records);
    createOutputs("of-corrupt");
    assertThat(whyItFails("corrupt", "of-corrupt", BOUNDED))
        .isEqualTo(
            "the json record '%s' cannot be read: Unexpected end-of-input in field name (line: 1,"
                    .formatted(corrupt)
                + " column: 56); the guide's page on Kafka says how to let such records go to the"
                + " invalid samples; 'json.ignore-parse-errors' = 'true' drops them");

    createOutputs("of-rest");
    String dropping =
        BOUNDED.replace(
            KafkaJob.BOUNDED, KafkaJob.BOUNDED + " 'json.ignore-parse-errors' = 'true',");
    try (RunningJob running =
        RunningJob.of(KafkaJob.of(folder, broker, "corrupt", "of-rest", dropping).file())) {
      running.awaitEnd();
    }
    assertThat(topics.committed("of-rest").size() + topics.committed("of-rest-rejected").size())
        .isEqualTo(readings.size());
  }

  @Test
  void silentPartitionsHoldNothingBack() throws Exception {
    broker.createTopic("silent", 3);
    createOutputs("of-silent");
    String idle = KafkaJob.TEXT.replace("-- more", "'scan.watermark.idle-timeout' = '1 s',");
    KafkaJob job = KafkaJob.of(folder, broker, "silent", "of-silent", idle);
    try (RunningJob running = RunningJob.of(job.file())) {
      topics.send("silent", 1, readings);
      // All but what the watermark, 301 ms behind, and the lookahead of 40 ms hold.
      int seen = topics.committed("of-silent", lines -> lines.size() > readings.size() / 2).size();
      assertThat(seen).isLessThan(readings.size());
      running.stop(true, folder);
    }
    createOutputs("of-one");
    try (RunningJob running =
        RunningJob.of(KafkaJob.of(folder, broker, "samples", "of-one", BOUNDED).file())) {
      running.awaitEnd();
    }
    assertSameCommitted("of-silent", "of-one");
  }

  /** In both topics of the outputs the same records, each as often, in any order. */
  private static void assertSameCommitted(String out, String expected) {
    for (String which : List.of("", "-rejected")) {
      assertThat(topics.committed(out + which).stream().sorted().toList())
          .isEqualTo(topics.committed(expected + which).stream().sorted().toList());
    }
  }

  @Test
  void aBrokerThatWentAwayIsWaitedFor() throws Exception {
    broker.createTopic("samples-in-halves", 1);
    createOutputs("of-halves");
    String impatient =
        KafkaJob.TEXT
                .replace(
                    "parallelism.default: 2", "parallelism.default: 1") // as many as partitions
                .replace(
                    "'properties.transaction.timeout.ms' = '900000'",
                    "'properties.transaction.timeout.ms' = '900000',"
                        + " 'properties.max.block.ms' = '3000',"
                        + " 'properties.request.timeout.ms' = '2000',"
                        + " 'properties.delivery.timeout.ms' = '3000'")
                .replace("attempts: 20", "attempts: 1000")
                .replace("delay: 0 s", "delay: 1 s")
            + "  execution.job-status-changed-listeners: "
            + Restarts.class.getName()
            + "\n";
    KafkaJob job = KafkaJob.of(folder, broker, "samples-in-halves", "of-halves", impatient);
    int half = readings.size() / 2;
    try (RunningJob running = RunningJob.of(job.file())) {
      topics.send("samples-in-halves", 0, readings.subList(0, half));
      int seen = topics.committed("of-halves", lines -> !lines.isEmpty()).size();
      CountDownLatch restart = Restarts.next();
      broker.kill();
      assertThat(restart.await(3, TimeUnit.MINUTES)).as("the job notices").isTrue();
      broker.start();
      topics.send("samples-in-halves", 0, readings.subList(half, readings.size()));
      topics.committed("of-halves", lines -> lines.size() > seen);
      running.stop(true, folder);
    }
    createOutputs("of-whole");
    try (RunningJob running =
        RunningJob.of(KafkaJob.of(folder, broker, "samples", "of-whole", BOUNDED).file())) {
      running.awaitEnd();
    }
    assertSameCommitted("of-halves", "of-whole");
  }

  @Test
  void passwordsAreNeitherPrintedNorLogged() throws Exception {
    createOutputs("of-secret");
    String secure =
        """
        'properties.security.protocol' = 'SASL_PLAINTEXT', 'properties.sasl.mechanism' = 'PLAIN',
            'properties.sasl.jaas.config' = 'org.apache.flink.kafka.shaded.org.apache.kafka.common.\
        security.plain.PlainLoginModule required username="%s" password="%s";',"""
            .formatted(KafkaBroker.USER, KafkaBroker.PASSWORD);
    String page = Files.readString(ReadmeJobFile.ROOT.resolve("src/site/markdown/kafka.md"));
    Matcher block = Pattern.compile("(?s)```sql\n('properties.security.*?)```").matcher(page);
    assertThat(block.find()).isTrue();
    String fromEnvironment =
        block.group(1).replace("SASL_SSL", "SASL_PLAINTEXT").strip().replace("\n", " ") + ",";
    assertThat(fromEnvironment).contains("KAFKA_PASSWORD");
    String text =
        BOUNDED
            .replace("SERVERS", broker.secureBootstrapServers())
            .replace("'properties.group.id'", secure + " 'properties.group.id'")
            .replace("'key.format'", fromEnvironment + " 'key.format'")
            .replace(
                "'sink.transactional-id-prefix' = 'OUT-",
                secure + " 'sink.transactional-id-prefix' = 'OUT-");
    KafkaJob job = KafkaJob.of(folder, broker, "samples", "of-secret", text);
    Map<String, String> environment = Map.of("KAFKA_PASSWORD", KafkaBroker.PASSWORD);
    try (ScriptRun run =
        ScriptRun.of(folder.resolve("right"), environment, "run", job.file().toString())) {
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.log()).contains("sasl.jaas.config = [hidden]");
      assertThat(run.out() + run.err() + run.log()).doesNotContain(KafkaBroker.PASSWORD);
    }
    assertThat(topics.committed("of-secret")).isNotEmpty();

    String wrong = "Wr0ng-Passw0rd";
    Files.writeString(
        job.file(), Files.readString(job.file()).replace(KafkaBroker.PASSWORD, wrong));
    try (ScriptRun run =
        ScriptRun.of(folder.resolve("wrong"), environment, "run", job.file().toString())) {
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("the job failed: Authentication failed");
      assertThat(run.out() + run.err() + run.log()).doesNotContain(wrong);
    }
  }
}
