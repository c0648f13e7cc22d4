/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What the command's log makes of passwords. */
class LogLayoutTest {

  private static String logged(String message, Throwable thrown) throws IOException {
    Properties properties = new Properties();
    try (Reader file =
        Files.newBufferedReader(ReadmeJobFile.ROOT.resolve("conf/log4j2.properties"))) {
      properties.load(file);
    }
    return PatternLayout.newBuilder()
        .setPattern(properties.getProperty("appender.file.layout.pattern"))
        .build()
        .toSerializable(
            Log4jLogEvent.newBuilder()
                .setLevel(Level.INFO)
                .setLoggerName("a.b.C")
                .setMessage(new SimpleMessage(message))
                .setThrown(thrown)
                .build());
  }

  @Test
  void passwordsAreHiddenAndTheRestIsNot() throws IOException {
    assertThat(logged("jdbc:a://b?user=u&password=hunter2&c=d", null))
        .endsWith("] jdbc:a://b?user=u&password=******&c=d" + System.lineSeparator())
        .contains(" INFO ");
    assertThat(logged("clientSecret=\"hunter2\" 'Password' = 'hunter2', t", null))
        .contains("clientSecret=\"******\" 'Password' = '******', t");
    assertThat(logged("it failed", new IllegalStateException("bad url ?token=hunter2")))
        .contains("it failed")
        .contains("java.lang.IllegalStateException: bad url ?token=******")
        .contains("at " + LogLayoutTest.class.getName());
    assertThat(logged("ssl.key.password = null, sasl.jaas.config = [hidden]", null))
        .contains("ssl.key.password = null, sasl.jaas.config = [hidden]");
  }
}
