/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.ExecutionConfigOptions.UidGeneration;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated sensors in jobs. */
@SuppressWarnings("try") // closing a result may be interrupted, which ends the test as it should
class SimulatorSourceITCase {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "sensors", "3",
          "signal", "ecg",
          "noise", "correlated",
          "disorder", "80 ms",
          "late.share", "0.02",
          "late.delay", "300 ms",
          "gap.every", "2 s",
          "gap.length", "200 ms",
          "start-time", "1970-01-01 00:00:00");

  @TempDir Path folder;

  private static String table(Map<String, String> options) {
    StringBuilder with = new StringBuilder("'connector' = 'gaussflow-simulator'");
    options.forEach((key, value) -> with.append(", '%s' = '%s'".formatted(key, value)));
    return "CREATE TABLE simulated (reference DOUBLE, sensor STRING, `value` DOUBLE, `time` BIGINT)"
        + " WITH (%s, 'column.time-unit' = 'ms')".formatted(with);
  }

  private static DataStream<Row> rows(StreamExecutionEnvironment environment, String table) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.executeSql(table);
    return tables.toDataStream(tables.from("simulated"));
  }

  /** What the sensors give without Flink, by sensor, at most so many rows each. */
  private static Map<String, List<Row>> expected(Map<String, String> options, int most) {
    Simulation simulation = new SimulationReader(new OptionReader(options)).read().orElseThrow();
    Map<String, List<Row>> expected = new HashMap<>();
    for (int number = 0; number < simulation.sensors(); number++) {
      SimulatedSensor sensor =
          new SimulatedSensor(simulation, new SensorSplit(number, 0, Optional.empty()));
      for (SimulatedSample sample : Simulations.samples(sensor, most)) {
        add(
            expected,
            Row.of(
                sample.reference(),
                Simulation.name(number),
                sample.value(),
                sample.time() / 1_000_000));
      }
    }
    return expected;
  }

  @ParameterizedTest
  @CsvSource({"1, STREAMING", "2, STREAMING", "5, STREAMING", "2, BATCH"})
  void givesTheSameRowsAtAnyParallelism(int parallelism, RuntimeExecutionMode mode)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().withConfiguration(configuration).build());
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("number-of-rows", "3000");
    tables.executeSql(table(options));
    Map<String, List<Row>> rows = new HashMap<>();
    try (CloseableIterator<Row> all = tables.executeSql("SELECT * FROM simulated").collect()) {
      all.forEachRemaining(row -> add(rows, row));
    }
    Map<String, List<Row>> expected = expected(options, 3_000);
    assertThat(expected.values()).allMatch(of -> of.size() == 1_000);
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void goesOnFromASavepointAtAnotherParallelism() throws Exception {
    Map<String, List<Row>> rows = new HashMap<>();
    String savepoint = run(2, Optional.empty(), rows, 600);
    int before = rows.values().stream().mapToInt(List::size).sum();
    assertThat(before).isGreaterThanOrEqualTo(600);
    run(1, Optional.of(savepoint), rows, 600);
    assertThat(rows).hasSize(3);
    rows.forEach(
        (sensor, of) ->
            assertThat(of).as(sensor).isEqualTo(expected(OPTIONS, of.size()).get(sensor)));
    assertThat(rows.values().stream().mapToInt(List::size).sum())
        .isGreaterThanOrEqualTo(before + 600);
  }

  /** Adds some rows of a run without an end and stops it with a savepoint. */
  private String run(
      int parallelism, Optional<String> savepoint, Map<String, List<Row>> rows, int least)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, folder.toUri().toString());
    configuration.set(ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION, UidGeneration.ALWAYS);
    configuration.set(ExecutionConfigOptions.TABLE_EXEC_UID_FORMAT, "<type>_<transformation>");
    // That of the sink which collects, whose identifier Flink makes up.
    configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    savepoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
      Map<String, String> options = new HashMap<>(OPTIONS);
      options.put("rows-per-second", "3000");
      try (CloseableIterator<Row> all = rows(environment, table(options)).collectAsync()) {
        JobClient job = environment.executeAsync();
        for (int i = 0; i < least; i++) {
          add(rows, all.next());
        }
        CompletableFuture<String> stopped =
            job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL);
        all.forEachRemaining(row -> add(rows, row));
        return stopped.get();
      }
    }
  }

  private static void add(Map<String, List<Row>> rows, Row row) {
    rows.computeIfAbsent((String) row.getField(1), sensor -> new ArrayList<>()).add(row);
  }

  @Test
  void theGuidesQueryGivesWhatTheGuideSays() throws Exception {
    String page = SimulatorPageTest.page();
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
    List<String> statements = new ArrayList<>();
    String[] parts = page.split("```sql\n");
    for (int i = 1; i < parts.length; i++) {
      statements.addAll(List.of(parts[i].substring(0, parts[i].indexOf("```")).split(";\\s*")));
    }
    int queries = 0;
    for (String statement : statements) {
      try (CloseableIterator<Row> result = tables.executeSql(statement).collect()) {
        if (statement.startsWith("SELECT")) {
          queries++;
          List<String> last = new ArrayList<>();
          result.forEachRemaining(row -> last.add(line(row)));
          assertThat(page.lines()).contains(last.get(last.size() - 1));
        }
      }
    }
    assertThat(queries).isPositive();
  }

  private static String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getArity(); i++) {
      cells.add(String.valueOf(row.getField(i)));
    }
    return String.join("  ", cells);
  }
}
