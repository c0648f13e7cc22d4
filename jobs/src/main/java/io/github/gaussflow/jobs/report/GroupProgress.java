/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.operators.sample.ParameterUpdate;

/**
 * How far a group has learned.
 *
 * @param name the group
 * @param version the version of its newest parameters
 * @param validFrom from when they hold, in nanoseconds since the epoch
 * @param mean the newest mean in samples
 * @param standardDeviation the newest standard deviation in samples
 * @param learned the windows learned from
 * @param skipped the windows not learned from
 * @param period the nanoseconds between samples that mean and standard deviation count
 */
public record GroupProgress(
    String name,
    long version,
    long validFrom,
    double mean,
    double standardDeviation,
    long learned,
    long skipped,
    long period)
    implements Entry<GroupProgress> {

  static GroupProgress of(ParameterUpdate update) {
    return new GroupProgress(
        update.group(),
        update.version(),
        update.validFrom(),
        update.mean(),
        update.standardDeviation(),
        update.learned() ? 1 : 0,
        update.learned() ? 0 : 1,
        update.period());
  }

  @Override
  public GroupProgress with(GroupProgress other) {
    // Not by version: a group that was forgotten starts with the first one again.
    GroupProgress newest = other.validFrom > validFrom ? other : this;
    return new GroupProgress(
        name,
        newest.version,
        newest.validFrom,
        newest.mean,
        newest.standardDeviation,
        learned + other.learned,
        skipped + other.skipped,
        newest.period);
  }
}
