/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;

/**
 * Which parameters hold for the outputs of a sensor, one after the other in time: those of its
 * group's timeline, and the initial ones before the first and after the retention. A cursor, used
 * for many sensors in turn.
 */
final class ParametersInUse {

  private final InitialParameters initial;
  private final NoiseModel given;
  private final Retention retention;

  private String group;
  private GaussianBank firstBank;
  private double[] firstNoise;

  private ParameterTimeline timeline;
  private int entry;
  private long end;

  /**
   * A cursor.
   *
   * @param given the noise that is known before the first update; else that of the initial filter
   */
  ParametersInUse(InitialParameters initial, NoiseModel given, Retention retention) {
    this.initial = initial;
    this.given = given;
    this.retention = retention;
  }

  /** Goes to before the first output of a sensor. */
  void start(String newGroup, ParameterTimeline newTimeline) {
    if (!newGroup.equals(group)) {
      InitialFilter first = initial.of(newGroup);
      group = newGroup;
      firstBank = first.bank();
      firstNoise =
          given.isEstimated()
              ? first.noiseAutocovariance().stream().mapToDouble(Double::doubleValue).toArray()
              : given.autocovariances();
    }
    timeline = newTimeline;
    entry = -1;
    end = Long.MIN_VALUE;
  }

  /** Goes on to a time; false if what held still does. */
  boolean moveTo(long time) {
    if (time < end) {
      return false;
    }
    entry = timeline.entryAt(time);
    end = timeline.endOf(entry);
    if (entry >= 0) {
      long forgotten = retention.limit(timeline.validFrom[entry]);
      if (time >= forgotten) {
        entry = -1;
      } else {
        end = Math.min(end, forgotten);
      }
    }
    return true;
  }

  /** The time in nanoseconds from which on others may hold. */
  long end() {
    return end;
  }

  GaussianBank bank() {
    return entry < 0 ? firstBank : timeline.bank[entry];
  }

  /** The autocovariance of the noise, empty where it is unknown; not to be changed. */
  double[] noise() {
    return entry < 0 ? firstNoise : timeline.noise[entry];
  }

  /** The version of the parameters, 0 for the initial ones. */
  long version() {
    return entry < 0 ? 0 : timeline.version[entry];
  }
}
