/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.learning.OptimizerKind;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.Scope;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Section {@code learning}: how the mean and the standard deviation are learned. */
public final class LearningOptions {

  /** Whether anything is learned. */
  public static final ConfigOption<Boolean> ENABLED =
      ConfigOptions.key("learning.enabled")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the parameters are learned. If false, those that section 'filter' gives hold"
                  + " for ever: of this section only 'learning.scope' and"
                  + " 'learning.noise-autocovariance' then count, and the table of 'output.updates' is"
                  + " left as it is.");

  /** Which sensors share one pair of parameters. */
  public static final ConfigOption<Scope> SCOPE =
      ConfigOptions.key("learning.scope")
          .enumType(Scope.class)
          .defaultValue(Scope.SENSOR)
          .withDescription(
              "Which sensors share one mean and standard deviation: all, group (those with one value"
                  + " of 'samples.group') or sensor (each by itself).");

  /** The samples of a window. */
  public static final ConfigOption<Integer> WINDOW =
      ConfigOptions.key("learning.window")
          .intType()
          .defaultValue(256)
          .withDescription(
              "The length of a window, in samples of one sensor; at least the taps of the filter."
                  + " Parameters change once a window.");

  /** What is to be achieved. */
  public static final ConfigOption<ObjectiveKind> OBJECTIVE =
      ConfigOptions.key("learning.objective")
          .enumType(ObjectiveKind.class)
          .defaultValue(ObjectiveKind.SURE)
          .withDescription(
              "What is to be achieved: sure (least error as estimated from the samples alone, with"
                  + " what is known of their noise), gcv (the same by leaving each sample out), reference"
                  + " (least distance to 'samples.reference') or prediction (least distance to the"
                  + " sample 'learning.horizon' periods later; 'denoised' then holds the prediction).");

  /** How far ahead a prediction looks. */
  public static final ConfigOption<Integer> HORIZON =
      ConfigOptions.key("learning.horizon")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many samples ahead a prediction looks. Only for the objective prediction.");

  /** What is supposed of the noise. */
  public static final ConfigOption<NoiseAssumption> NOISE =
      ConfigOptions.key("learning.noise")
          .enumType(NoiseAssumption.class)
          .defaultValue(NoiseAssumption.ESTIMATED)
          .withDescription(
              "What is supposed of a noise that is neither given nor measured at rest: estimated"
                  + " (white, or correlated where the samples tell so) or white (for a sensor whose"
                  + " signal is itself a vibration in a narrow band, which may be taken for noise"
                  + " otherwise). Only for the objective sure.");

  /** How far the reference may be off. */
  public static final ConfigOption<Integer> LAG_RANGE =
      ConfigOptions.key("learning.lag-range")
          .intType()
          .defaultValue(0)
          .withDescription(
              "How many samples the reference may be early or late, at most 10000. Each sensor's lag"
                  + " is searched in this range and the reference aligned with the sensor; the output"
                  + " then stays on the sensor's clock. 0 for no search: a lag within the taps becomes"
                  + " the mean. Only for the objective reference.");

  /** The noise that is known. */
  public static final ConfigOption<List<Double>> NOISE_AUTOCOVARIANCE =
      ConfigOptions.key("learning.noise-autocovariance")
          .doubleType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "The autocovariance of the sensor's noise at lag 0, 1, ..., in squared units of the"
                  + " value, where it is known; zero beyond the last; one number is white noise of"
                  + " that variance. Only for the objective sure, which estimates the noise if neither"
                  + " this nor 'samples.rest' nor 'samples.rest-from' is set.");

  /** How the parameters follow the objective. */
  public static final ConfigOption<OptimizerKind> OPTIMIZER =
      ConfigOptions.key("learning.optimizer")
          .enumType(OptimizerKind.class)
          .defaultValue(OptimizerKind.NEWTON)
          .withDescription(
              "How the parameters follow the objective: newton, gradient-descent or adam.");

  /** The learning rate. */
  public static final ConfigOption<Double> LEARNING_RATE =
      ConfigOptions.key("learning.learning-rate")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "The learning rate of gradient-descent and adam, greater than 0; the optimizer's own"
                  + " if not set. Not allowed with newton, which needs none.");

  /** How long Newton remembers. */
  public static final ConfigOption<List<Double>> FORGETTING_FACTORS =
      ConfigOptions.key("learning.forgetting-factors")
          .doubleType()
          .asList()
          .defaultValues(0.5, 0.8, 0.95, 0.98)
          .withDescription(
              "What newton keeps of its statistics from window to window, one memory for each factor,"
                  + " ascending, greater than 0 and at most 1. Not allowed with other optimizers.");

  /** What is not learned. */
  public static final ConfigOption<List<String>> FIXED =
      ConfigOptions.key("learning.fixed")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "What is kept as section 'filter' gives it instead of being learned: mean,"
                  + " standard-deviation, or both.");

  static final List<ConfigOption<?>> ALL =
      List.of(
          ENABLED,
          SCOPE,
          WINDOW,
          OBJECTIVE,
          HORIZON,
          NOISE,
          LAG_RANGE,
          NOISE_AUTOCOVARIANCE,
          OPTIMIZER,
          LEARNING_RATE,
          FORGETTING_FACTORS,
          FIXED);

  private LearningOptions() {}
}
