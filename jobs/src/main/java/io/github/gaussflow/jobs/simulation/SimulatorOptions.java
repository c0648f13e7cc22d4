/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import io.github.gaussflow.jobs.configuration.TimeUnit;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of a table with the connector {@code gaussflow-simulator}. */
public final class SimulatorOptions {

  /** The clean signal. */
  public static final ConfigOption<Signal> SIGNAL =
      ConfigOptions.key("signal")
          .enumType(Signal.class)
          .defaultValue(Signal.SINES)
          .withDescription(
              "The clean signal: sines (three, with periods of 200, 90 and 37 samples), chirp or"
                  + " fast-chirp (a sine whose frequency rises within 4000 samples to 0.05 or 0.25 of"
                  + " the sampling rate), walk (normal steps of deviation 1), steps (levels of"
                  + " deviation 1, a new one every 100 samples on average), ecg (heart beats of height"
                  + " 1 at 250 Hz), temperature (20 degrees, 0.1 up and down in 1440 samples, a drift of"
                  + " 0.03), or autoregressive (s(n) = 0.9 s(n-1) + normal, of deviation 1).");

  /** The kind of noise. */
  public static final ConfigOption<Noise> NOISE =
      ConfigOptions.key("noise")
          .enumType(Noise.class)
          .defaultValue(Noise.WHITE)
          .withDescription(
              "The noise: white, correlated (e(n) = 0.5 e(n-1) + white), strongly-correlated (0.8),"
                  + " narrow-band (a vibration about a tenth of the sampling rate), heavy-tails"
                  + " (Student's t with 3 degrees of freedom), or spikes (white, and in 1 % of the"
                  + " samples 10 standard deviations more or less).");

  /** How much noise. */
  public static final ConfigOption<Double> NOISE_STANDARD_DEVIATION =
      ConfigOptions.key("noise.standard-deviation")
          .doubleType()
          .defaultValue(0.3)
          .withDescription(
              "The standard deviation of the noise, in the unit of the signal; 0 for none.");

