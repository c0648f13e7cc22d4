/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Scope;
import java.time.Duration;
import java.util.Optional;

/**
 * What the pipeline needs beside the learner's settings.
 *
 * @param period the nominal time between samples, or empty to tell it from the samples
 * @param window the samples of a window
 * @param maximumGap the longest time between samples of one segment, or empty for the pipeline's
 *     own
 * @param scope which sensors share parameters
 * @param rest which samples are at rest
 * @param outliers what is done about outliers
 * @param learning whether parameters are learned
 * @param initialUpdates the table of the updates that groups start with, if any
 * @param lagRange how many samples the reference may be early or late, 0 for no search
 * @param gapFill what comes out where samples are missing
 * @param flushAfter the longest silence for which outputs wait, or empty for the pipeline's own
 * @param linger how long samples linger before their sensor's state, or empty for not at all
 * @param retention how long what was learned stays without samples, or empty for ever
 * @param sampling what the times of samples mean
 * @param metricGroups how many groups have metrics of their own
 */
public record PipelineSettings(
    Optional<Duration> period,
    int window,
    Optional<Duration> maximumGap,
    Scope scope,
    Rest rest,
    OutlierTreatment outliers,
    boolean learning,
    Optional<String> initialUpdates,
    int lagRange,
    GapFill gapFill,
    Optional<Duration> flushAfter,
    Optional<Duration> linger,
    Optional<Duration> retention,
    Sampling sampling,
    int metricGroups) {}
