/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.util.List;
import java.util.function.LongSupplier;

/** The newest denoised samples of one sensor. */
final class SensorSeries extends LiveSeries {

  /** What the columns are, by their names in a frame. */
  static final List<String> COLUMNS = List.of("raw", "denoised", "error", "reference");

  private final SamplingGrid grid;
  private final double[] point = new double[COLUMNS.size()];
  private String group = "";

  SensorSeries(SamplingGrid grid, LongSupplier clock) {
    super(new RecentPoints(COLUMNS.size(), clock));
    this.grid = grid;
  }

  synchronized void accept(DenoisedSample sample) {
    boolean first = !any();
    long before = last();
    if (!isNew(sample.time())) {
      return;
    }
    if (!first && grid.cuts(before, sample.time())) {
      points().cut(before + (sample.time() - before) / 2);
    }
    point[0] = sample.value();
    point[1] = sample.denoised();
    point[2] = sample.standardError();
    point[3] = sample.reference();
    points().add(sample.time(), point);
    group = sample.group();
  }

  /** The group whose parameters were used last; empty before the first sample. */
  synchronized String group() {
    return group;
  }
}
