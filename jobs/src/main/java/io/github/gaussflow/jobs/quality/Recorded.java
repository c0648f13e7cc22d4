/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.evaluation.Recording;
import io.github.gaussflow.jobs.evaluation.SlotSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * A recorded sensor.
 *
 * @param name in lower case with hyphens
 * @param title what it is, in words
 * @param file the CSV file within the folder of the data
 * @param time its column of times
 * @param value its column of the sensor
 * @param reference its column of another sensor of the same quantity, if any
 */
record Recorded(
    String name, String title, String file, String time, String value, Optional<String> reference) {

  /** All of them, in the order of the report. */
  static final List<Recorded> ALL = all();

  private static List<Recorded> all() {
    List<Recorded> all = new ArrayList<>();
    for (String axis : List.of("x", "y", "z")) {
      all.add(
          new Recorded(
              "gyroscope-" + axis,
              "gyroscope of a car, %s (rad/s)".formatted(axis),
              "comma2k19/gyro_vs_pose_rate.csv",
              "t_s",
              "gyro_" + axis + "_radps",
              Optional.of("ref_" + axis + "_radps")));
    }
    String dht22 = "DHT22#3";
    String dht11 = "DHT11#1";
    for (String quantity : List.of("Temperature", "Humidity")) {
      all.add(hygrometer(dht11, dht22, quantity));
      all.add(hygrometer("DHT11#2", dht22, quantity));
      all.add(hygrometer(dht22, dht11, quantity));
    }
    all.add(
        alone(
            "machine",
            "temperature of a machine (F)",
            "nab/machine_temperature_system_failure.csv",
            "timestamp",
            "value"));
    all.add(
        alone(
            "heart",
            "ECG, MIT-BIH record 208 (mV)",
            "ecg_mitbih208/ecg_360hz_100s.csv",
            "t_s",
            "ecg_mV"));
    all.add(room("Temperature", "C"));
    all.add(room("Humidity", "%"));
    all.add(room("Light", "lx"));
    all.add(room("CO2", "ppm"));
    return List.copyOf(all);
  }

  private static Recorded hygrometer(String sensor, String other, String quantity) {
    String column = " " + quantity;
    return new Recorded(
        "%s-%s".formatted(sensor, quantity).toLowerCase(Locale.ROOT).replace('#', '-'),
        "%s of a %s (%s)"
            .formatted(
                quantity.toLowerCase(Locale.ROOT), sensor, quantity.equals("Humidity") ? "%" : "C"),
        "dht_sensor_test/serial.csv",
        "Date",
        sensor + column,
        Optional.of(other + column));
  }

  private static Recorded room(String quantity, String unit) {
    String lower = quantity.equals("CO2") ? quantity : quantity.toLowerCase(Locale.ROOT);
    return alone(
        "room-" + lower.toLowerCase(Locale.ROOT),
        "%s of a room (%s)".formatted(lower, unit),
        "occupancy/datatraining.txt",
        "date",
        quantity);
  }

  private static Recorded alone(String name, String title, String file, String time, String value) {
    return new Recorded(name, title, file, time, value, Optional.empty());
  }

  /**
   * Reads it, against its reference if it has one.
   *
   * @throws io.github.gaussflow.jobs.configuration.JobFileException if the file is not there
   */
  Recording read(Path data, KernelSupport support) {
    return Recording.read(data.resolve(file), time, value, reference, support);
  }

  /** The samples with white noise of a deviation, the samples as they were as reference. */
  static SlotSeries withNoise(SlotSeries series, Level level, long seed) {
    double[] present =
        Arrays.stream(series.values()).filter(value -> !Double.isNaN(value)).toArray();
    double deviation = level.deviation(present);
    Random random = new Random(seed);
    double[] noisy = series.values().clone();
    for (int n = 0; n < noisy.length; n++) {
      noisy[n] += deviation * random.nextGaussian();
    }
    return series.withValues(noisy, series.values());
  }
}
