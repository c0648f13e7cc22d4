/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

/**
 * The root mean square error of outputs against the reference of a series, over all slots that have
 * both a sample and a reference. The mean of sensor - reference is removed from all outputs alike,
 * so that an error of the mean that a filter makes counts, and an offset of the sensor does not.
 */
final class ReferenceScore {

  private final SlotSeries series;
  private final int samples;
  private final double offset;

  private ReferenceScore(SlotSeries series, int samples, double offset) {
    this.series = series;
    this.samples = samples;
    this.offset = offset;
  }

  static ReferenceScore of(SlotSeries series) {
    int samples = 0;
    double offset = 0;
    for (int n = 0; n < series.slots(); n++) {
      if (series.scored(n)) {
        samples++;
        offset += (series.values()[n] - series.references()[n] - offset) / samples;
      }
    }
    return new ReferenceScore(series, samples, offset);
  }

  /** How many samples have a reference. */
  int samples() {
    return samples;
  }

  /** The mean of sensor - reference; 0 without a reference. */
  double offset() {
    return offset;
  }

  /** The error in the sensor's unit; NaN without a reference. */
  double error(double[] output) {
    double sum = 0;
    for (int n = 0; n < output.length; n++) {
      if (series.scored(n)) {
        double error = output[n] - series.references()[n] - offset;
        sum += error * error;
      }
    }
    return Math.sqrt(sum / samples);
  }
}
