/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.jobs.evaluation.Comparison;
import io.github.gaussflow.jobs.evaluation.Comparison.Score;
import io.github.gaussflow.jobs.evaluation.SlotSeries;
import io.github.gaussflow.jobs.report.Picture;
import io.github.gaussflow.jobs.report.PicturePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of one series. Gains are decibels of error less than without a filter.
 *
 * @param series the series
 * @param error the RMS error without a filter, in the sensor's unit
 * @param learned the gain of each learned filter, in the order of {@link Learned#ALL}
 * @param usual the gain of each usual filter at its default, always in the same order
 * @param gaussian the gain of the best Gaussian that hindsight could choose
 * @param wiener the gain of the best taps at all, if they can be told
 * @param picture the SVG
 */
record Row(
    Series series,
    double error,
    List<Double> learned,
    List<Usual> usual,
    double gaussian,
    Optional<Double> wiener,
    String picture) {

  /** How many slots a picture shows. */
  private static final int SHOWN = 240;

  /**
   * A usual filter at its default.
   *
   * @param name its name
   * @param gain its gain
   */
  record Usual(String name, double gain) {}

  static Row of(Series series, List<LearnerSettings> learners) {
    Comparison comparison =
        Comparison.of(series.samples(), series.period(), QualityReport.WINDOW, learners);
    return new Row(
        series,
        comparison.raw(),
        comparison.learned().stream().map(score -> gain(comparison, score)).toList(),
        comparison.usual().stream()
            .map(score -> new Usual(score.filter(), gain(comparison, score)))
            .toList(),
        gain(comparison, comparison.gaussian()),
        comparison.wiener().map(score -> gain(comparison, score)),
        picture(series, comparison));
  }

  private static double gain(Comparison comparison, Score score) {
    return 20 * Math.log10(comparison.raw() / score.error());
  }

  /** The gain of the learned filter with default settings. */
  double gain() {
    return learned.get(0);
  }

  /** The usual filter that is best here. */
  Usual best() {
    return usual.stream().max(Comparator.comparingDouble(Usual::gain)).orElseThrow();
  }

  /** Whether the learned filter has a smaller error than a usual one. */
  boolean beats(Usual other) {
    return gain() > other.gain();
  }

  /** The middle of the series; the reference is moved as it is for the score. */
  private static String picture(Series series, Comparison comparison) {
    SlotSeries samples = series.samples();
    double[] denoised = comparison.learned().get(0).output();
    List<PicturePoint> points = new ArrayList<>();
    int from = (samples.slots() - SHOWN) / 2;
    for (int n = from; n < from + SHOWN; n++) {
      if (samples.holdsSample(n)) {
        points.add(
            new PicturePoint(
                samples.times()[n],
                samples.values()[n],
                samples.references()[n] + comparison.offset(),
                denoised[n]));
      }
    }
    return Picture.titled(series.title(), "reference: " + series.truth().sentence(), points);
  }
}
