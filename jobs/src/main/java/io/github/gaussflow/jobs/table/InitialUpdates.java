/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.jobs.configuration.BankText;
import io.github.gaussflow.jobs.configuration.FilterOptions;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.InitialFilter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.table.api.TableEnvironment;

/**
 * The filters that groups start with: the last update of each group in a table that an earlier run
 * wrote. The last is that with the latest {@code valid_from_ns} or {@code valid_from}; of several
 * at the same time that with the highest {@code version}, else the one read last.
 *
 * <p>The filter is that of the column {@code bank}; without it the Gaussian of {@code mean_samples}
 * and {@code standard_deviation_samples}, else of {@code mean_seconds} and {@code
 * standard_deviation_seconds}. The column {@code noise_autocovariance} or else {@code
 * noise_variance}, if there is one, is for the standard error.
 */
public final class InitialUpdates {

  private static final String GROUP = "group";
  private static final String ALL_SENSORS = "all";
  private static final String BANK = "bank";
  private static final String NOISE_AUTOCOVARIANCE = "noise_autocovariance";
  private static final String NOISE_VARIANCE = "noise_variance";
  private static final String VERSION = "version";
  private static final String TIME_NS = "valid_from_ns";
  private static final String TIME = "valid_from";
  private static final String PERIOD_SECONDS = "period_seconds";
  private static final double NANOS_PER_SECOND = 1e9;

  private final TableEnvironment tables;
  private final JobConfiguration job;
  private final TableLookup lookup;

  /** Reads the table that a job file names, if it names one. */
  public InitialUpdates(TableEnvironment tables, JobConfiguration job, Problems problems) {
    this.tables = tables;
    this.job = job;
    this.lookup = new TableLookup(tables, job.file(), problems);
  }

  /** The last update of a group so far. */
  private record Last(UpdateFiles.Line line, long time, long version) {

    Last orLater(Last other) {
      boolean earlier = other.time < time || other.time == time && other.version < version;
      return earlier ? this : other;
    }
  }

  /**
   * The filters by group, none if the job file names no table; empty if the table cannot be used,
   * then a problem is added.
   */
  public Optional<Map<String, InitialFilter>> read() {
    Optional<String> table = job.pipeline().initialUpdates();
    if (table.isEmpty()) {
      return Optional.of(Map.of());
    }
    if (lookup.table(FilterOptions.INITIAL_UPDATES, table.get()).isEmpty()) {
      return Optional.empty();
    }
    try {
      UpdateFiles files = UpdateFiles.of(tables, table.get());
      List<String> columns = files.columns();
      Optional<SingleGaussian> single = single(table.get(), columns);
      Map<String, InitialFilter> filters = new HashMap<>();
      lastOf(table.get(), files)
          .forEach((group, last) -> filters.put(group, filter(last.line(), columns, single)));
      return Optional.of(filters);
    } catch (IOException e) {
      return reject("names table '%s', which cannot be read: %s".formatted(table.get(), e));
    } catch (IllegalArgumentException e) {
      return reject(e.getMessage());
    }
  }

  private Optional<Map<String, InitialFilter>> reject(String message) {
    lookup.reject(FilterOptions.INITIAL_UPDATES, message);
    return Optional.empty();
  }

  private Map<String, Last> lastOf(String table, UpdateFiles files) throws IOException {
    List<String> columns = files.columns();
    boolean all = job.pipeline().scope() == Scope.ALL;
    if (!all && !columns.contains(GROUP)) {
      throw new IllegalArgumentException(
          "names table '%s', which has no column '%s'; let updates be written with it"
              .formatted(table, GROUP));
    }
    if (!columns.contains(VERSION) && !columns.contains(TIME_NS) && !columns.contains(TIME)) {
      throw new IllegalArgumentException(
          ("names table '%s', which has none of the columns %s, %s and %s, so which update is the last"
                  + " cannot be told; let updates be written with one")
              .formatted(table, TIME_NS, TIME, VERSION));
    }
    Map<String, Last> last = new HashMap<>();
    files.read(
        line ->
            last.merge(
                columns.contains(GROUP) ? line.text(GROUP) : ALL_SENSORS,
                new Last(
                    line,
                    time(line, columns),
                    columns.contains(VERSION) ? whole(line, VERSION) : 0),
                Last::orLater));
    if (last.isEmpty()) {
      throw new IllegalArgumentException(
          "names table '%s', which holds no update; name one that a run which learned has written"
              .formatted(table));
    }
    if (all && !last.containsKey(ALL_SENSORS)) {
      throw new IllegalArgumentException(
          ("names table '%s' with the groups %s, but where 'learning.scope' is 'all' the only group is"
                  + " '%s'; choose the scope of the run that wrote it")
              .formatted(table, new TreeSet<>(last.keySet()), ALL_SENSORS));
    }
    return last;
  }

