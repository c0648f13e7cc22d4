/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * Section {@code output}: the tables, declared in {@code tables}, that take the results. Columns
 * are filled by name.
 */
public final class OutputOptions {

  /** The table of the denoised samples. */
  public static final ConfigOption<String> DENOISED =
      ConfigOptions.key("output.denoised")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table that takes the denoised samples. Columns may be: sensor, group, time,"
                  + " time_ns, value, reference, denoised, standard_error, version, outlier,"
                  + " estimated. Where 'samples.value' is an ARRAY, a table in which any column is one"
                  + " takes blocks: value, reference, denoised, standard_error, outlier and estimated"
                  + " are then arrays, and period_ns and count are columns too. Required.");

  /** The table of the parameter updates. */
  public static final ConfigOption<String> UPDATES =
      ConfigOptions.key("output.updates")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table that takes what each window taught. Columns may be: group, version,"
                  + " valid_from, valid_from_ns, mean_samples, mean_seconds,"
                  + " standard_deviation_samples, standard_deviation_seconds, cost, gradient_mean,"
                  + " gradient_log_standard_deviation, noise, noise_autocovariance, noise_variance,"
                  + " noise_correlation, bank, notice, count, sensors, learned, lag_samples,"
                  + " lag_seconds, period_seconds. Column noise says white, correlated (told from the samples), given"
                  + " or calibrated (measured at rest); noise_autocovariance is a text that"
                  + " 'learning.noise-autocovariance' takes.");

  /** The table of the late samples. */
  public static final ConfigOption<String> LATE = rejected("late", "that came too late");

  /** The table of the invalid samples. */
  public static final ConfigOption<String> INVALID =
      rejected("invalid", "without a sensor, a time or a number as value");

  /** The table of the duplicates. */
  public static final ConfigOption<String> DUPLICATES =
      rejected("duplicates", "at a time at which their sensor has another sample");

  /** Whether outputs of an earlier run are replaced. */
  public static final ConfigOption<Boolean> OVERWRITE =
      ConfigOptions.key("output.overwrite")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the results replace what the output tables hold instead of being added to it."
                  + " Old files stay until the new ones are complete. Only for bounded sources and"
                  + " connectors with INSERT OVERWRITE, such as filesystem.");

  static final List<ConfigOption<?>> ALL =
      List.of(DENOISED, UPDATES, LATE, INVALID, DUPLICATES, OVERWRITE);

  private OutputOptions() {}

  private static ConfigOption<String> rejected(String name, String which) {
    return ConfigOptions.key("output." + name)
        .stringType()
        .noDefaultValue()
        .withDescription(
            "The table that takes samples %s. Columns may be: sensor, time, time_ns, value (as text), reference, reason. Tables for rejected samples may be the same."
                .formatted(which));
  }
}
