/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the topics of a broker, and reads what is committed in them. */
final class KafkaTopics implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;

  KafkaTopics(String servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Adds texts to a partition, in order; they are there when this returns. */
  void send(String topic, int partition, List<String> texts) {
    sendBytes(
        topic,
        partition,
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Adds records to a partition, in order; they are there when this returns. */
  void sendBytes(String topic, int partition, List<byte[]> values) {
    values.forEach(value -> producer.send(new ProducerRecord<>(topic, partition, null, value)));
    producer.flush();
  }

  /**
   * Reads a topic from its beginning, as a consumer that sees only what is committed, until it has
   * seen enough.
   */
  List<String> committed(String topic, Predicate<List<String>> enough) {
    List<String> texts = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!enough.test(texts)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "waited in vain for topic %s, which has %d records".formatted(topic, texts.size()));
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          texts.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** All that is committed in a topic now. */
  List<String> committed(String topic) {
    List<byte[]> values = committedBytes(topic);
    return values.stream().map(value -> new String(value, StandardCharsets.UTF_8)).toList();
  }

  /** All that is committed in a topic now. */
  List<byte[]> committedBytes(String topic) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
