/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What validate finds in conf/kafka.yaml, which needs no broker. */
class KafkaJobFileTest {

  @TempDir Path folder;

  private CommandRun validate(String text, String replacement) throws IOException {
    String conf = Files.readString(ReadmeJobFile.ROOT.resolve("conf/kafka.yaml"));
    assertThat(conf).contains(text);
    Path file = Files.writeString(folder.resolve("job.yaml"), conf.replace(text, replacement));
    return CommandRun.of("validate", file);
  }

  @Test
  void isRight() throws IOException {
    CommandRun run = validate("name: kafka", "name: kafka");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("is right\n");
  }

  @Test
  void exactlyOnceNeedsCheckpoints() throws IOException {
    CommandRun run = validate("  execution.checkpointing.interval: 5 s\n", "");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .as("each output")
        .hasSize(3)
        .allMatch(
            line ->
                line.endsWith(
                    "names a table with 'sink.delivery-guarantee' = 'exactly-once', whose rows only a"
                        + " checkpoint makes visible, but the job takes none; set"
                        + " 'execution.checkpointing.interval' in section 'flink'"));
  }

  @Test
  void aConnectorThatIsNotThereIsNamedWithItsJar() throws IOException {
    CommandRun run = validate("'format' = 'json'", "'format' = 'avro-confluent'");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "key 'samples.table' names a table that cannot be read: there is no format"
                + " 'avro-confluent' on the class path; put the jar of it,"
                + " flink-sql-avro-confluent-registry, into the folder lib, of Flink on a cluster;");
  }
}
