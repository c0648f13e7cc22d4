/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.junit.jupiter.api.Test;

class TableUidsTest {

  private static final String OURS = "p-samples-<type>-<transformation> ALWAYS";
  private static final String FLINKS = "<id>_<transformation> PLAN_ONLY";

  private static TableEnvironment tables(EnvironmentSettings.Builder settings) {
    TableEnvironment tables = TableEnvironment.create(settings.build());
    tables.executeSql(
        "CREATE TABLE a (s STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '1')");
    return tables;
  }

  private static String during(TableEnvironment tables, String query) {
    TableUids uids = new TableUids(tables, "p");
    String explanation = tables.sqlQuery(query).explain();
    return uids.during("samples", explanation, () -> settings(tables));
  }

  private static String settings(TableEnvironment tables) {
    return tables.getConfig().get(ExecutionConfigOptions.TABLE_EXEC_UID_FORMAT)
        + " "
        + tables.getConfig().get(ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION);
  }

  @Test
  void areFixedInAStream() {
    TableEnvironment tables = tables(EnvironmentSettings.newInstance().inStreamingMode());
    assertThat(during(tables, "SELECT UPPER(s) FROM a")).isEqualTo(OURS);
    assertThat(settings(tables)).as("afterwards").endsWith("PLAN_ONLY");
  }

  @Test
  void areFlinksWhereTheyWouldNotBeUnique() {
    TableEnvironment tables = tables(EnvironmentSettings.newInstance().inStreamingMode());
    tables.executeSql("CREATE TABLE b WITH ('number-of-rows' = '2') LIKE a");
    assertThat(during(tables, "SELECT s FROM a UNION ALL SELECT s FROM b")).isEqualTo(FLINKS);
    assertThat(during(tables, "SELECT LOWER(s) FROM a UNION ALL SELECT UPPER(s) FROM a"))
        .isEqualTo(FLINKS);
  }

  @Test
  void areFlinksInBatchModeAndWhereTheJobFileSaysSo() {
    assertThat(during(tables(EnvironmentSettings.newInstance().inBatchMode()), "SELECT s FROM a"))
        .isEqualTo(FLINKS);
    TableEnvironment told = tables(EnvironmentSettings.newInstance().inStreamingMode());
    told.getConfig().set("table.exec.uid.format", "x-<id>");
    assertThat(during(told, "SELECT s FROM a")).isEqualTo("x-<id> PLAN_ONLY");
  }
}
