/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandITCase {

  private static final String FULL_TABLES =
      SensorJob.TEXT
          .replace(
              "CREATE TABLE clean (sensor STRING, time_ns BIGINT, denoised DOUBLE, version INT)",
              "CREATE TABLE clean (sensor STRING, time_ns BIGINT, `value` DOUBLE, reference DOUBLE,"
                  + " denoised DOUBLE, standard_error DOUBLE, version INT)")
          .replace(
              "samples:\n  table: measured",
              """
                - |
                  CREATE TABLE learned (`group` STRING, valid_from_ns BIGINT, version BIGINT, mean_samples DOUBLE,
                    standard_deviation_samples DOUBLE, cost DOUBLE, noise_variance DOUBLE, bank STRING, learned BOOLEAN)
                  WITH ('connector' = 'filesystem', 'path' = '${job.directory}/learned', 'format' = 'json')
              samples:
                table: measured""")
          .replace("denoised: clean", "denoised: clean\n  updates: learned");

  @TempDir Path folder;

  private static List<String> rows() {
    List<String> rows = new ArrayList<>(SensorJob.rows());
    rows.add("a,20000,7.5,");
    rows.add("b,15,not a number,");
    rows.add(",15,1,");
    rows.add("c,,1,");
    return rows;
  }

  private static JsonNode data(Path page) throws IOException {
    String html = Files.readString(page);
    String opening = "<script id=\"data\" type=\"application/json\">";
    int from = html.indexOf(opening) + opening.length();
    return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  private static void check(CommandRun run) {
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Test
  void runAndReportMakeTheSamePage() throws IOException {
    String text =
        FULL_TABLES.replace("parallelism.default: 1", "parallelism.default: 2")
            + "report:\n  html: pages/the report.html\n  label: speed in m/s\n";
    SensorJob job = new SensorJob(folder).withText(text).withRows(rows());
    CommandRun run = CommandRun.of("run", job.file());
    check(run);
    Path page = folder.resolve("pages/the report.html");
    assertThat(run.out()).contains("wrote report: " + page);
    String made = Files.readString(page);
    JsonNode data = data(page);
    assertThat(data.get("name").asText()).isEqualTo("test");
    assertThat(data.get("label").asText()).isEqualTo("speed in m/s");
    assertThat(data.get("signals").findValuesAsText("count")).containsOnly("600");
    assertThat(data.get("groups")).hasSize(3);
    assertThat(data.get("groups").get(0).get("mean")).hasSize(10);
    assertThat(data.get("total").toString())
        .isEqualTo(
            "{\"in\":1804,\"out\":1800,\"late\":0,\"invalid\":3,\"duplicates\":1,\"lost\":0}");
    assertThat(data.get("notes")).isEmpty();

    Path again = folder.resolve("again.html");
    CommandRun report = CommandRun.of("report", job.file(), "--output", again);
    check(report);
    assertThat(report.out()).contains("wrote report: " + again);
    assertThat(table(report)).isEqualTo(table(run));
    assertThat(Files.readString(again)).isEqualTo(made);
    Path host = Path.of("/etc/hostname");
    String name = Files.exists(host) ? Files.readString(host).strip() : "no such name";
    assertThat(made)
        .doesNotContain(folder.toString())
        .doesNotContain(Objects.requireNonNull(folder.getFileName()).toString())
        .doesNotContain("filesystem")
        .doesNotContain(name);
  }

  private static List<String> table(CommandRun run) {
    return run.out().lines().takeWhile(line -> !line.startsWith("wrote")).toList();
  }

  @Test
  void saysWhatTheTablesDoNotTell() throws IOException {
    String text =
        SensorJob.TEXT
            .replace("denoised DOUBLE, version INT", "`value` DOUBLE, denoised DOUBLE")
            .replace(
                "CREATE TABLE bad (sensor STRING, time_ns BIGINT, `value` STRING, reason STRING)",
                "CREATE TABLE bad (sensor STRING)");
    SensorJob job = new SensorJob(folder).withText(text).withRows(rows());
    check(CommandRun.of("run", job.file()));
    // Beside the folder of the table, called after the job.
    Path page = folder.resolve("test-report.html");
    JsonNode ofRun = data(page);
    assertThat(ofRun.get("notes")).isEmpty();
    assertThat(ofRun.get("groups")).hasSize(3);
    assertThat(ofRun.get("signals").get(0).has("error")).isTrue();

    check(CommandRun.of("report", job.file()));
    JsonNode ofTables = data(page);
    List<String> notes = new ArrayList<>();
    ofTables.get("notes").forEach(note -> notes.add(note.asText()));
    assertThat(notes)
        .anyMatch(note -> note.contains("no column standard_error"))
        .anyMatch(note -> note.contains("output.updates"))
        .anyMatch(note -> note.contains("4 rejected samples are counted as lost"));
    assertThat(ofTables.get("signals").get(0).has("error")).isFalse();
    assertThat(ofTables.get("signals").get(0).get("raw"))
        .isEqualTo(ofRun.get("signals").get(0).get("raw"));
    assertThat(ofTables.get("signals").get(0).get("residual").get("text").asText())
        .contains("are not known");
    assertThat(ofTables.get("total").get("in").asLong()).isEqualTo(1_804);
  }

  @Test
  void readsTimesThatAreTimestamps() throws IOException {
    String text =
        FULL_TABLES
            .replace("time_ns BIGINT, `value` DOUBLE", "`time` TIMESTAMP(6), `value` DOUBLE")
            .replace("valid_from_ns BIGINT", "valid_from TIMESTAMP_LTZ(6)");
    SensorJob job = new SensorJob(folder).withText(text).withRows(SensorJob.rows());
    check(CommandRun.of("run", job.file()));
    Path page = folder.resolve("test-report.html");
    String made = Files.readString(page);
    check(CommandRun.of("report", job.file()));
    assertThat(Files.readString(page)).isEqualTo(made);

    // The same rows a second time, as a run without overwriting leaves them.
    Path clean = folder.resolve("clean");
    List<String> lines = job.lines("clean");
    Files.write(clean.resolve("part-of-another-run"), lines);
    check(CommandRun.of("report", job.file()));
    JsonNode data = data(page);
    assertThat(data.get("notes").get(0).asText()).startsWith("1,800 samples are not drawn");
    assertThat(data.get("signals").findValuesAsText("count")).containsOnly("600");
  }

  @Test
  void saysWhyATableCannotBeRead() throws IOException {
    SensorJob job = new SensorJob(folder).withText(FULL_TABLES).withRows(List.of());
    CommandRun early = CommandRun.of("report", job.file());
    assertThat(early.status()).isEqualTo(2);
    assertThat(early.err())
        .contains("key 'output.denoised' names table 'clean'")
        .contains("run the job first");

    job.withText(SensorJob.TEXT);
    Files.createDirectories(folder.resolve("clean"));
    CommandRun bare = CommandRun.of("report", job.file());
    assertThat(bare.status()).isEqualTo(2);
    assertThat(bare.err()).contains("names table 'clean' without column 'value'");

    job.withText(
            FULL_TABLES
                .replace(
                    "WITH ('connector' = 'filesystem', 'path' = '${job.directory}/clean', 'format' = 'csv')",
                    "WITH ('connector' = 'blackhole')")
                .replace("  overwrite: true\n", ""))
        .withRows(SensorJob.rows());
    check(CommandRun.of("run", job.file()));
    assertThat(data(folder.resolve("test-report.html")).get("signals")).hasSize(3);
    CommandRun sink = CommandRun.of("report", job.file());
    assertThat(sink.status()).isEqualTo(2);
    assertThat(sink.err())
        .contains("key 'output.denoised' names a table that cannot be read back")
        .contains("'gaussflow run' makes it");
  }

  @Test
  void refusesAPlaceForThePageBeforeTheRun() throws IOException {
    Files.createDirectories(folder.resolve("measured"));
    for (String place : List.of("measured", "job.yaml/report.html")) {
      SensorJob job =
          new SensorJob(folder)
              .withText(SensorJob.TEXT + "report:\n  html: " + place + "\n")
              .withRows(SensorJob.rows());
      CommandRun run = CommandRun.of("run", job.file());
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("key 'report.html' must be");
    }
  }

  @Test
  void writesNoPageWhereNoneIsWanted() throws IOException {
    SensorJob job =
        new SensorJob(folder)
            .withText(SensorJob.TEXT + "report:\n  enabled: false\n")
            .withRows(SensorJob.rows());
    CommandRun run = CommandRun.of("run", job.file());
    check(run);
    assertThat(run.out()).doesNotContain("wrote report");
    assertThat(folder.resolve("test-report.html")).doesNotExist();
  }
}
