/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import static java.util.stream.Collectors.joining;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.ParameterBound;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * New parameters of a group and the event time from which they hold, with what was learned from the
 * window that ended there.
 *
 * @param group the group that the parameters belong to; the sensor itself where each learns for
 *     itself
 * @param version 1 for the first window of the group, then one more for each window
 * @param validFrom the event time in nanoseconds from which the parameters hold: the end of the
 *     window
 * @param mean mu of the single Gaussian in sample periods
 * @param standardDeviation sigma of the single Gaussian in sample periods
 * @param bank the filter that holds: this Gaussian, or several with signed weights where the
 *     learner may use more than one kernel and they pay
 * @param cost the objective of the window at the parameters that held before it
 * @param gradientMean the derivative of that cost with respect to mu
 * @param gradientLogStandardDeviation the derivative of that cost with respect to ln sigma
 * @param noise what the noise is taken for
 * @param noiseAutocovariance the autocovariance r(0), r(1), ... of the noise in use, zero beyond
 *     its end, squared units of the value; of white noise r(0) alone, empty as long as its variance
 *     is unknown
 * @param noiseVariance the variance of the noise in use, squared units of the value
 * @param noiseCorrelation how alike the noise of neighbouring samples seems to be, {@link
 *     io.github.gaussflow.filter.statistics.NoiseCorrelation}; near 0 for white noise, NaN if it
 *     cannot be told
 * @param notice what a person should know of these parameters and can mend, such as a parameter at
 *     its bound; empty if there is nothing
 * @param count the rows the window gave, over all sensors of the group
 * @param sensors the sensors that had a part in the window
 * @param learned whether the window was learned from; a skipped one repeats the parameters
 * @param lag how many samples the reference comes after the sensor, beside the mean, where lags are
 *     searched; NaN where they are not, or the sensors of the group have different ones
 * @param period the nominal time between samples in nanoseconds, which samples of the mean and the
 *     standard deviation are counted in
 * @param periodKnownAt the watermark in milliseconds at which the period was known; the smallest
 *     long where it is given
 */
@TypeInfo(ParameterUpdateSerializer.Factory.class)
public record ParameterUpdate(
    String group,
    long version,
    long validFrom,
    double mean,
    double standardDeviation,
    GaussianBank bank,
    double cost,
    double gradientMean,
    double gradientLogStandardDeviation,
    NoiseKind noise,
    List<Double> noiseAutocovariance,
    double noiseVariance,
    double noiseCorrelation,
    String notice,
    long count,
    int sensors,
    boolean learned,
    double lag,
    long period,
    long periodKnownAt) {

  /**
   * The update of what a learner did with a window.
   *
   * @param end the event time in nanoseconds at which the window ended
   * @param further what a person should know beside the bounds that the parameters sit at
   */
  public static ParameterUpdate of(
      String group,
      long version,
      long end,
      LearningStep step,
      NoiseKind noise,
      Optional<String> further,
      int sensors,
      double lag,
      long period,
      long periodKnownAt) {
    Stream<String> bounds = step.bounds().stream().map(ParameterBound::advice).sorted();
    return new ParameterUpdate(
        group,
        version,
        end,
        step.parameters().mean(),
        step.parameters().standardDeviation(),
        step.bank(),
        step.cost(),
        step.gradientMean(),
        step.gradientLogStandardDeviation(),
        noise,
        Arrays.stream(step.noise().autocovariances()).boxed().toList(),
        step.noiseVariance(),
        step.noiseCorrelation(),
        Stream.concat(bounds, further.stream()).collect(joining("; ")),
        step.count(),
        sensors,
        step.learned(),
        lag,
        period,
        periodKnownAt);
  }
}
