/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gaussflow.jobs.kafka.Readings.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same samples in three formats, read to the end in batch mode and written exactly once. */
@Tag("kafka")
class KafkaFormatsITCase {

  private static final int PARTITIONS = 2;

  private static final String FIELDS =
      """
      {"name":"sensor","type":["null","string"]},
      {"name":"time","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
      {"name":"value","type":["null","double"]}\
      """;

  private static KafkaBroker broker;
  private static KafkaTopics topics;
  private static List<List<Reading>> readings;
  private static List<Denoised> expected;

  @TempDir Path folder;

  /** A row of the output, whatever its format. */
  private record Denoised(String sensor, long millis, double value, double denoised)
      implements Comparable<Denoised> {

    @Override
    public int compareTo(Denoised other) {
      int bySensor = sensor.compareTo(other.sensor);
      return bySensor == 0 ? Long.compare(millis, other.millis) : bySensor;
    }
  }

  @BeforeAll
  static void runWithJson(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
    topics = new KafkaTopics(broker.bootstrapServers());
    readings =
        Readings.partitions(PARTITIONS, 3, 400).stream()
            .map(all -> all.stream().filter(one -> !one.value().equals("broken")).toList())
            .toList();
    broker.createTopic("json", PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      topics.send("json", p, readings.get(p).stream().map(Reading::json).toList());
    }
    run(folder, "json", "'json.timestamp-format.standard' = 'ISO-8601'", "TIMESTAMP_LTZ(3)");
    expected = new ArrayList<>();
    for (String line : topics.committed("json-denoised")) {
      JsonNode json = new ObjectMapper().readTree(line);
      expected.add(
          new Denoised(
              json.get("sensor").textValue(),
              Instant.parse(json.get("time").textValue()).toEpochMilli(),
              json.get("value").doubleValue(),
              json.get("denoised").doubleValue()));
    }
    expected.sort(null);
    assertThat(expected).hasSize((int) readings.stream().flatMap(List::stream).distinct().count());
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  private static void run(Path folder, String format, String option, String timeType)
      throws Exception {
    broker.createTopic(format + "-denoised", PARTITIONS);
    broker.createTopic(format + "-denoised-rejected", 1);
    String text =
        KafkaJob.TEXT
            .replace("-- more", KafkaJob.BOUNDED)
            .replace("  execution.runtime-mode: STREAMING\n", "")
            .replace("`value` STRING,\n      WATERMARK", "`value` DOUBLE,\n      WATERMARK")
            .replace(
                "denoised DOUBLE,\n      standard_error DOUBLE, version BIGINT", "denoised DOUBLE")
            .replace("'json'", "'" + format + "'")
            .replace("'json.timestamp-format.standard' = 'ISO-8601'", option)
            .replace("TIMESTAMP_LTZ(3)", timeType);
    KafkaJob job = KafkaJob.of(folder, broker, format, format + "-denoised", text);
    try (RunningJob running = RunningJob.of(job.file())) {
      running.awaitEnd();
    }
  }

  @Test
  void csv() throws Exception {
    broker.createTopic("csv", PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      List<String> lines = new ArrayList<>();
      for (Reading one : readings.get(p)) {
        lines.add(one.sensor() + "," + one.time().replace('T', ' ') + "," + one.value());
      }
      topics.send("csv", p, lines);
    }
    run(folder, "csv", "'csv.null-literal' = ''", "TIMESTAMP_LTZ(3)");
    List<Denoised> found = new ArrayList<>();
    for (String line : topics.committed("csv-denoised")) {
      String[] cells = line.strip().replace("\"", "").split(",");
      found.add(
          new Denoised(
              cells[0],
              Instant.parse(cells[1].replace(' ', 'T')).toEpochMilli(),
              Double.parseDouble(cells[2]),
              Double.parseDouble(cells[3])));
    }
    assertThat(found.stream().sorted().toList()).isEqualTo(expected);
  }

  @Test
  void avro() throws Exception {
    broker.createTopic("avro", PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      List<byte[]> records = new ArrayList<>();
      for (Reading one : readings.get(p)) {
        GenericData.Record record = new GenericData.Record(schema(FIELDS));
        record.put("sensor", one.sensor());
        record.put("time", one.epochMillis());
        record.put("value", Double.parseDouble(one.value()));
        records.add(bytes(record));
      }
      topics.sendBytes("avro", p, records);
    }
    run(folder, "avro", "'avro.encoding' = 'binary'", "TIMESTAMP(3)");
    Schema schema = schema(FIELDS + ",{\"name\":\"denoised\",\"type\":[\"null\",\"double\"]}");
    List<Denoised> found = new ArrayList<>();
    for (byte[] bytes : topics.committedBytes("avro-denoised")) {
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
      found.add(
          new Denoised(
              record.get("sensor").toString(),
              (Long) record.get("time"),
              (Double) record.get("value"),
              (Double) record.get("denoised")));
    }
    assertThat(found.stream().sorted().toList()).isEqualTo(expected);
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"record\",\"fields\":[" + fields + "]}");
  }

  private static byte[] bytes(GenericData.Record record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
