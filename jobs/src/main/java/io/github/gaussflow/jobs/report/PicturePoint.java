/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.io.Serializable;

/**
 * One sample in a picture.
 *
 * @param time the event time in nanoseconds
 * @param value the value as it came
 * @param reference what the reference sensor said, NaN for none
 * @param denoised the value after the filter
 */
public record PicturePoint(long time, double value, double reference, double denoised)
    implements Serializable {}
