/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.operators.Scope;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;

/**
 * What came of a run: one line for each sensor and one for all sensors beyond those told apart.
 *
 * @param sensors the sensors in the order of their names
 * @param rest the samples of all other sensors together
 * @param picture the samples of the picture, in time order
 */
public record RunReport(List<Line> sensors, Counts rest, List<PicturePoint> picture) {

  /** Copies the lists. */
  public RunReport {
    sensors = List.copyOf(sensors);
    picture = List.copyOf(picture);
  }

  /**
   * How many samples went where.
   *
   * @param in the samples read
   * @param out the samples denoised
   * @param late the samples that came too late
   * @param invalid the samples without a sensor, a time or a number
   * @param duplicates the samples at a time at which their sensor has another one
   */
  public record Counts(long in, long out, long late, long invalid, long duplicates) {

    /** The samples that went nowhere; negative if more came out than in. */
    public long lost() {
      return in - out - late - invalid - duplicates;
    }

    Counts plus(Counts other) {
      return new Counts(
          in + other.in,
          out + other.out,
          late + other.late,
          invalid + other.invalid,
          duplicates + other.duplicates);
    }

    Counts minus(Counts other) {
      return new Counts(
          in - other.in,
          out - other.out,
          late - other.late,
          invalid - other.invalid,
          duplicates - other.duplicates);
    }
  }

  /**
   * One sensor.
   *
   * @param sensor its name
   * @param counts how many of its samples went where
   * @param before the RMS error before the filter, NaN without a reference
   * @param after the RMS error after the filter, NaN without a reference
   * @param gain the gain in decibels, NaN without a reference
   * @param mean the newest mean in samples, NaN if none was learned
   * @param standardDeviation the newest standard deviation in samples, NaN if none was learned
   * @param windows the windows learned from
   * @param period the nanoseconds between samples, NaN if nothing was learned
   */
  public record Line(
      String sensor,
      Counts counts,
      double before,
      double after,
      double gain,
      double mean,
      double standardDeviation,
      long windows,
      double period) {}

  /** Reads the report out of what a job with the report's branch leaves. */
  public static RunReport of(JobExecutionResult result, JobConfiguration job) {
    List<PicturePoint> picture = result.getAccumulatorResult(PictureCollector.ACCUMULATOR);
    return of(
        job,
        tallied(result, ReportBranch.IN),
        tallied(result, ReportBranch.OUT),
        tallied(result, ReportBranch.LATE),
        tallied(result, ReportBranch.INVALID),
        tallied(result, ReportBranch.DUPLICATES),
        tallied(result, ReportBranch.UPDATES),
        picture == null ? List.of() : picture);
  }

  /** A report of what was tallied. */
  static RunReport of(
      JobConfiguration job,
      Tallied<SensorCount> in,
      Tallied<SensorScore> out,
      Tallied<SensorCount> late,
      Tallied<SensorCount> invalid,
      Tallied<SensorCount> duplicates,
      Tallied<GroupProgress> groups,
      List<PicturePoint> picture) {
    List<Line> lines = new ArrayList<>();
    Counts all =
        new Counts(in.total(), out.total(), late.total(), invalid.total(), duplicates.total());
    Counts shown = new Counts(0, 0, 0, 0, 0);
    for (String sensor : in.entries().keySet()) {
      SensorScore score = out.entries().get(sensor);
      Counts counts =
          new Counts(
              count(in, sensor),
              score == null ? 0 : score.count(),
              count(late, sensor),
              count(invalid, sensor),
              count(duplicates, sensor));
      shown = shown.plus(counts);
      lines.add(line(sensor, counts, score, progress(groups, job.pipeline().scope(), score)));
    }
    return new RunReport(lines, all.minus(shown), picture);
  }

  /** How many samples, of the invalid ones, belong to groups that showed no period. */
  public static long withoutPeriod(JobExecutionResult result) {
    Tallied<SensorCount> samples = tallied(result, ReportBranch.WITHOUT_PERIOD);
    return samples.total();
  }

  /** All samples together. */
  public Counts total() {
    return sensors.stream().map(Line::counts).reduce(rest, Counts::plus);
  }

  private static Line line(
      String sensor, Counts counts, SensorScore score, GroupProgress progress) {
    return new Line(
        sensor,
        counts,
        score == null ? Double.NaN : score.before(),
        score == null ? Double.NaN : score.after(),
        score == null ? Double.NaN : score.gain(),
        progress == null ? Double.NaN : progress.mean(),
        progress == null ? Double.NaN : progress.standardDeviation(),
        progress == null ? 0 : progress.learned(),
        progress == null ? Double.NaN : progress.period());
  }

  private static GroupProgress progress(
      Tallied<GroupProgress> groups, Scope scope, SensorScore score) {
    if (score == null) {
      return null;
    }
    return groups.entries().get(scope == Scope.SENSOR ? score.name() : score.group());
  }

  private static long count(Tallied<SensorCount> counts, String sensor) {
    SensorCount count = counts.entries().get(sensor);
    return count == null ? 0 : count.count();
  }

  private static <E extends Entry<E>> Tallied<E> tallied(JobExecutionResult result, String name) {
    Tallied<E> tallied = result.getAccumulatorResult(name);
    return tallied == null ? Tallied.none() : tallied;
  }
}
