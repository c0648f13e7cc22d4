/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Failures of connectors and formats whose own messages do not say what to do. */
final class KnownFailure {

  private static final Pattern FACTORY =
      Pattern.compile(
          "(?s)Could not find any (?:format )?factory for identifier '(?<name>[^']*)' that implements"
              + " '(?<type>[^']*)' in the classpath\\..*?identifiers are:\\s*(?<known>.*)");

  /** The jars of connectors and formats that do not come with Flink. */
  private static final Map<String, String> JARS =
      Map.of(
          "kafka", "flink-sql-connector-kafka",
          "upsert-kafka", "flink-sql-connector-kafka",
          "avro", "flink-sql-avro",
          "avro-confluent", "flink-sql-avro-confluent-registry",
          "parquet", "flink-sql-parquet",
          "orc", "flink-sql-orc",
          "protobuf", "flink-sql-protobuf",
          "jdbc", "flink-connector-jdbc and the driver of the database");

  private static final Pattern RECORD =
      Pattern.compile("(?s)Failed to deserialize (?<format>JSON|CSV row) '(?<record>.*)'\\.");
  private static final Pattern AVRO = Pattern.compile("Failed to deserialize Avro record\\.");
  private static final int SHOWN = 200;

  private static final String SHADED = "org.apache.flink.kafka.shaded.";
  private static final Pattern LOGIN_MODULE =
      Pattern.compile("(?s)No LoginModule found for (?<module>org\\.apache\\.kafka\\..*)");

  private KnownFailure() {}

  /**
   * What is wrong and what to do, if it is known.
   *
   * @param chain a failure and its causes, the innermost last
   * @param innermost the message of the innermost
   */
  static Optional<String> explained(List<Throwable> chain, String innermost) {
    Matcher factory = FACTORY.matcher(innermost);
    if (factory.matches()) {
      return Optional.of(missing(factory));
    }
    Matcher module = LOGIN_MODULE.matcher(innermost);
    if (module.matches()) {
      return Optional.of(
          "%s; in Flink's connector for SQL its name is %s%s"
              .formatted(innermost, SHADED, module.group("module")));
    }
    if (innermost.contains("transaction.max.timeout.ms")) {
      return Optional.of(
          innermost
              + " Set 'properties.transaction.timeout.ms' of the table to no more than that: '900000'"
              + " unless the broker was told otherwise");
    }
    if (innermost.contains("waiting for a node assignment")) {
      return Optional.of(
          "no Kafka broker answers: %s Check 'properties.bootstrap.servers' of the table"
              .formatted(innermost));
    }
    Throwable last = chain.get(chain.size() - 1);
    if (last.getClass().getSimpleName().equals("UnknownTopicOrPartitionException")) {
      return message(chain, Pattern.compile("(?s).*(?:topics \\[|Topic ).*"))
          .map(
              topic ->
                  "a Kafka topic does not exist: %s; create it or correct 'topic' of the table"
                      .formatted(topic.group().trim().replaceAll("\\.$", "")));
    }
    return unreadable(chain, innermost);
  }

  private static String missing(Matcher factory) {
    String name = factory.group("name");
    List<String> known = Arrays.asList(factory.group("known").trim().split("\\s+"));
    String kind = factory.group("type").endsWith("FormatFactory") ? "format" : "connector";
    String jar =
        Optional.ofNullable(JARS.get(name)).map("the jar of it, %s,"::formatted).orElse("its jar");
    String question = NearestName.question(name, known);
    return "there is no %s '%s' on the class path%s put %s into the folder lib, of Flink on a cluster;"
            .formatted(kind, name, question.isEmpty() ? ";" : question + " Else", jar)
        + " there are "
        + String.join(", ", known);
  }

  private static Optional<String> unreadable(List<Throwable> chain, String innermost) {
    Optional<Matcher> text = message(chain, RECORD);
    if (text.isPresent()) {
      String record = text.get().group("record");
      String format = text.get().group("format").equals("JSON") ? "json" : "csv";
      return Optional.of(
          "the %s record '%s' cannot be read: %s; the guide's page on Kafka says how to let such records"
                  .formatted(
                      format,
                      record.length() > SHOWN ? record.substring(0, SHOWN) + "..." : record,
                      innermost)
              + " go to the invalid samples; '%s.ignore-parse-errors' = 'true' drops them"
                  .formatted(format));
    }
    return message(chain, AVRO)
        .map(
            avro ->
                "an avro record cannot be read: %s; its schema must be that of the table"
                    .formatted(
                        avro.group().equals(innermost)
                            ? chain.get(chain.size() - 1).getClass().getSimpleName()
                            : innermost));
  }

  /** The innermost message that matches. */
  private static Optional<Matcher> message(List<Throwable> chain, Pattern pattern) {
    return chain.stream()
        .flatMap(failure -> Stream.ofNullable(failure.getMessage()))
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .reduce((outer, inner) -> inner);
  }
}
