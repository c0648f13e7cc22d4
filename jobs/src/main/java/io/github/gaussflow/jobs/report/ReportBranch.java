/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.ReportSettings;
import io.github.gaussflow.jobs.table.RejectedSample;
import io.github.gaussflow.jobs.table.RejectedStreams;
import io.github.gaussflow.jobs.table.ResultBranch;
import io.github.gaussflow.jobs.table.SampleSource;
import io.github.gaussflow.operators.DenoisedStreams;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;

/**
 * The branch of a job that counts and scores what passes. Samples in are counted at the source,
 * apart from the pipeline, so that a loss would show.
 */
public final class ReportBranch implements ResultBranch {

  /** The counter of the samples read. */
  public static final String SAMPLES_IN = "reportSamplesIn";

  /** The counter of the samples denoised. */
  public static final String SAMPLES_OUT = "reportSamplesOut";

  /** The counter of the samples that came too late. */
  public static final String SAMPLES_LATE = "reportSamplesLate";

  /** The counter of the samples that are none. */
  public static final String SAMPLES_INVALID = "reportSamplesInvalid";

  /** The counter of the samples at a time at which there is another. */
  public static final String SAMPLES_DUPLICATE = "reportSamplesDuplicate";

  /**
   * The end of the name of the gauge beside each counter. It shows what the report will: a counter
   * counts again what a restarted job says again, the gauge does not.
   */
  public static final String TOTAL = "Total";

  private static final String SAMPLES_WITHOUT_PERIOD = "reportSamplesWithoutPeriod";

  /** The counters of the samples that are not denoised. */
  public static final List<String> REJECTED =
      List.of(SAMPLES_LATE, SAMPLES_INVALID, SAMPLES_DUPLICATE);

  static final String IN = "gaussflow-in";
  static final String OUT = "gaussflow-out";
  static final String UPDATES = "gaussflow-updates";
  static final String LATE = "gaussflow-late";
  static final String INVALID = "gaussflow-invalid";
  static final String DUPLICATES = "gaussflow-duplicates";
  static final String WITHOUT_PERIOD = "gaussflow-without-period";

  private final String uidPrefix;
  private final Optional<ReportSettings.Picture> picture;
  private final Optional<String> charts;

  private ReportBranch(JobConfiguration job, Optional<String> charts) {
    this.uidPrefix = job.uidPrefix();
    this.picture = job.report().picture();
    this.charts = charts;
  }

  /** A branch that counts and scores. */
  public static ReportBranch of(JobConfiguration job) {
    return new ReportBranch(job, Optional.empty());
  }

  /** A branch that also collects charts, for a job that runs in this process. */
  public static ReportBranch withCharts(JobConfiguration job, RunCharts charts) {
    return new ReportBranch(job, Optional.of(charts.name()));
  }

  @Override
  public void connect(DataStream<Row> rows, DenoisedStreams results, RejectedStreams rejected) {
    add(rows, new RowTally(), "report-in");
    DataStream<DenoisedSample> denoised = // estimates are no samples that came in
        results
            .denoised()
            .filter(sample -> !sample.estimated())
            .name("report-samples")
            .uid(uidPrefix + "-report-samples");
    add(denoised, new ScoreTally(), "report-out");
    add(results.updates(), new UpdateTally(), "report-updates");
    add(rejected.late(), new RejectedTally(LATE, SAMPLES_LATE), "report-late");
    add(rejected.invalid(), new RejectedTally(INVALID, SAMPLES_INVALID), "report-invalid");
    add(
        rejected.duplicates(),
        new RejectedTally(DUPLICATES, SAMPLES_DUPLICATE),
        "report-duplicates");
    add(
        rejected.withoutPeriod(),
        new RejectedTally(WITHOUT_PERIOD, SAMPLES_WITHOUT_PERIOD),
        "report-without-period");
    picture.ifPresent(wanted -> add(denoised, new PictureCollector(wanted), "report-picture"));
    charts.ifPresent(
        name -> {
          add(results.denoised(), new ChartTap.Samples(name), "report-charts");
          add(results.updates(), new ChartTap.Updates(name), "report-update-charts");
        });
  }

  private <T> void add(DataStream<T> stream, ProcessFunction<T, Void> function, String name) {
    stream.process(function).name(name).uid(uidPrefix + "-" + name);
  }

  private static final class RowTally extends Tally<Row, SensorCount> {
    private static final long serialVersionUID = 1;

    RowTally() {
      super(IN, SAMPLES_IN, TypeInformation.of(SensorCount.class));
    }

    @Override
    SensorCount entry(Row row) {
      return SensorCount.of((String) row.getField(0), SampleSource.samplesOf(row));
    }

    @Override
    long count(Row row) {
      return SampleSource.samplesOf(row);
    }
  }

  private static final class RejectedTally extends Tally<RejectedSample, SensorCount> {
    private static final long serialVersionUID = 1;

    RejectedTally(String accumulator, String metric) {
      super(accumulator, metric, TypeInformation.of(SensorCount.class));
    }

    @Override
    SensorCount entry(RejectedSample sample) {
      return SensorCount.one(sample.sensor());
    }
  }

  private static final class ScoreTally extends Tally<DenoisedSample, SensorScore> {
    private static final long serialVersionUID = 1;

    ScoreTally() {
      super(OUT, SAMPLES_OUT, TypeInformation.of(SensorScore.class));
    }

    @Override
    SensorScore entry(DenoisedSample sample) {
      return SensorScore.of(sample);
    }
  }

  private static final class UpdateTally extends Tally<ParameterUpdate, GroupProgress> {
    private static final long serialVersionUID = 1;

    UpdateTally() {
      super(UPDATES, "reportUpdates", TypeInformation.of(GroupProgress.class));
    }

    @Override
    GroupProgress entry(ParameterUpdate update) {
      return GroupProgress.of(update);
    }
  }
}
