/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.jobs.configuration.BankText;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.OutputOptions;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.TableConfigOptions;

/**
 * Reads the output tables of a run that has ended, by the statements of its job file: whatever
 * connector and format they have, if Flink can read it to an end. Rows come sorted by sensor or
 * group and time, since the files of a table are in no order.
 */
public final class ResultReader {

  private static final String ALL_SENSORS = "all";
  private static final double NANOS_PER_SECOND = 1e9;

  private final TableEnvironment tables;
  private final JobConfiguration job;
  private final Problems problems;
  private final TableLookup lookup;

  /** Declares the tables; adds a problem for each statement that fails. */
  public ResultReader(JobConfiguration job, Problems problems) {
    Configuration configuration = job.flink();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    // It is the state of another job.
    configuration.removeConfig(StateRecoveryOptions.SAVEPOINT_PATH);
    if (!configuration.contains(TableConfigOptions.LOCAL_TIME_ZONE)) {
      configuration.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    }
    // By hints the cells that were NULL are told.
    configuration.set(TableConfigOptions.TABLE_DYNAMIC_TABLE_OPTIONS_ENABLED, true);
    this.job = job;
    this.problems = problems;
    this.tables =
        TableEnvironment.create(
            RuntimeModeChoice.settings(configuration, RuntimeExecutionMode.BATCH));
    this.lookup = new TableLookup(tables, job.file(), problems);
    TableStatements.run(tables, job.tables(), problems);
  }

  /** The folder of the denoised samples, if it is one of this machine. */
  public Optional<Path> denoisedFolder() {
    return DeclaredTable.path(tables, job.output().denoised());
  }

  /**
   * The filters that groups without an update have, as far as the tables still tell: where a run
   * has learned, they may be of that run itself.
   */
  public Map<String, InitialFilter> initialFilters() {
    if (job.pipeline().learning()) {
      return Map.of();
    }
    return new InitialUpdates(tables, job, problems).read().orElse(Map.of());
  }

  /** Whether the denoised samples have standard errors. */
  public boolean hasStandardErrors() {
    return columns(job.output().denoised()).contains("standard_error");
  }

  /** Reads the denoised samples; adds a problem if that cannot be done. */
  public void denoised(Consumer<DenoisedSample> samples) {
    String table = job.output().denoised();
    if (lookup.table(OutputOptions.DENOISED, table).isEmpty()) {
      return;
    }
    if (DeclaredTable.path(tables, table).filter(path -> !Files.exists(path)).isPresent()) {
      lookup.reject(
          OutputOptions.DENOISED,
          "names table '%s', but there is nothing at its 'path' yet; run the job first"
              .formatted(table));
      return;
    }
    if (DeclaredTable.arrayColumn(tables, table).isPresent()) {
      lookup.reject(
          OutputOptions.DENOISED,
          ("names table '%s', which has blocks, and no report can be made of these; declare it for"
                  + " rows and run the job again, or let 'gaussflow run' make the report")
              .formatted(table));
      return;
    }
    List<String> columns = columns(table);
    for (String needed : List.of("sensor", "value", "denoised")) {
      if (!columns.contains(needed)) {
        missing(OutputOptions.DENOISED, table, "column '%s'".formatted(needed));
        return;
      }
    }
    if (!columns.contains("time_ns") && !columns.contains("time")) {
      missing(OutputOptions.DENOISED, table, "column 'time' or 'time_ns'");
      return;
    }
    ResultQuery query =
        new ResultQuery(tables, table, columns)
            .text("sensor")
            .text("group")
            .time("time", "time_ns")
            .number("value")
            .number("reference")
            .number("denoised")
            .number("standard_error")
            .whole("version")
            .flag("outlier")
            .flag("estimated");
    read(
        OutputOptions.DENOISED,
        query.sortedBy(1, 3),
        row -> {
          String sensor = row.text(0).orElse("");
          samples.accept(
              new DenoisedSample(
                  sensor,
                  row.text(1).orElse(groupOf(sensor)),
                  row.time(2),
                  row.number(3),
                  row.number(4),
                  row.number(5),
                  row.number(6),
                  row.whole(7).orElse(0L),
                  row.flag(8).orElse(false),
                  row.flag(9).orElse(Double.isNaN(row.number(3)))));
        });
  }

  private String groupOf(String sensor) {
    return switch (job.pipeline().scope()) {
      case SENSOR -> sensor;
      case ALL -> ALL_SENSORS;
      case GROUP -> "";
    };
  }

