/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Section {@code report}: what a run says about itself at its end. */
public final class ReportOptions {

  /** Whether the run is scored. */
  public static final ConfigOption<Boolean> ENABLED =
      ConfigOptions.key("report.enabled")
          .booleanType()
          .noDefaultValue()
          .withDescription(
              "Whether samples are counted and scored for each sensor while the job runs. Unless set,"
                  + " 'gaussflow run' does and a job on a cluster does not.");

  /** Where the page goes. */
  public static final ConfigOption<String> HTML =
      ConfigOptions.key("report.html")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The HTML file that gets the report; relative to the folder of the job file. Unless"
                  + " set, NAME-report.html, NAME being 'name', beside the folder of"
                  + " 'output.denoised'; beside the job file where that is no folder of this"
                  + " machine.");

  /** What the values are. */
  public static final ConfigOption<String> LABEL =
      ConfigOptions.key("report.label")
          .stringType()
          .defaultValue("value")
          .withDescription("What the values are, with their unit, in the report and the picture.");

  /** Where a picture goes. */
  public static final ConfigOption<String> PICTURE =
      ConfigOptions.key("report.picture")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The SVG file that gets a picture of one sensor before and after; relative to the"
                  + " folder of the job file. Needs 'report.picture-sensor'.");

  /** Whose picture. */
  public static final ConfigOption<String> PICTURE_SENSOR =
      ConfigOptions.key("report.picture-sensor")
          .stringType()
          .noDefaultValue()
          .withDescription("The sensor in the picture.");

  /** From when on. */
  public static final ConfigOption<Duration> PICTURE_START =
      ConfigOptions.key("report.picture-start")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription("How long after the sensor's first sample the picture begins.");

  /** How many samples. */
  public static final ConfigOption<Integer> PICTURE_SAMPLES =
      ConfigOptions.key("report.picture-samples")
          .intType()
          .defaultValue(500)
          .withDescription("How many samples the picture shows, from 2 to 1500.");

  static final List<ConfigOption<?>> ALL =
      List.of(ENABLED, HTML, LABEL, PICTURE, PICTURE_SENSOR, PICTURE_START, PICTURE_SAMPLES);

  private ReportOptions() {}
}
