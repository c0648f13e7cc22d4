/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Noisy sines of several sensors, in the order in which they arrive at the partitions of a topic.
 */
final class Readings {

  static final int PERIOD_MILLIS = 10;

  /** By how much a sample may come after a later one, in milliseconds. */
  static final int DISORDER_MILLIS = 300;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Readings() {}

  /** One sample: its sensor, its time, and its value as text, which may be no number. */
  record Reading(String sensor, long millis, String value) {

    String time() {
      // Always with milliseconds.
      return START.plusMillis(millis).plusNanos(1).toString().replaceAll("\\d{6}Z$", "Z");
    }

    String json() {
      return "{\"sensor\":\"%s\",\"time\":\"%s\",\"value\":\"%s\"}"
          .formatted(sensor, time(), value);
    }

    long epochMillis() {
      return START.toEpochMilli() + millis;
    }
  }

  /**
   * Samples for each partition, out of order. Each sensor has a partition, but the last sensor,
   * whose samples are spread over all. One sample in 97 has no number, one in 89 comes twice.
   *
   * @param samples the samples of one sensor
   */
  static List<List<Reading>> partitions(int partitions, int sensors, int samples) {
    Random random = new Random(71);
    List<List<Reading>> readings = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      readings.add(new ArrayList<>());
    }
    int count = 0;
    for (int n = 0; n < samples; n++) {
      for (int s = 0; s < sensors; s++) {
        boolean spread = s == sensors - 1;
        double value = Math.sin(n / 15.0 + s) + 0.3 * random.nextGaussian();
        String text = String.format(Locale.ROOT, "%.6f", value);
        count++;
        Reading reading =
            new Reading("s" + s, (long) n * PERIOD_MILLIS, count % 97 == 0 ? "broken" : text);
        List<Reading> partition = readings.get((spread ? n : s) % partitions);
        partition.add(reading);
        if (count % 89 == 0) {
          partition.add(reading);
        }
      }
    }
    readings.forEach(partition -> disorder(partition, random));
    return readings;
  }

  /** Delays each sample by less than the disorder, as a network would. */
  private static void disorder(List<Reading> readings, Random random) {
    record Arrival(long at, Reading reading) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Reading reading : readings) {
      arrivals.add(new Arrival(reading.millis() + random.nextInt(DISORDER_MILLIS), reading));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    Collections.copy(readings, arrivals.stream().map(Arrival::reading).toList());
  }
}
