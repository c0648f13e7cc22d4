/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.outlier.OutlierTreatment;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Section {@code filter}: the taps of the filter and the parameters it starts with. */
public final class FilterOptions {

  /** L, the later samples the filter may use. */
  public static final ConfigOption<Integer> LOOKAHEAD =
      ConfigOptions.key("filter.lookahead")
          .intType()
          .defaultValue(16)
          .withDescription(
              "How many samples after a sample the filter may use; each delays the output by a"
                  + " period. 0 for none.");

  /** R, the earlier samples the filter may use. */
  public static final ConfigOption<Integer> LOOKBACK =
      ConfigOptions.key("filter.lookback")
          .intType()
          .defaultValue(16)
          .withDescription("How many samples before a sample the filter may use.");

  /** The nominal time between samples. */
  public static final ConfigOption<Duration> PERIOD =
      ConfigOptions.key("filter.period")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "The nominal time between two samples of a sensor, such as '9583 us' or '1 ms'. Told from"
                  + " the first samples of each group if not set; column period_seconds of the"
                  + " updates has it.");

  /** The mean at first. */
  public static final ConfigOption<String> MEAN =
      ConfigOptions.key("filter.mean")
          .stringType()
          .defaultValue("0 ms")
          .withDescription(
              "The mean of the Gaussian before the first window is learned from, as a duration that"
                  + " may be negative, such as '-5 ms'. Positive looks back.");

  /** The standard deviation at first. */
  public static final ConfigOption<Duration> STANDARD_DEVIATION =
      ConfigOptions.key("filter.standard-deviation")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "The standard deviation of the Gaussian before the first window is learned from,"
                  + " longer than 0. A sixteenth of the taps, at least half a period, if not set.");

  /** How many Gaussians make the filter. */
  public static final ConfigOption<Integer> KERNELS =
      ConfigOptions.key("filter.kernels")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many Gaussians with signed weights may make the filter, from 1 to 4; as many are"
                  + " used as pay.");

  /** What is done about outliers. */
  public static final ConfigOption<OutlierTreatment> OUTLIERS =
      ConfigOptions.key("filter.outliers")
          .enumType(OutlierTreatment.class)
          .defaultValue(OutlierTreatment.NONE)
          .withDescription(
              "What is done about outliers before samples are learned from and filtered: none, or"
                  + " hampel (a sample far from the median of the seven around it is replaced by that"
                  + " median; 'value' stays as measured). hampel delays the output by three more"
                  + " periods, five where 'filter.lookahead' is below 2. Not for signals with peaks"
                  + " of fewer than four samples.");

  /** Several Gaussians at first. */
  public static final ConfigOption<String> BANK =
      ConfigOptions.key("filter.bank")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The filter before the first window is learned from, as the column bank of the updates"
                  + " has it: weight x (mean, standard deviation) for each Gaussian, joined by +, in"
                  + " samples, such as '1.3 x (0, 2.5) + -0.3 x (0, 6)'. Instead of 'filter.mean' and"
                  + " 'filter.standard-deviation'.");

  /** The updates of an earlier run. */
  public static final ConfigOption<String> INITIAL_UPDATES =
      ConfigOptions.key("filter.initial-updates")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table of the updates of an earlier run, declared in 'tables' as that run declared"
                  + " it: each group starts with its last update, a group without one with what this"
                  + " section says; so does what 'learning.fixed' names. The table must be files of the"
                  + " format csv or json; they are read once, when the job is submitted.");

  static final List<ConfigOption<?>> ALL =
      List.of(
          LOOKAHEAD,
          LOOKBACK,
          KERNELS,
          PERIOD,
          MEAN,
          STANDARD_DEVIATION,
          OUTLIERS,
          BANK,
          INITIAL_UPDATES);

  private FilterOptions() {}
}
