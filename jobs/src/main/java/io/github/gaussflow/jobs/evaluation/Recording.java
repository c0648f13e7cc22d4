/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.operators.frame.SamplingGrid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A sensor of a CSV file.
 *
 * @param series the samples in their slots
 * @param period the median step of the file
 */
public record Recording(SlotSeries series, Duration period) {

  /**
   * Reads one.
   *
   * @param file a CSV file whose first line names the columns
   * @param time the column of times: ISO timestamps or numbers of seconds
   * @param value the column of the sensor; a cell that is no number is a missing sample
   * @param reference the column of the reference, if any
   * @param support the taps, which tell how long a gap is filled with empty slots
   * @throws io.github.gaussflow.jobs.configuration.JobFileException if the file or a column is not
   *     there, or there are fewer than two times
   */
  public static Recording read(
      Path file, String time, String value, Optional<String> reference, KernelSupport support) {
    Problems problems = new Problems(file.toString());
    Optional<Measurements> read = MeasurementFile.read(file, time, value, reference, problems);
    problems.throwIfAny();
    Measurements measurements = read.orElseThrow();
    if (measurements.medianStep().isEmpty()) {
      problems.add(0, "has one time only, which shows no period; give a file with more");
      problems.throwIfAny();
    }
    Duration period = Duration.ofNanos(measurements.medianStep().getAsLong());
    return new Recording(SlotSeries.of(measurements, SamplingGrid.of(support, period)), period);
  }
}