  /** How much noise at other times. */
  public static final ConfigOption<Double> NOISE_OTHER_STANDARD_DEVIATION =
      ConfigOptions.key("noise.other-standard-deviation")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "Another standard deviation of the noise, which takes turns with the first. Needs"
                  + " 'noise.change-every'.");

  /** How long the noise stays as it is. */
  public static final ConfigOption<Duration> NOISE_CHANGE_EVERY =
      ConfigOptions.key("noise.change-every")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "The event time after which the standard deviation of the noise changes to the other"
                  + " one and, after as long again, back. Needs 'noise.other-standard-deviation'.");

  /** How many sensors. */
  public static final ConfigOption<Integer> SENSORS =
      ConfigOptions.key("sensors")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many sensors there are, at most 100000, named 'sensor-1', 'sensor-2' and so on;"
                  + " each has a signal and noise of its own.");

  /** The time between samples. */
  public static final ConfigOption<Duration> PERIOD =
      ConfigOptions.key("period")
          .durationType()
          .defaultValue(Duration.ofMillis(10))
          .withDescription("The event time between two samples of a sensor.");

  /** The time of the first sample. */
  public static final ConfigOption<String> START_TIME =
      ConfigOptions.key("start-time")
          .stringType()
          .defaultValue("2026-01-01 00:00:00")
          .withDescription(
              "The event time of each sensor's first sample, UTC unless it ends in an offset; or 'now',"
                  + " the second in which the job starts.");

  /** How many rows. */
  public static final ConfigOption<Long> NUMBER_OF_ROWS =
      ConfigOptions.key("number-of-rows")
          .longType()
          .noDefaultValue()
          .withDescription(
              "How many rows all sensors together give, which makes the table bounded. Without an end"
                  + " if not set.");

  /** How fast. */
  public static final ConfigOption<Double> ROWS_PER_SECOND =
      ConfigOptions.key("rows-per-second")
          .doubleType()
          .noDefaultValue()
          .withDescription(
              "How many rows all sensors together give a second, greater than 0; samples that a gap"
                  + " leaves out count, so that it lasts as long as it should. If not set: as fast as"
                  + " can be with 'number-of-rows', else as fast as event time passes.");

  /** How much rows are out of order. */
  public static final ConfigOption<Duration> DISORDER =
      ConfigOptions.key("disorder")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "The longest delay of a sample. Each is delayed at random by less than this and the rows"
                  + " come in the order of arrival, so no row is earlier than one before it by this or"
                  + " more: what a watermark has to allow. 0 s for rows in order.");

  /** How many samples are late. */
  public static final ConfigOption<Double> LATE_SHARE =
      ConfigOptions.key("late.share")
          .doubleType()
          .defaultValue(0.0)
          .withDescription(
              "The share of the samples that are late, from 0 to 1. Needs 'late.delay'.");

  /** How late they are. */
  public static final ConfigOption<Duration> LATE_DELAY =
      ConfigOptions.key("late.delay")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How much more than others a late sample is delayed. Needs 'late.share'.");

  /** How often there are gaps. */
  public static final ConfigOption<Duration> GAP_EVERY =
      ConfigOptions.key("gap.every")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "In each such span of event time each sensor has one gap, somewhere, without samples."
                  + " Needs 'gap.length'.");

  /** How long gaps are. */
  public static final ConfigOption<Duration> GAP_LENGTH =
      ConfigOptions.key("gap.length")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long a gap is, shorter than 'gap.every' by at least a period. Needs 'gap.every'.");

  /** The seed of all that is drawn. */
  public static final ConfigOption<Long> SEED =
      ConfigOptions.key("seed")
          .longType()
          .defaultValue(1L)
          .withDescription("The seed of all that is drawn: with the same one come the same rows.");

  /** The column of the sensor. */
  public static final ConfigOption<String> SENSOR_COLUMN = column("sensor", "name, a STRING");

  /** The column of the event time. */
  public static final ConfigOption<String> TIME_COLUMN =
      column("time", "event time, a TIMESTAMP (in UTC), TIMESTAMP_LTZ or BIGINT");

  /** The column of the noisy value. */
  public static final ConfigOption<String> VALUE_COLUMN =
      column("value", "value with its noise, a DOUBLE");

  /** The column of the clean value. */
  public static final ConfigOption<String> REFERENCE_COLUMN =
      column("reference", "value of the clean signal, a DOUBLE");

  /** What a BIGINT time counts. */
  public static final ConfigOption<TimeUnit> TIME_UNIT =
      ConfigOptions.key("column.time-unit")
          .enumType(TimeUnit.class)
          .noDefaultValue()
          .withDescription(
              "What a time column of type BIGINT counts since the epoch: ns, us, ms or s. Required for"
                  + " BIGINT, not allowed otherwise.");

  private static final List<ConfigOption<?>> ALL =
      List.of(
          SIGNAL,
          NOISE,
          NOISE_STANDARD_DEVIATION,
          NOISE_OTHER_STANDARD_DEVIATION,
          NOISE_CHANGE_EVERY,
          SENSORS,
          PERIOD,
          START_TIME,
          NUMBER_OF_ROWS,
          ROWS_PER_SECOND,
          DISORDER,
          LATE_SHARE,
          LATE_DELAY,
          GAP_EVERY,
          GAP_LENGTH,
          SEED,
          SENSOR_COLUMN,
          TIME_COLUMN,
          VALUE_COLUMN,
          REFERENCE_COLUMN,
          TIME_UNIT);

  private SimulatorOptions() {}

  /** All of them, in the order of the guide. */
  public static List<ConfigOption<?>> all() {
    return ALL;
  }

  private static ConfigOption<String> column(String what, String contents) {
    return ConfigOptions.key("column." + what)
        .stringType()
        .defaultValue(what)
        .withDescription("The column of the sensor's " + contents + "; may be left out.");
  }
}
