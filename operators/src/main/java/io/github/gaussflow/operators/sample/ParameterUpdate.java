/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

/**
 * New parameters of a group and the event time from which they hold, with what was learned from the
 * window that ended there.
 *
 * @param group the group that the parameters belong to; the sensor itself where each learns for
 *     itself
 * @param version 1 for the first window of the group, then one more for each window
 * @param validFrom the event time in nanoseconds from which the parameters hold: the end of the
 *     window
 * @param mean mu in sample periods
 * @param standardDeviation sigma in sample periods
 * @param cost the objective of the window at the parameters that held before it
 * @param gradientMean the derivative of that cost with respect to mu
 * @param gradientLogStandardDeviation the derivative of that cost with respect to ln sigma
 * @param noiseVariance the estimated variance of the noise, squared units of the value
 * @param count the rows the window gave, over all sensors of the group
 * @param sensors the sensors that had a part in the window
 * @param learned whether the window was learned from; a skipped one repeats the parameters
 */
public record ParameterUpdate(
    String group,
    long version,
    long validFrom,
    double mean,
    double standardDeviation,
    double cost,
    double gradientMean,
    double gradientLogStandardDeviation,
    double noiseVariance,
    long count,
    int sensors,
    boolean learned) {}
