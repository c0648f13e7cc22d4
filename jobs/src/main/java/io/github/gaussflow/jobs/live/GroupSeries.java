/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.List;
import java.util.function.LongSupplier;

/** The newest updates of one group. */
final class GroupSeries extends LiveSeries {

  /**
   * What the columns are, by their names in a frame: mean and standard deviation of the Gaussian in
   * seconds, the standard deviation of the noise in the unit of the value.
   */
  static final List<String> COLUMNS = List.of("mean", "deviation", "noise");

  private static final double NANOS_PER_SECOND = 1e9;

  private final double[] point = new double[COLUMNS.size()];
  private String notice = "";

  GroupSeries(LongSupplier clock) {
    super(new RecentPoints(COLUMNS.size(), clock));
  }

  synchronized void accept(ParameterUpdate update) {
    if (!isNew(update.validFrom())) {
      return;
    }
    double period = update.period() / NANOS_PER_SECOND;
    point[0] = update.mean() * period;
    point[1] = update.standardDeviation() * period;
    point[2] = Math.sqrt(update.noiseVariance());
    points().add(update.validFrom(), point);
    notice = update.notice();
  }

  /** What a person should know of the newest parameters; empty if there is nothing. */
  synchronized String notice() {
    return notice;
  }
}
