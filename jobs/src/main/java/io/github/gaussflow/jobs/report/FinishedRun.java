/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.OutputOptions;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.table.ResultReader;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;

/**
 * What the tables of a run that has ended tell of it: the same as the run itself would, as far as
 * they have the columns.
 *
 * @param report the samples counted and scored
 * @param charts what charts show
 * @param initial the filters that groups began with, as far as they are known
 * @param untold what the tables do not tell, a sentence each
 */
public record FinishedRun(
    RunReport report, RunCharts charts, Map<String, InitialFilter> initial, List<String> untold) {

  /** Copies map and list. */
  public FinishedRun {
    initial = Map.copyOf(initial);
    untold = List.copyOf(untold);
  }

  /**
   * Reads the tables.
   *
   * @return empty if they cannot be read; then a problem is added
   */
  public static Optional<FinishedRun> read(
      JobConfiguration job, ResultReader reader, Problems problems) {
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    try (RunCharts charts = RunCharts.open(job)) {
      Count<SensorCount> in = new Count<>();
      Count<SensorScore> out = new Count<>();
      Count<GroupProgress> groups = new Count<>();
      Repeats repeats = new Repeats();
      reader.denoised(
          sample -> {
            charts.accept(sample);
            repeats.add(sample);
            if (!sample.estimated()) {
              in.add(SensorCount.one(sample.sensor()), 1);
              out.add(SensorScore.of(sample), 1);
            }
          });
      reader.updates(
          update -> {
            charts.accept(update);
            groups.add(GroupProgress.of(update), 1);
          });
      Map<ConfigOption<String>, Count<SensorCount>> rejected = new HashMap<>();
      Count<SensorCount> unsorted = new Count<>();
      reader.rejected(
          some -> {
            SensorCount count =
                new SensorCount(
                    some.sensor() == null ? SensorCount.NO_SENSOR : some.sensor(), some.count());
            in.add(count, some.count());
            some.kind()
                .map(kind -> rejected.computeIfAbsent(kind, any -> new Count<>()))
                .orElse(unsorted)
                .add(count, some.count());
          });
      Map<String, InitialFilter> initial = reader.initialFilters();
      if (!problems.isEmpty()) {
        return Optional.empty();
      }
      Count<SensorCount> none = new Count<>();
      RunReport report =
          RunReport.of(
              job,
              in.tallied(),
              out.tallied(),
              rejected.getOrDefault(OutputOptions.LATE, none).tallied(),
              rejected.getOrDefault(OutputOptions.INVALID, none).tallied(),
              rejected.getOrDefault(OutputOptions.DUPLICATES, none).tallied(),
              groups.tallied(),
              List.of());
      return Optional.of(
          new FinishedRun(
              report, charts, initial, untold(job, reader, unsorted.total, repeats.count)));
    }
  }

  private static List<String> untold(
      JobConfiguration job, ResultReader reader, long unsorted, long repeats) {
    List<String> untold = new ArrayList<>();
    if (repeats > 0) {
      untold.add(
          ("%,d samples are not drawn: their sensor has another at their time. The table holds"
                  + " several runs, or its times are too coarse.")
              .formatted(repeats));
    }
    if (!reader.hasStandardErrors()) {
      untold.add(
          "There is no 95 % band: the table of denoised samples has no column standard_error.");
    }
    if (job.pipeline().learning() && job.output().updates().isEmpty()) {
      untold.add(
          "What was learned is not shown: the job file names no table for it (output.updates).");
    }
    List<String> missing = new ArrayList<>();
    for (ConfigOption<String> kind :
        List.of(OutputOptions.LATE, OutputOptions.INVALID, OutputOptions.DUPLICATES)) {
      if (!reader.tells(kind)) {
        missing.add(kind.key());
      }
    }
    if (unsorted > 0) {
      untold.add(
          ("%,d rejected samples are counted as lost: their table has no column reason that tells"
                  + " late, invalid and duplicate ones apart.")
              .formatted(unsorted));
    } else if (!missing.isEmpty()) {
      untold.add(
          "Some rejected samples are not counted: no table has them alone or with a reason (%s)."
              .formatted(String.join(", ", missing)));
    }
    return untold;
  }

  /** Counts samples at the time of the one before, of the same sensor. */
  private static final class Repeats {

    private DenoisedSample last;
    private long count;

    void add(DenoisedSample sample) {
      boolean same =
          last != null && last.time() == sample.time() && last.sensor().equals(sample.sensor());
      count += same ? 1 : 0;
      last = sample;
    }
  }

  /** Entries by name while they are counted. */
  private static final class Count<E extends Entry<E>> {

    private final NavigableMap<String, E> entries = new TreeMap<>();
    private long total;

    void add(E entry, long count) {
      Tallied.put(entries, entry);
      total += count;
    }

    Tallied<E> tallied() {
      return new Tallied<>(entries, total);
    }
  }
}
