/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.report.ReportBranch;
import io.github.gaussflow.jobs.sql.GaussianDenoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * A job without end that has read its samples and waits for more, so that what its metrics say no
 * longer changes.
 *
 * @param client the running job
 * @param folder where its tables are
 */
record WatchedJob(JobClient client, Path folder) {

  /** The samples of a sensor, 10 ms apart. */
  private static final int SAMPLES = 600;

  /** The watermark in milliseconds that the samples end with. */
  static final long WATERMARK = 10L * (SAMPLES - 1) - 100;

  private static final String MEASURED =
      """
      CREATE TABLE measured (
        sensor STRING, room STRING, t BIGINT, v STRING, r DOUBLE,
        ts AS TO_TIMESTAMP_LTZ(t / 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '0.1' SECOND
      ) WITH ('connector' = 'filesystem', 'path' = '%s', 'source.monitor-interval' = '1 h',
        'format' = 'csv')
      """;

  private static final String JOB =
      """
      name: %s
      tables:
        - |
      %s
        - |
          CREATE TABLE clean (sensor STRING, time_ns BIGINT, denoised DOUBLE, outlier BOOLEAN)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/clean', 'format' = 'csv')
        - |
          CREATE TABLE updates (`group` STRING, version BIGINT, learned BOOLEAN,
            mean_samples DOUBLE, standard_deviation_samples DOUBLE, cost DOUBLE,
            gradient_mean DOUBLE, gradient_log_standard_deviation DOUBLE, noise_variance DOUBLE,
            noise_correlation DOUBLE, lag_samples DOUBLE, notice STRING)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/updates', 'format' = 'csv')
        - |
          CREATE TABLE bad (sensor STRING, reason STRING)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/bad', 'format' = 'csv')
      output: {denoised: clean, updates: updates, late: bad, invalid: bad, duplicates: bad}
      flink:
        execution.checkpointing.interval: 100 ms
        parallelism.default: 1
      """;

  static final String ALONE =
      """
      samples: {table: measured, sensor: sensor, time: t, time-unit: us, value: v}
      filter: {lookahead: 6, lookback: 8, period: 10 ms}
      learning: {window: 64}
      """;

  static final String TOGETHER =
      """
      samples:
        {table: measured, sensor: sensor, group: room, time: t, time-unit: us, value: v, reference: r}
      filter: {lookahead: 4, lookback: 4, period: 10 ms, outliers: hampel}
      learning: {window: 64, scope: group, objective: reference, lag-range: 10}
      metrics: {groups: 1}
      report: {enabled: true}
      """;

  private static final String SQL =
      """
      INSERT INTO nowhere SELECT `time` FROM GAUSSIAN_DENOISE(
        input => TABLE measured PARTITION BY sensor, on_time => DESCRIPTOR(ts),
        `time` => DESCRIPTOR(t), time_unit => 'us', `value` => DESCRIPTOR(v),
        `period` => '10 ms', lookahead => 6, lookback => 8, `window` => 64)""";

  /** Rows of three sensors in two rooms: noisy, twice, without a number, far off, and late. */
  static List<String> samples() {
    Random random = new Random(11);
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < SAMPLES; n++) {
      for (String sensor : List.of("kitchen/1", "kitchen 1", "attic")) {
        if (sensor.equals("attic") && n >= 300 && n < 340) {
          continue; // a gap
        }
        double value = signal(n) + 0.3 * random.nextGaussian();
        String cell = n % 150 == 70 ? "n/a" : "" + (n % 200 == 90 ? value + 30 : value);
        rows.add(row(sensor, n, cell));
        if (n % 250 == 110) {
          rows.add(row(sensor, n, cell));
        }
        if (n % 100 == 99) {
          rows.add(row(sensor, n - 90, cell));
        }
      }
    }
    return rows;
  }

  private static double signal(int n) {
    return Math.sin(n / 5.0);
  }

  private static String row(String sensor, int n, String cell) {
    String room = sensor.substring(0, 5);
    return String.join(",", sensor, room, "" + n * 10_000L, cell, "" + signal(n));
  }

  /** Writes the samples for all jobs of a folder. */
  static void writeSamples(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("measured"));
    Files.write(folder.resolve("measured/samples.csv"), samples());
  }

  /** Starts a job with the tables and these sections, in a folder of its own below. */
  static WatchedJob start(Path folder, String name, String sections) throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    Path file = own.resolve("job.yaml");
    String table = MEASURED.formatted("${job.directory}/../measured").indent(4);
    Files.writeString(file, JOB.formatted(name, table) + sections);
    Problems problems = new Problems(file.toString());
    Optional<JobConfiguration> job = JobConfiguration.read(file, problems);
    problems.throwIfAny();
    List<ReportBranch> report =
        job.filter(each -> each.report().enabled().orElse(false)).map(ReportBranch::of).stream()
            .toList();
    Optional<JobAssembly> assembly =
        JobAssembly.of(job.orElseThrow(), new Configuration(), report, problems);
    problems.throwIfAny();
    return new WatchedJob(assembly.orElseThrow().complete().executeAsync(), own);
  }

  /** Starts a query that learns as the job of {@link #ALONE} does. */
  static WatchedJob startSql(Path folder) {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "1");
    tables.getConfig().set("pipeline.name", "in SQL");
    tables.createTemporaryFunction("GAUSSIAN_DENOISE", GaussianDenoise.class);
    tables.executeSql(MEASURED.formatted(folder.resolve("measured")));
    tables.executeSql("CREATE TABLE nowhere (t BIGINT) WITH ('connector' = 'blackhole')");
    return new WatchedJob(tables.executeSql(SQL).getJobClient().orElseThrow(), folder);
  }

  JobID id() {
    return client.getJobID();
  }

  /** The lines of a table on disk, split at commas. */
  List<String[]> rows(String table) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      for (Path file :
          files.filter(file -> !file.getFileName().toString().startsWith(".")).toList()) {
        for (String line : Files.readAllLines(file)) {
          rows.add(line.replace("\"", "").split(",", -1));
        }
      }
    }
    return rows;
  }
}
