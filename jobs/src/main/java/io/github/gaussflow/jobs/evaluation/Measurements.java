/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.statistics.NominalPeriod;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * One sensor's samples in time order, one for each time.
 *
 * @param times nanoseconds since the epoch, strictly increasing
 * @param values what the sensor said, all finite
 * @param references what the reference said, NaN for none
 * @param medianStep the median of the steps between the times of all rows, those without a value
 *     too; empty for fewer than two times
 * @param counts what the file had
 */
record Measurements(
    long[] times, double[] values, double[] references, OptionalLong medianStep, Counts counts) {

  /**
   * What a file had.
   *
   * @param rows the rows below the header
   * @param withoutTime rows whose time cannot be read; left out
   * @param withoutValue rows with a time whose value is no finite number: missing samples
   * @param backwards rows whose time is before that of the row above; sorted to their place
   * @param duplicates rows merged into an earlier one of the same time
   */
  record Counts(long rows, long withoutTime, long withoutValue, long backwards, long duplicates) {}

  /**
   * A row with a time.
   *
   * @param value NaN for none
   * @param reference NaN for none
   */
  record Row(long time, double value, double reference) {}

  /**
   * Sorts rows and merges those of one time: as in the pipeline, the distinct values of one time
   * count as their mean, and so do the references.
   *
   * @param rows in the order of the file
   * @param rowsInFile those without a time too
   */
  static Measurements of(List<Row> rows, long rowsInFile) {
    long backwards = 0;
    for (int k = 1; k < rows.size(); k++) {
      backwards += rows.get(k).time() < rows.get(k - 1).time() ? 1 : 0;
    }
    List<Row> sorted =
        rows.stream()
            .filter(row -> !Double.isNaN(row.value()))
            .sorted(Comparator.comparingLong(Row::time))
            .toList();
    long[] times = sorted.stream().mapToLong(Row::time).distinct().toArray();
    double[] values = new double[times.length];
    double[] references = new double[times.length];
    int from = 0;
    for (int k = 0; k < times.length; k++) {
      int to = from;
      while (to < sorted.size() && sorted.get(to).time() == times[k]) {
        to++;
      }
      List<Row> same = sorted.subList(from, to);
      values[k] = mean(same.stream().mapToDouble(Row::value).distinct().toArray());
      references[k] =
          mean(
              same.stream()
                  .mapToDouble(Row::reference)
                  .filter(Double::isFinite)
                  .distinct()
                  .toArray());
      from = to;
    }
    Counts counts =
        new Counts(
            rowsInFile,
            rowsInFile - rows.size(),
            rows.size() - sorted.size(),
            backwards,
            sorted.size() - times.length);
    return new Measurements(times, values, references, medianStep(rows), counts);
  }

  /** The mean; NaN of none. No sum that could overflow, and one number is itself. */
  private static double mean(double[] numbers) {
    double mean = numbers.length == 0 ? Double.NaN : numbers[0];
    for (int k = 1; k < numbers.length; k++) {
      mean += numbers[k] / (k + 1) - mean / (k + 1);
    }
    return mean;
  }

  private static OptionalLong medianStep(List<Row> rows) {
    return NominalPeriod.of(rows.stream().mapToLong(Row::time).sorted().distinct().toArray());
  }
}
