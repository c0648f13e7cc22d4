/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Retention;
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
 * @param flushAfter the longest silence in nanoseconds across which an output waits for samples
 * @param gapFill what comes out where samples are missing
 * @param retention how long what was learned stays without samples
 * @param sampling what the times of samples mean
 * @param linger for how many milliseconds samples linger before their sensor's state
 */
public record Settings(
    LearnerSettings learner,
    long period,
    long maximumGap,
    int window,
    Scope scope,
    long flushAfter,
    GapFill gapFill,
    Retention retention,
    Sampling sampling,
    long linger) {

  /** Settings whose longest silence is the default: one period more than the kernel reaches. */
  public static Settings of(LearnerSettings learner, long period, int window, Scope scope) {
    int reach =
        Math.max(learner.statisticsSupport().lookahead(), learner.statisticsSupport().lookback());
    long gap = (reach + 1) * period;
    return new Settings(
        learner,
        period,
        gap,
        window,
        scope,
        gap,
        GapFill.NONE,
        Retention.FOREVER,
        Sampling.REGULAR,
        0);
  }

  /** The same with another longest silence in nanoseconds, for which outputs wait too. */
  public Settings withMaximumGap(long newMaximumGap) {
    return new Settings(
        learner,
        period,
        newMaximumGap,
        window,
        scope,
        newMaximumGap,
        gapFill,
        retention,
        sampling,
        linger);
  }

  /** The same with another longest silence in nanoseconds for which outputs wait. */
  public Settings withFlushAfter(long newFlushAfter) {
    return new Settings(
        learner,
        period,
        maximumGap,
        window,
        scope,
        newFlushAfter,
        gapFill,
        retention,
        sampling,
        linger);
  }

  /** The same with something where samples are missing. */
  public Settings withGapFill(GapFill newGapFill) {
    return new Settings(
        learner,
        period,
        maximumGap,
        window,
        scope,
        flushAfter,
        newGapFill,
        retention,
        sampling,
        linger);
  }

  /** The same with another retention. */
  public Settings withRetention(Retention newRetention) {
    return new Settings(
        learner,
        period,
        maximumGap,
        window,
        scope,
        flushAfter,
        gapFill,
        newRetention,
        sampling,
        linger);
  }

  /** The same for samples that lie anywhere in time. */
  public Settings irregular() {
    return new Settings(
        learner,
        period,
        maximumGap,
        window,
        scope,
        flushAfter,
        gapFill,
        retention,
        Sampling.IRREGULAR,
        linger);
  }

  /** The same with samples that linger for so many milliseconds. */
  public Settings withLinger(long newLinger) {
    return new Settings(
        learner,
        period,
        maximumGap,
        window,
        scope,
        flushAfter,
        gapFill,
        retention,
        sampling,
        newLinger);
  }

  /** The pipeline of these settings. */
  public DenoisingPipeline pipeline(String uidPrefix) {
    DenoisingPipelineBuilder builder =
        DenoisingPipeline.builder(learner, Duration.ofNanos(period))
            .window(window)
            .maximumGap(Duration.ofNanos(maximumGap))
            .flushAfter(Duration.ofNanos(flushAfter))
            .gapFill(gapFill)
            .scope(scope)
            .sampling(sampling)
            .linger(Duration.ofMillis(linger))
            .uidPrefix(uidPrefix);
    if (retention.isLimited()) {
      builder.retention(Duration.ofNanos(retention.nanos()));
    }
    return builder.build();
  }
}
