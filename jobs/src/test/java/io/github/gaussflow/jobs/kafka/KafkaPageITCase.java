/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import io.github.gaussflow.jobs.kafka.Readings.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** conf/kafka.yaml and what the guide's page on Kafka shows. */
@Tag("kafka")
class KafkaPageITCase {

  private static final int SAMPLES = 800;

  private static KafkaBroker broker;
  private static KafkaTopics topics;
  private static String conf;
  private static String page;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
    topics = new KafkaTopics(broker.bootstrapServers());
    page = Files.readString(ReadmeJobFile.ROOT.resolve("src/site/markdown/kafka.md"));
    conf =
        Files.readString(ReadmeJobFile.ROOT.resolve("conf/kafka.yaml"))
            .replace("localhost:9092", broker.bootstrapServers())
            .replace("checkpointing.interval: 5 s", "checkpointing.interval: 500 ms")
            .replace("${job.directory}/../", "${job.directory}/");
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  private static List<String> blocks(String language) {
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  /** The SQL block that begins so, without the semicolon, as an entry of 'tables'. */
  private static String statement(String start) {
    String sql =
        blocks("sql").stream().filter(block -> block.startsWith(start)).findFirst().orElseThrow();
    return "  - |\n" + sql.replace(";\n", "\n").indent(4);
  }

  /** conf/kafka.yaml with topics of its own and with other samples. */
  private Path job(String name, String... statements) throws Exception {
    for (String topic : List.of("denoised", "updates", "rejected")) {
      broker.createTopic(name + "-" + topic, 1);
    }
    String text =
        conf.replaceAll("'topic' = '", "'topic' = '" + name + "-")
            .replace("'gaussflow", "'" + name)
            .replaceFirst(
                "(?s)  - \\|\n    CREATE TABLE samples .*?(?=  - \\|\n)",
                Matcher.quoteReplacement(
                    String.join("", statements)
                        .replace("'topic' = '", "'topic' = '" + name + "-")
                        .replace("localhost:9092", broker.bootstrapServers())));
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  private static List<String> sorted(String topic) {
    return topics.committed(topic).stream().sorted().toList();
  }

  @Test
  void theJobFileRunsIsCancelledAndGoesOn() throws Exception {
    broker.createTopic("samples", 2);
    List<List<Reading>> readings = Readings.partitions(2, 2, SAMPLES);
    for (String topic : List.of("denoised", "updates", "rejected")) {
      broker.createTopic(topic, 1);
    }
    Path file = Files.writeString(folder.resolve("kafka.yaml"), conf);
    send(readings, 0, SAMPLES / 2);
    try (ScriptRun run = ScriptRun.of(folder.resolve("first"), Map.of(), "run", file.toString())) {
      topics.committed("denoised", lines -> !lines.isEmpty());
      run.cancel();
      run.status();
      assertThat(run.err()).contains("gaussflow: the job was cancelled");
      assertThat(run.log()).as("from the start").contains("switched from state CREATED to RUNNING");
    }
    int before = topics.committed("denoised").size();
    assertThat(before).isLessThan(SAMPLES);

    String section = blocks("yaml").get(0);
    assertThat(section).contains("output/kafka/checkpoints/JOB/chk-N");
    String goOn =
        section.lines().skip(1).findFirst().orElseThrow().replaceFirst(": .*", ": " + checkpoint());
    Files.writeString(file, conf + goOn + "\n");
    send(readings, SAMPLES / 2, readings.get(0).size());
    try (ScriptRun run = ScriptRun.of(folder.resolve("second"), Map.of(), "run", file.toString())) {
      // All but what waits for its watermark, two seconds and a little of each sensor.
      topics.committed("denoised", lines -> lines.size() > 2 * (SAMPLES - 220));
      run.cancel();
      run.status();
    }
    List<String> seen = topics.committed("denoised");
    assertThat(seen).doesNotHaveDuplicates().allMatch(line -> line.contains("\"denoised\":"));
    for (String sensor : List.of("s0", "s1")) {
      List<String> times =
          seen.stream()
              .filter(line -> line.contains("\"sensor\":\"" + sensor + "\""))
              .map(line -> line.replaceAll(".*\"time\":\"([^\"]*)\".*", "$1"))
              .sorted(Comparator.comparing(java.time.Instant::parse))
              .toList();
      for (int n = 0; n < times.size(); n++) {
        assertThat(times.get(n)).as("no sample is missing").isEqualTo(time(n));
      }
    }
    assertThat(topics.committed("rejected")).allMatch(line -> line.contains("duplicate"));
    assertThat(topics.committed("updates")).isNotEmpty();
  }

  private static String time(int n) {
    // As the format writes it: no more digits than it needs.
    return new Reading("", (long) n * Readings.PERIOD_MILLIS, "")
        .time()
        .replaceAll("0*Z$", "Z")
        .replace(".Z", "Z");
  }

  /** All that have a number. */
  private static void send(List<List<Reading>> readings, int from, int to) {
    for (int p = 0; p < readings.size(); p++) {
      List<Reading> all = readings.get(p);
      topics.send(
          "samples",
          p,
          all.subList(Math.min(from, all.size()), Math.min(to, all.size())).stream()
              .map(
                  one ->
                      one.value().equals("broken")
                          ? new Reading(one.sensor(), one.millis(), "0")
                          : one)
              .map(one -> one.json().replaceAll("\"value\":\"(.*)\"", "\"value\":$1"))
              .toList());
    }
  }

  private Path checkpoint() throws IOException {
    try (Stream<Path> found = Files.find(folder, 9, (path, any) -> path.endsWith("_metadata"))) {
      return found
          .map(Path::getParent)
          .max(
              Comparator.comparing(
                  path -> Integer.valueOf(path.getFileName().toString().substring(4))))
          .orElseThrow();
    }
  }

  @Test
  void recordsThatAreNoJsonAreRejectedWithTheirText() throws Exception {
    broker.createTopic("raw-samples", 1);
    List<String> records = new ArrayList<>();
    for (Reading reading : Readings.partitions(1, 1, 200).get(0)) {
      records.add(reading.json());
    }
    long broken = records.stream().filter(record -> record.contains("broken")).count();
    List<String> corrupt =
        List.of(
            "{\"sensor\":\"s0\",\"time\":\"2026-01-01T00:00:01Z\",\"val",
            "nothing of the kind",
            "{\"sensor\":\"s0\",\"value\":1.5}",
            "{\"time\":\"2026-01-01T00:00:01Z\",\"value\":1.5}",
            "{\"sensor\":\"s0\",\"time\":\"2026-01-01T00:00:01.005Z\"}");
    records.addAll(100, corrupt);
    topics.send("raw-samples", 0, records);
    Path file =
        job(
            "raw",
            statement("CREATE TABLE lines")
                .replace(
                    "'format' = 'raw'", "'format' = 'raw', 'scan.bounded.mode' = 'latest-offset'"),
            statement("CREATE VIEW samples"));
    Files.writeString(file, Files.readString(file) + "  execution.runtime-mode: STREAMING\n");
    try (RunningJob running = RunningJob.of(file)) {
      running.awaitEnd();
    }
    List<String> rejected = sorted("raw-rejected");
    assertThat(rejected.stream().filter(line -> line.contains("\"broken\""))).hasSize((int) broken);
    assertThat(rejected)
        .anyMatch(line -> line.contains("\\\"val\"") && line.contains("sensor is NULL"))
        .anyMatch(line -> line.contains("nothing of the kind"))
        .anyMatch(line -> line.contains("time is NULL") && line.contains("1.5"))
        .anyMatch(line -> line.contains("sensor is NULL") && line.contains("1.5"))
        .anyMatch(line -> line.contains("01.005Z") && line.contains("not a finite number"));
    assertThat(topics.committed("raw-denoised").size() + rejected.size()).isEqualTo(records.size());
  }

  @Test
  void theTableOfAvroFitsIntoTheJobFile() throws Exception {
    broker.createTopic("avro-samples", 1);
    Path file = job("avro", statement("CREATE TABLE samples_in_avro"));
    Files.writeString(
        file, Files.readString(file).replace("table: samples\n", "table: samples_in_avro\n"));
    try (RunningJob running = RunningJob.of(file)) {
      assertThat(running).isNotNull();
    }
  }
}
