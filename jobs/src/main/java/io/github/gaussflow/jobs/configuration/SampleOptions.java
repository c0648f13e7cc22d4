/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Sampling;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * Section {@code samples}: the table of the samples, which of its columns is what, and what is done
 * where samples are missing.
 */
public final class SampleOptions {

  /** The table or view that gives the samples. */
  public static final ConfigOption<String> TABLE =
      ConfigOptions.key("samples.table")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The table or view, declared in 'tables', that gives one row for each sample,"
                  + " or for each block of samples. Required.");

  /** The column that names the sensor. */
  public static final ConfigOption<String> SENSOR =
      ConfigOptions.key("samples.sensor")
          .stringType()
          .noDefaultValue()
          .withDescription("The column that names the sensor; any type. Required.");

  /** The column of the event time. */
  public static final ConfigOption<String> TIME =
      ConfigOptions.key("samples.time")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column of the event time, of a block that of its first sample: TIMESTAMP (taken as"
                  + " UTC), TIMESTAMP_LTZ, or BIGINT with 'samples.time-unit'. Required.");

  /** What a BIGINT time counts. */
  public static final ConfigOption<TimeUnit> TIME_UNIT =
      ConfigOptions.key("samples.time-unit")
          .enumType(TimeUnit.class)
          .noDefaultValue()
          .withDescription(
              "What a time column of type BIGINT counts since the epoch: ns, us, ms or s. Required for"
                  + " BIGINT, not allowed otherwise.");

  /** The column of the measured value. */
  public static final ConfigOption<String> VALUE =
      ConfigOptions.key("samples.value")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column of the measured value: a numeric type, or STRING so that a text which is no"
                  + " number goes to the invalid output with the text it had; or an ARRAY of a numeric type,"
                  + " so that a row is a block of samples. Required.");

  /** The column of the time between the samples of a block. */
  public static final ConfigOption<String> BLOCK_PERIOD =
      ConfigOptions.key("samples.block-period")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column of the time between two samples of a block in nanoseconds: an integer type."
                  + " 'filter.period' if not set. Only where 'samples.value' is an ARRAY.");

  /** The column of a reference sensor. */
  public static final ConfigOption<String> REFERENCE =
      ConfigOptions.key("samples.reference")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column of what a reference sensor said at that time: a numeric type or STRING; NULL"
                  + " or no number means none; of a block an ARRAY of as many. Scores the run; learned from only where"
                  + " 'learning.objective' is 'reference'.");

  /** The column of the group. */
  public static final ConfigOption<String> GROUP =
      ConfigOptions.key("samples.group")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column of the group a sensor learns with; any type. Required where 'learning.scope'"
                  + " is 'group', not allowed otherwise.");

  /** The column that says whether the sensor is at rest. */
  public static final ConfigOption<String> REST =
      ConfigOptions.key("samples.rest")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The column that says whether the sensor is at rest, so that nothing but its noise"
                  + " moves: BOOLEAN; NULL means it is not. Each group's noise is then measured from"
                  + " its samples at rest. Only for the objective sure without"
                  + " 'learning.noise-autocovariance'.");

  /** When all sensors come to rest. */
  public static final ConfigOption<String> REST_FROM =
      ConfigOptions.key("samples.rest-from")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The event time from which all sensors are at rest, where no column says so: a date and"
                  + " time such as 2026-05-01 12:00:00.5, UTC unless it ends in Z or an offset; with"
                  + " 'samples.time-unit' a count of that unit. Needs 'samples.rest-to'.");

  /** When they start to move. */
  public static final ConfigOption<String> REST_TO =
      ConfigOptions.key("samples.rest-to")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The event time from which they no longer are, as 'samples.rest-from'; later than it.");

  /** From which time between samples on the filter does not reach across. */
  public static final ConfigOption<Duration> MAX_GAP =
      ConfigOptions.key("samples.max-gap")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "The longest silence of a sensor that the filter bridges, at least a period; a longer"
                  + " one cuts the series in two. As long as the filter reaches, and a period more, if"
                  + " not set.");

  /** What comes out where samples are missing. */
  public static final ConfigOption<GapFill> GAP_FILL =
      ConfigOptions.key("samples.gap-fill")
          .enumType(GapFill.class)
          .defaultValue(GapFill.NONE)
          .withDescription(
              "What comes out where samples are missing and no gap cuts: none, or estimate (at each"
                  + " point of the nominal grid that the filter reaches, what it makes of the samples"
                  + " around; column 'estimated' is true and 'value' NULL).");

  /** From which silence on outputs do not wait for what comes after it. */
  public static final ConfigOption<Duration> FLUSH_AFTER =
      ConfigOptions.key("samples.flush-after")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "The longest silence of a sensor across which an output waits for later samples, from"
                  + " 'filter.period' to 'samples.max-gap'. Outputs before a longer silence do not use"
                  + " the samples after it, so the last ones of a sensor come out as soon as the"
                  + " watermark is so much later. As 'samples.max-gap' if not set.");

  /** How long samples may linger, so that a sensor's state is touched for several at once. */
  public static final ConfigOption<Duration> LINGER =
      ConfigOptions.key("samples.linger")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "For how long in event time a sample may linger before its sensor's state is touched"
                  + " for it, so that it is touched for several samples at once. For sensors that are"
                  + " many and slow: a linger of 8 periods spares a third of the time at 100,000 of them"
                  + " and half of the CPU time at a million. Outputs are the same and leave later by up to as much; best less"
                  + " than 'filter.lookahead' periods. Without effect in batch mode, and not allowed"
                  + " where 'samples.value' is an ARRAY. Not at all if not set.");

  /** What the times of samples mean. */
  public static final ConfigOption<Sampling> SAMPLING =
      ConfigOptions.key("samples.sampling")
          .enumType(Sampling.class)
          .defaultValue(Sampling.REGULAR)
          .withDescription(
              "What the times of samples mean: regular (each sample is taken for the nearest whole"
                  + " number of periods after the one before, so jitter is not seen) or irregular (the"
                  + " Gaussian is evaluated at the true times, for the output and for learning;"
                  + " 'filter.lookahead' and 'filter.lookback' then count periods of time). irregular"
                  + " is for one Gaussian, white noise, the objectives sure and reference, and newton.");

  static final List<ConfigOption<?>> ALL =
      List.of(
          TABLE,
          SENSOR,
          TIME,
          TIME_UNIT,
          VALUE,
          BLOCK_PERIOD,
          REFERENCE,
          GROUP,
          REST,
          REST_FROM,
          REST_TO,
          MAX_GAP,
          GAP_FILL,
          FLUSH_AFTER,
          LINGER,
          SAMPLING);

  private SampleOptions() {}
}