  /** Reads the updates, if a table has them; adds a problem if that cannot be done. */
  public void updates(Consumer<ParameterUpdate> updates) {
    Optional<String> named = job.output().updates().filter(table -> job.pipeline().learning());
    if (named.isEmpty() || isNotThere(OutputOptions.UPDATES, named.get())) {
      return;
    }
    String table = named.get();
    List<String> columns = columns(table);
    boolean samples = hasBoth(columns, "samples");
    if (!samples && !hasBoth(columns, "seconds")) {
      missing(
          OutputOptions.UPDATES,
          table,
          "columns 'mean_samples' and 'standard_deviation_samples', or both in seconds");
      return;
    }
    if (!columns.contains("valid_from_ns") && !columns.contains("valid_from")) {
      missing(OutputOptions.UPDATES, table, "column 'valid_from' or 'valid_from_ns'");
      return;
    }
    if (!columns.contains("group") && job.pipeline().scope() != Scope.ALL) {
      missing(OutputOptions.UPDATES, table, "column 'group'");
      return;
    }
    String unit = samples ? "_samples" : "_seconds";
    Optional<Duration> given = job.pipeline().period();
    if (given.isEmpty() && !columns.contains("period_seconds")) {
      missing(
          OutputOptions.UPDATES, table, "column 'period_seconds', as 'filter.period' is not given");
      return;
    }
    ResultQuery query =
        new ResultQuery(tables, table, columns)
            .text("group")
            .time("valid_from", "valid_from_ns")
            .whole("version")
            .number("mean" + unit)
            .number("standard_deviation" + unit)
            .text("bank")
            .number("cost")
            .text("noise")
            .number("noise_variance")
            .number("noise_correlation")
            .text("notice")
            .whole("count")
            .whole("sensors")
            .flag("learned")
            .number("lag_samples")
            .number("period_seconds");
    read(
        OutputOptions.UPDATES,
        query.sortedBy(1, 2),
        row -> {
          long period =
              given
                  .map(Duration::toNanos)
                  .orElseGet(() -> Math.round(row.number(15) * NANOS_PER_SECOND));
          double size = samples ? 1 : period / NANOS_PER_SECOND;
          double mean = row.number(3) / size;
          double deviation = row.number(4) / size;
          updates.accept(
              new ParameterUpdate(
                  row.text(0).orElse(ALL_SENSORS),
                  row.whole(2).orElse(0L),
                  row.time(1),
                  mean,
                  deviation,
                  row.text(5)
                      .flatMap(BankText::parse)
                      .orElseGet(() -> GaussianBank.of(new GaussianParameters(mean, deviation))),
                  row.number(6),
                  Double.NaN,
                  Double.NaN,
                  row.text(7).map(ResultReader::noise).orElse(NoiseKind.WHITE),
                  List.of(),
                  row.number(8),
                  row.number(9),
                  row.text(10).orElse(""),
                  row.whole(11).orElse(0L),
                  row.whole(12).orElse(0L).intValue(),
                  row.flag(13).orElse(true),
                  row.number(14),
                  period,
                  Long.MIN_VALUE));
        });
  }

  private static NoiseKind noise(String text) {
    return NoiseKind.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static boolean hasBoth(List<String> columns, String unit) {
    return columns.containsAll(List.of("mean_" + unit, "standard_deviation_" + unit));
  }

  /**
   * How many rejected samples of one kind a sensor has.
   *
   * @param sensor the sensor, null for none
   * @param kind the key of the table for their kind; empty if the table does not tell
   * @param count the samples
   */
  public record Rejected(String sensor, Optional<ConfigOption<String>> kind, long count) {}

  /** Counts the rejected samples of all tables that have them; adds a problem if that fails. */
  public void rejected(Consumer<Rejected> counts) {
    Map<String, List<ConfigOption<String>>> kinds = RejectedTables.of(job.output());
    kinds.forEach(
        (table, options) -> {
          if (isNotThere(options.get(0), table)) {
            return;
          }
          ResultQuery query =
              new ResultQuery(tables, table, columns(table)).text("sensor").text("reason");
          read(
              options.get(0),
              query.counted(),
              row ->
                  counts.accept(
                      new Rejected(
                          row.text(0).orElse(null),
                          RejectedTables.kind(options, row.text(1)),
                          row.whole(2).orElse(0L))));
        });
  }

  /** Whether a table of rejected samples of a kind is named that tells them from others. */
  public boolean tells(ConfigOption<String> kind) {
    return RejectedTables.of(job.output()).entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().contains(kind)
                    && (entry.getValue().size() == 1
                        || columns(entry.getKey()).contains("reason")));
  }

  /** A table that never got a row may have no folder. */
  private boolean isNotThere(ConfigOption<?> key, String table) {
    return lookup.table(key, table).isEmpty()
        || DeclaredTable.path(tables, table).filter(path -> !Files.exists(path)).isPresent();
  }

  private List<String> columns(String table) {
    return tables.from(table).getResolvedSchema().getColumnNames();
  }

  private void missing(ConfigOption<?> key, String table, String what) {
    lookup.reject(
        key,
        ("names table '%s' without %s, and without it no report can be made of the table; declare it"
                + " and run the job again, or let 'gaussflow run' make the report")
            .formatted(table, what));
  }

  private void read(ConfigOption<?> key, String sql, Consumer<ResultQuery.Cells> cells) {
    if (!problems.isEmpty()) {
      return;
    }
    try {
      ResultQuery.read(tables, sql, cells);
    } catch (RuntimeException e) {
      lookup.reject(
          key,
          ("names a table that cannot be read back: %s; a report can be made of tables that Flink can"
                  + " read to an end, such as files, else 'gaussflow run' makes it")
              .formatted(Cause.of(e)));
    }
  }
}
