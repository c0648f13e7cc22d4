/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import javax.security.auth.login.LoginException;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void namesTheColumnOfACellThatCannotBeRead() {
    Exception cell = new DateTimeParseException("Text '' could not be parsed at index 0", "", 0);
    Exception field = new RuntimeException("Fail to deserialize at field: t.", cell);
    assertThat(Cause.of(new IllegalStateException("the task failed", field)))
        .isEqualTo(
            "a cell of column 't' cannot be read: Text '' could not be parsed at index 0; mend the"
                + " file, or let such cells be NULL with 'csv.ignore-parse-errors' = 'true' in the"
                + " table (or that of its format)");
  }

  @Test
  void isTheInnermostMessageElse() {
    Exception inner = new IllegalArgumentException("no such  table");
    assertThat(Cause.of(new RuntimeException("planning failed", inner))).isEqualTo("no such table");
    assertThat(Cause.of(new ArithmeticException())).isEqualTo("ArithmeticException");
    assertThat(Cause.of(new ClassNotFoundException(LocalDate.class.getName())))
        .isEqualTo("ClassNotFoundException: java.time.LocalDate");
  }

  @Test
  void saysWhichJarAConnectorOrFormatIsIn() {
    String text =
        "Could not find any factory for identifier '%s' that implements"
            + " 'org.apache.flink.table.factories.%s' in the classpath.\n\nAvailable factory"
            + " identifiers are:\n\nblackhole\nfilesystem\nkafka";
    assertThat(Cause.of(new ValidationException(text.formatted("jdbc", "DynamicTableFactory"))))
        .isEqualTo(
            "there is no connector 'jdbc' on the class path; put the jar of it, flink-connector-jdbc and"
                + " the driver of the database, into the folder lib, of Flink on a cluster; there are"
                + " blackhole, filesystem, kafka");
    assertThat(Cause.of(new ValidationException(text.formatted("kafak", "DynamicTableFactory"))))
        .startsWith(
            "there is no connector 'kafak' on the class path; did you mean 'kafka'? Else put its jar into"
                + " the folder lib,");
    assertThat(
            Cause.of(
                new ValidationException(text.formatted("orc", "DeserializationFormatFactory"))))
        .startsWith(
            "there is no format 'orc' on the class path; put the jar of it, flink-sql-orc,");
  }

  @Test
  void namesTheRecordThatCannotBeRead() {
    Exception cell = new NumberFormatException("For input string: \"x\"");
    Exception field = new RuntimeException("Fail to deserialize at field: v.", cell);
    assertThat(Cause.of(new IOException("Failed to deserialize CSV row 'a,x'.", field)))
        .startsWith("the csv record 'a,x' cannot be read: For input string: \"x\" (column 'v');");
    String json = "x".repeat(300);
    assertThat(Cause.of(new IOException("Failed to deserialize JSON '" + json + "'.", cell)))
        .startsWith(
            "the json record '" + json.substring(0, 200) + "...' cannot be read: For input");
    assertThat(Cause.of(new IOException("Failed to deserialize Avro record.", new EOFException())))
        .isEqualTo(
            "an avro record cannot be read: EOFException; its schema must be that of the table");
  }

  @Test
  void saysWhereFlinksConnectorHasTheLoginModule() {
    assertThat(
            Cause.of(
                new LoginException(
                    "No LoginModule found for org.apache.kafka.common.security.plain.PlainLoginModule")))
        .endsWith(
            "; in Flink's connector for SQL its name is"
                + " org.apache.flink.kafka.shaded.org.apache.kafka.common.security.plain.PlainLoginModule");
  }
}
