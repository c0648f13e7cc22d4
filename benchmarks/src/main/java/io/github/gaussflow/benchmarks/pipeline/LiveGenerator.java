/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.operators.sample.Sample;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Samples that leave the source at their own event times by this machine's clock, those of the
 * sensors of a reader one after the other. A sample that the source could not send in time has the
 * event time at which it should have left: backpressure counts as delay.
 */
final class LiveGenerator implements GeneratorFunction<Long, Sample> {

  private static final long serialVersionUID = 1L;

  private static final long NANOS_A_SECOND = 1_000_000_000;

  /** A pause shorter than this takes longer than it should. */
  private static final long SHORTEST_PAUSE = 200_000;

  private final double interval;
  private final long samplesOfReader;
  private final int sensorsOfReader;

  private transient String[] names;
  private transient long started;

  /**
   * The samples of all readers.
   *
   * @param interval the nanoseconds between samples of a reader
   */
  LiveGenerator(double interval, long samplesOfReader, int sensorsOfReader) {
    this.interval = interval;
    this.samplesOfReader = samplesOfReader;
    this.sensorsOfReader = sensorsOfReader;
  }

  /** Nanoseconds since the epoch. */
  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_A_SECOND + now.getNano();
  }

  @Override
  public Sample map(Long index) {
    int reader = (int) (index / samplesOfReader);
    long i = index - reader * samplesOfReader;
    if (names == null) {
      Stopwatch.start();
      started = now();
      names = new String[sensorsOfReader];
      for (int sensor = 0; sensor < sensorsOfReader; sensor++) {
        names[sensor] = "s" + (reader * sensorsOfReader + sensor);
      }
    }
    long time = started + Math.round(i * interval);
    if ((i & 31) == 0) {
      long wait = time - now();
      while (wait > SHORTEST_PAUSE) {
        LockSupport.parkNanos(wait);
        wait = time - now();
      }
    }
    long noise = index * 0x9E3779B97F4A7C15L >>> 40;
    return Sample.of(names[(int) (i % sensorsOfReader)], time, noise / (double) (1 << 24));
  }
}
