/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to compare on what, checked.
 *
 * @param file the CSV file
 * @param time the column of times
 * @param value the column of the sensor
 * @param reference the column of the reference, if any
 * @param period the nominal time between samples in nanoseconds
 * @param periodGiven whether the period was given; else it is the median step of the file
 * @param support the taps
 * @param window the length of a window in samples
 * @param objective what the learner is to achieve
 * @param kernels how many Gaussians may make the filter
 * @param lagRange how many samples the reference may be early or late beyond the taps, 0 for no
 *     search
 * @param outliers what is done about outliers before the learner sees them
 */
record EvaluationRequest(
    Path file,
    String time,
    String value,
    Optional<String> reference,
    long period,
    boolean periodGiven,
    KernelSupport support,
    int window,
    ObjectiveKind objective,
    int kernels,
    int lagRange,
    OutlierTreatment outliers) {}
