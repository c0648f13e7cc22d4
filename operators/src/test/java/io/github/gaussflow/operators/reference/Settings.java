/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Scope;
import java.time.Duration;

/**
 * The settings of a pipeline under test: what the reference and the operators are both given.
 *
 * @param learner the taps, the objective and the optimizer
 * @param period the nominal time between samples in nanoseconds
 * @param maximumGap the longest silence in nanoseconds that does not cut
 * @param window the length of a window in periods
 * @param scope which sensors learn together
 * @param sampling what the times of samples mean
 */
public record Settings(
    LearnerSettings learner,
    long period,
    long maximumGap,
    int window,
    Scope scope,
    Sampling sampling) {

  /** Settings whose longest silence is the default: one period more than the kernel reaches. */
  public static Settings of(LearnerSettings learner, long period, int window, Scope scope) {
    int reach =
        Math.max(learner.statisticsSupport().lookahead(), learner.statisticsSupport().lookback());
    return new Settings(learner, period, (reach + 1) * period, window, scope, Sampling.REGULAR);
  }

  /** The same with another longest silence in nanoseconds. */
  public Settings withMaximumGap(long newMaximumGap) {
    return new Settings(learner, period, newMaximumGap, window, scope, sampling);
  }

  /** The same for samples that lie anywhere in time. */
  public Settings irregular() {
    return new Settings(learner, period, maximumGap, window, scope, Sampling.IRREGULAR);
  }

  /** The pipeline of these settings. */
  public DenoisingPipeline pipeline(String uidPrefix) {
    return DenoisingPipeline.builder(learner, Duration.ofNanos(period))
        .window(window)
        .maximumGap(Duration.ofNanos(maximumGap))
        .scope(scope)
        .sampling(sampling)
        .uidPrefix(uidPrefix)
        .build();
  }
}
