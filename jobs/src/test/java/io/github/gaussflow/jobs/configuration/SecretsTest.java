/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static Secrets of(String key, String... values) {
    List<Setting.Item> items =
        List.of(values).stream().map(value -> new Setting.Item(value, 1)).toList();
    return Secrets.of(List.of(new Setting(key, 1, true, items)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH ('password' = 'hunter2')",
        "WITH ('PassWord'='hunter2', 'topic' = 'a')",
        "WITH ('password'\n  =\n  'hunter2')",
        "WITH ('password' 'hunter2')",
        "WITH ('topic' = 'a', 'password' = 'hunter2",
        "WITH ('connection.password' = 'hunter2')",
        "WITH ('s3.secret-key' = 'hunter2')",
        "WITH ('avro-confluent.basic-auth.user-info' = 'hunter2')",
        "WITH ('properties.sasl.jaas.config' = 'a.b.Module required username=\"u\" password=\"hunter2\";')",
        "WITH ('properties.sasl.jaas.config' = 'a.b.Module required clientSecret=hunter2;')",
        "WITH ('url' = 'jdbc:mysql://host/db?user=u&password=hunter2&ssl=true')",
        "WITH ('uri' = 'mongodb://u:hunter2@host:27017')",
        "SELECT * FROM t /*+ OPTIONS('password' = 'hunter2') */",
      })
  void knowsThePasswordsOfStatements(String sql) {
    Secrets secrets = of("tables", "CREATE TABLE one (a INT)", sql);
    assertThat(secrets.hide("login with hunter2 failed: bad 'hunter2', user:hunter2@host"))
        .isEqualTo("login with ****** failed: bad '******', user:******@host");
    assertThat(secrets.hide("the topic 'a' of hunter23 is not known"))
        .as("what is no password")
        .isEqualTo("the topic 'a' of hunter23 is not known");
  }

  @Test
  void knowsAPasswordWithQuotesAndWhatAMessageMakesOfLineBreaks() {
    Secrets secrets = of("tables", "WITH ('password' = 'it''s\n  me')");
    assertThat(secrets.hide("[it's\n  me] [it''s\n  me] [it''s me]"))
        .isEqualTo("[******] [******] [******]");
  }

  @Test
  void knowsThePasswordsOfFlinksOptions() {
    assertThat(of("flink.s3.secret-key", "hunter2").hide("key is 'hunter2'"))
        .isEqualTo("key is '******'");
    assertThat(of("flink.parallelism.default", "2").hide("must be 2")).isEqualTo("must be 2");
  }

  @Test
  void hidesWhatAMessageItselfCallsAPassword() {
    assertThat(Secrets.none().hide("no driver for jdbc:a://h/d?user=u&password=hunter2&b=c"))
        .isEqualTo("no driver for jdbc:a://h/d?user=u&password=******&b=c");
    assertThat(Secrets.none().hide("options are 'password'='hunter2' 'topic'='a'"))
        .isEqualTo("options are 'password'='******' 'topic'='a'");
    assertThat(Secrets.none().hide("key 'password' is not known"))
        .isEqualTo("key 'password' is not known");
  }
}
