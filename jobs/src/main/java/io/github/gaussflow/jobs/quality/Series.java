/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.evaluation.Recording;
import io.github.gaussflow.jobs.evaluation.SlotSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What filters are compared on.
 *
 * @param name in lower case with hyphens; also that of the picture
 * @param title what it is, in words
 * @param truth what the errors are against
 * @param samples the samples with what they are scored against
 * @param period the nominal time between samples
 */
record Series(String name, String title, Truth truth, SlotSeries samples, Duration period) {

  /** The length of a series that is drawn: 80 learning windows. */
  static final int DRAWN = 80 * QualityReport.WINDOW;

  /** The seed of whatever is drawn. */
  static final long SEED = 1;

  /** The noise added to recordings without a reference: far above what they have of their own. */
  static final Level ADDED = Level.decibels(10);

  /** What the errors of a series are against. */
  enum Truth {
    /** The signal before noise was drawn. */
    SIGNAL("clean signal", "the signal before noise was drawn"),
    /** A second sensor of the same quantity. */
    SENSOR("other sensor", "another sensor, its mean moved to that of the first"),
    /** A recording to which white noise was added. */
    RECORDING("recording, noise added", "the recording before noise was added");

    private final String text;
    private final String sentence;

    Truth(String text, String sentence) {
      this.text = text;
      this.sentence = sentence;
    }

    /** As in a cell of the table. */
    String text() {
      return text;
    }

    /** As under the title of a picture. */
    String sentence() {
      return sentence;
    }
  }

  /**
   * All of them, in the order of the report.
   *
   * @param data the folder of the recordings
   */
  static List<Series> all(Path data, KernelSupport support) {
    List<Series> all = new ArrayList<>();
    for (Family family : Family.ALL) {
      Family.Draw draw = family.draw(DRAWN, SEED);
      SlotSeries samples = SlotSeries.regular(family.period(), draw.noisy(), draw.clean());
      all.add(new Series(family.name(), family.title(), Truth.SIGNAL, samples, family.period()));
    }
    for (Recorded recorded : Recorded.ALL) {
      Recording recording = recorded.read(data, support);
      boolean paired = recorded.reference().isPresent();
      all.add(
          new Series(
              recorded.name(),
              recorded.title(),
              paired ? Truth.SENSOR : Truth.RECORDING,
              paired ? recording.series() : Recorded.withNoise(recording.series(), ADDED, SEED),
              recording.period()));
    }
    return all;
  }
}
