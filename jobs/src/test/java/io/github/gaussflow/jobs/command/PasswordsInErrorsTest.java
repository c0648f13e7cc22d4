/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job files that are wrong near a password. */
class PasswordsInErrorsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'connector' = 'kafka', 'password' = 'hunter2'",
        "'connector' = 'kafak', 'password' = 'hunter2'",
        "'connector' = 'jdbc', 'url' = 'jdbc:a://b/c?password=hunter2'",
        "'connector' = 'kafka', 'topic' = 'a', 'format' = 'json', 'properties.bootstrap.servers' = 'a',"
            + " 'properties.sasl.jaas.config' = 'm required password=\"hunter2\";', 'hunter2' = 'b'",
        "'connector' = 'filesystem', 'path' = 'hunter2', 'format' = 'hunter2', 'token' = 'hunter2'",
        "'connector' = 'kafka', 'password' 'hunter2'",
        "'connector' = 'kafka', 'password' = 'a'hunter2'",
        "'connector' = 'kafka', 'password' = hunter2'",
        "'connector' = 'kafka', 'password' = 'hunter2",
        "'connector' = 'kafka', 'password' = \"hunter2\"",
        "'connector' = 'kafka', 'password' = U&'hunter2\\'",
        "'password' = 'hunter2'",
      })
  void areHidden(String options) throws Exception {
    String text =
        SensorJob.TEXT.replaceFirst(
            "(?s)WITH \\('connector' = 'filesystem'.*?'csv.null-literal' = ''\\)",
            Matcher.quoteReplacement("WITH (" + options + ")"));
    CommandRun run = CommandRun.of("validate", new SensorJob(folder).withText(text).file());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isNotBlank().doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flink: {security.ssl.internal.key-password: hunter2, parallelism.default: hunter2}",
        "tables: CREATE TABLE a (b INT) WITH ('password' = 'hunter2')",
        "tables: [CREATE TABLE a (b INT) WITH ('password' = 'hunter2'), {a: b}]",
        "learning: {window: WITH ('password' = 'hunter2')}",
      })
  void areHiddenWhereTheyDoNotBelong(String section) throws Exception {
    CommandRun run = CommandRun.of("validate", new SensorJob(folder).withText(section).file());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isNotBlank().doesNotContain("hunter2");
  }
}