  private static long time(UpdateFiles.Line line, List<String> columns) {
    if (columns.contains(TIME_NS)) {
      return whole(line, TIME_NS);
    }
    if (!columns.contains(TIME)) {
      return 0;
    }
    try {
      LocalDateTime time =
          LocalDateTime.parse(line.text(TIME).replace(' ', 'T').replaceFirst("Z$", ""));
      long seconds = time.toEpochSecond(ZoneOffset.UTC);
      return Math.addExact(
          Math.multiplyExact(seconds, (long) NANOS_PER_SECOND), (long) time.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw line.wrong(TIME, "must be a time such as '2026-01-31 12:00:00.25'");
    }
  }

  private static long whole(UpdateFiles.Line line, String column) {
    try {
      return Long.parseLong(line.text(column));
    } catch (NumberFormatException e) {
      throw line.wrong(column, "must be a whole number");
    }
  }

  /** The columns of the single Gaussian, and whether they count seconds. */
  private record SingleGaussian(String mean, String deviation, boolean inSeconds) {}

  private Optional<SingleGaussian> single(String table, List<String> columns) {
    for (SingleGaussian each :
        List.of(
            new SingleGaussian("mean_samples", "standard_deviation_samples", false),
            new SingleGaussian("mean_seconds", "standard_deviation_seconds", true))) {
      if (columns.contains(each.mean()) && columns.contains(each.deviation())) {
        requirePeriod(table, columns, each);
        return Optional.of(each);
      }
    }
    if (columns.contains(BANK)) {
      return Optional.empty();
    }
    throw new IllegalArgumentException(
        ("names table '%s', which has neither the column bank nor mean_samples and"
                + " standard_deviation_samples, nor both in seconds; let updates be written with them")
            .formatted(table));
  }

  private void requirePeriod(String table, List<String> columns, SingleGaussian single) {
    if (single.inSeconds()
        && job.pipeline().period().isEmpty()
        && !columns.contains(PERIOD_SECONDS)
        && !columns.contains(BANK)) {
      throw new IllegalArgumentException(
          ("names table '%s', whose columns %s and %s count seconds; let updates be written with"
                  + " mean_samples and standard_deviation_samples or with %s, or give 'filter.period'")
              .formatted(table, single.mean(), single.deviation(), PERIOD_SECONDS));
    }
  }

  /** What the columns of a line count, in samples. */
  private double unit(SingleGaussian single, UpdateFiles.Line line, List<String> columns) {
    if (!single.inSeconds()) {
      return 1;
    }
    Optional<Duration> period = job.pipeline().period();
    return period.isEmpty() && columns.contains(PERIOD_SECONDS)
        ? line.number(PERIOD_SECONDS)
        : period.map(Duration::toNanos).orElse(1L) / NANOS_PER_SECOND;
  }

  private InitialFilter filter(
      UpdateFiles.Line line, List<String> columns, Optional<SingleGaussian> single) {
    double mean = single.map(one -> line.number(one.mean()) / unit(one, line, columns)).orElse(0.0);
    double deviation =
        single.map(one -> line.number(one.deviation()) / unit(one, line, columns)).orElse(1.0);
    Optional<GaussianBank> bank =
        columns.contains(BANK) ? Optional.of(bank(line)) : Optional.empty();
    List<Double> noise = noise(line, columns);
    LearnerSettings settings = job.learner();
    try {
      if (single.isPresent()) {
        settings = settings.withInitialParameters(new GaussianParameters(mean, deviation));
      }
      if (bank.isPresent()) {
        settings = settings.withInitialBank(bank.get());
      }
      if (job.pipeline().learning()) {
        settings.newLearner();
      }
      return new InitialFilter(settings.initialParameters(), settings.initialBank(), noise);
    } catch (IllegalArgumentException e) {
      throw line.wrong(
          "the update does not fit section 'filter': %s; change the section, or name the table of another run"
              .formatted(e.getMessage()));
    }
  }

  private static List<Double> noise(UpdateFiles.Line line, List<String> columns) {
    if (columns.contains(NOISE_AUTOCOVARIANCE)) {
      String text = line.text(NOISE_AUTOCOVARIANCE).strip().replaceAll("^\\[|\\]$", "");
      try {
        return text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",")).map(String::strip).map(Double::valueOf).toList();
      } catch (NumberFormatException e) {
        throw line.wrong(NOISE_AUTOCOVARIANCE, "must be numbers such as '[0.4, 0.1]'");
      }
    }
    double variance =
        columns.contains(NOISE_VARIANCE) ? line.numberOrNaN(NOISE_VARIANCE) : Double.NaN;
    return Double.isNaN(variance) ? List.of() : List.of(variance);
  }

  private static GaussianBank bank(UpdateFiles.Line line) {
    return BankText.parse(line.text(BANK))
        .orElseThrow(() -> line.wrong(BANK, "must be " + BankText.FORM));
  }
}
