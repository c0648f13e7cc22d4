/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.operators.sample.DenoisedSample;

/**
 * How far a sensor is from its reference before and after the filter. Means and sums of squared
 * deviations are kept by Welford's and combined by Chan's update.
 *
 * @param name the sensor
 * @param group the group whose parameters were used
 * @param count the denoised samples
 * @param scored those of them that have a reference
 * @param meanBefore the mean of value - reference
 * @param squaresBefore the sum of squared deviations of value - reference from its mean
 * @param meanAfter the mean of denoised - reference
 * @param squaresAfter the sum of squared deviations of denoised - reference from its mean
 */
public record SensorScore(
    String name,
    String group,
    long count,
    long scored,
    double meanBefore,
    double squaresBefore,
    double meanAfter,
    double squaresAfter)
    implements Entry<SensorScore> {

  static SensorScore of(DenoisedSample sample) {
    boolean scored = !Double.isNaN(sample.reference());
    return new SensorScore(
        sample.sensor(),
        sample.group(),
        1,
        scored ? 1 : 0,
        scored ? sample.value() - sample.reference() : 0,
        0,
        scored ? sample.denoised() - sample.reference() : 0,
        0);
  }

  @Override
  public SensorScore with(SensorScore other) {
    long both = scored + other.scored;
    double share = both == 0 ? 0 : (double) other.scored / both;
    double before = other.meanBefore - meanBefore;
    double after = other.meanAfter - meanAfter;
    return new SensorScore(
        name,
        group,
        count + other.count,
        both,
        meanBefore + before * share,
        squaresBefore + other.squaresBefore + before * before * share * scored,
        meanAfter + after * share,
        squaresAfter + other.squaresAfter + after * after * share * scored);
  }

  /** The RMS of value - reference without its mean; NaN without a reference. */
  public double before() {
    return Math.sqrt(squaresBefore / scored);
  }

  /**
   * The RMS of denoised - reference without the mean of value - reference, so that an error of the
   * mean that the filter makes counts; NaN without a reference.
   */
  public double after() {
    double shift = meanAfter - meanBefore;
    return Math.sqrt(squaresAfter / scored + shift * shift);
  }

  /** How many decibels of error the filter takes away. */
  public double gain() {
    return 20 * Math.log10(before() / after());
  }
}
