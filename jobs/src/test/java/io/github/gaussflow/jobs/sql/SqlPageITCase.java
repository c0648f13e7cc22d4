/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static org.apache.flink.table.api.Expressions.$;
import static org.apache.flink.table.api.Expressions.descriptor;
import static org.apache.flink.table.api.Expressions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import io.github.gaussflow.jobs.configuration.FilterOptions;
import io.github.gaussflow.jobs.configuration.LearningOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide's page on SQL shows works, and says what the function says. */
class SqlPageITCase {

  private static final int ROWS = 300;

  /** All but Flink's rowtime, which depends on the steps of the watermark. */
  private static final String COLUMNS =
      "room, sensor, `time`, `value`, reference, denoised, standard_error, version, reason";

  private static final Path JAR = ReadmeJobFile.ROOT.resolve("jobs/target/gaussflow-jobs.jar");

  @TempDir Path folder;

  private static String page() throws Exception {
    return Files.readString(ReadmeJobFile.ROOT.resolve("src/site/markdown/sql.md"));
  }

  private static List<String> blocks(String language) throws Exception {
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page());
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  private void writeReadings() throws Exception {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < ROWS; n++) {
      for (String sensor : List.of("a", "b")) {
        Instant time = Instant.ofEpochSecond(1_700_000_000 + 10L * n);
        double celsius = 20 + Math.sin(n / 20.0) + 0.3 * random.nextGaussian();
        String text = time.toString().replace('T', ' ');
        lines.add("kitchen,%s,%s,%s".formatted(sensor, celsius, text));
      }
    }
    Files.write(folder.resolve("readings"), lines);
  }

  @Test
  void everyBlockRuns() throws Exception {
    writeReadings();
    SqlScript script = new SqlScript();
    int queries = 0;
    for (String block : blocks("sql")) {
      String text =
          block
              .replace("/data/", folder + "/")
              .replace("/path/to/gaussflow-jobs.jar", JAR.toString());
      String statement = SqlScript.statements(text).get(0);
      if (statement.startsWith("SELECT")) {
        List<String> rows = script.rows(statement);
        assertThat(rows).as(statement).hasSize(2 * ROWS);
        assertThat(rows.get(2 * ROWS - 1)).doesNotContain("null");
        queries++;
      } else {
        script.run(text);
      }
    }
    assertThat(queries).isEqualTo(2);
    assertThat(
            script.rows(
                """
                SELECT * FROM GAUSSIAN_DENOISE_OF_JAR(
                  input => TABLE readings PARTITION BY sensor, on_time => DESCRIPTOR(ts),
                  `value` => DESCRIPTOR(celsius), `period` => '10 s')"""))
        .as("the function of the jar")
        .hasSize(2 * ROWS);
    assertTableApi(script);
  }

  private static void assertTableApi(SqlScript script) throws Exception {
    TableEnvironment tables = script.tables();
    // The page shows these lines.
    Table denoised =
        tables
            .from("readings")
            .partitionBy($("room"))
            .process(
                GaussianDenoise.class,
                descriptor("sensor").asArgument("sensor"),
                descriptor("celsius").asArgument("value"),
                lit("10 s").asArgument("period"),
                descriptor("ts").asArgument("on_time"),
                lit("denoise_rooms").asArgument("uid"));
    tables.createTemporaryView("of_the_table_api", denoised);
    assertThat(script.rows("SELECT " + COLUMNS + " FROM of_the_table_api"))
        .hasSize(2 * ROWS)
        .isEqualTo(
            script.rows(
                """
                SELECT %s FROM GAUSSIAN_DENOISE(
                  input => TABLE readings PARTITION BY room, on_time => DESCRIPTOR(ts),
                  sensor => DESCRIPTOR(sensor), `value` => DESCRIPTOR(celsius),
                  `period` => '10 s')"""
                    .formatted(COLUMNS)));
    String source =
        Files.readString(
            ReadmeJobFile.ROOT.resolve(
                "jobs/src/test/java/io/github/gaussflow/jobs/sql/SqlPageITCase.java"));
    assertThat(source.replaceAll("\\s+", " "))
        .contains(blocks("java").get(0).replaceAll("\\s+", " "));
  }

  @Test
  void namesEveryArgumentAndItsDefault() throws Exception {
    List<String> names = new ArrayList<>();
    String page = page();
    String table = page.substring(page.indexOf("## Arguments"), page.indexOf("## Columns"));
    Matcher row = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*?) ?\\|").matcher(table);
    List<String> defaults = new ArrayList<>();
    while (row.find()) {
      names.add(row.group(1));
      defaults.add(row.group(1) + "=" + row.group(2).strip());
    }
    List<String> signature = new ArrayList<>();
    for (DenoiseArguments.Argument argument : DenoiseArguments.Argument.values()) {
      signature.add(argument.text());
    }
    assertThat(names.subList(0, signature.size())).isEqualTo(signature);
    assertThat(defaults)
        .contains(
            "lookahead=" + FilterOptions.LOOKAHEAD.defaultValue(),
            "lookback=" + FilterOptions.LOOKBACK.defaultValue(),
            "kernels=" + FilterOptions.KERNELS.defaultValue(),
            "window=" + LearningOptions.WINDOW.defaultValue(),
            "objective="
                + LearningOptions.OBJECTIVE.defaultValue().name().toLowerCase(Locale.ROOT));
  }
}
