/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.operators.sample.Sample;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The samples of a workload by their number: each reader of the source gives those of its own
 * sensors in time order, a sine under what looks like noise.
 *
 * <p>Sample i of a reader is that of sensor i mod S at the period i / S + 1, with S the sensors of
 * a reader.
 */
final class SensorGenerator implements GeneratorFunction<Long, Sample> {

  private static final long serialVersionUID = 1L;

  private static final int SENSORS_IN_A_GROUP = 100;

  private final long period;
  private final long samplesOfReader;
  private final int sensorsOfReader;

  private transient String[] names;
  private transient String[] groups;
  private transient int first;

  /**
   * The samples of all readers.
   *
   * @param period the nanoseconds between samples of a sensor
   */
  SensorGenerator(long period, long samplesOfReader, int sensorsOfReader) {
    this.period = period;
    this.samplesOfReader = samplesOfReader;
    this.sensorsOfReader = sensorsOfReader;
  }

  @Override
  public Sample map(Long index) {
    int reader = (int) (index / samplesOfReader);
    long i = index - reader * samplesOfReader;
    if (names == null || first != reader * sensorsOfReader) {
      name(reader * sensorsOfReader);
    }
    if (i == 0) {
      Stopwatch.start();
    }
    int sensor = (int) (i % sensorsOfReader);
    long n = i / sensorsOfReader;
    return new Sample(names[sensor], groups[sensor], (n + 1) * period, value(index, n), Double.NaN);
  }

  private void name(int newFirst) {
    first = newFirst;
    names = new String[sensorsOfReader];
    groups = new String[sensorsOfReader];
    for (int sensor = 0; sensor < sensorsOfReader; sensor++) {
      names[sensor] = "s" + (first + sensor);
      groups[sensor] = "g" + (first + sensor) / SENSORS_IN_A_GROUP;
    }
  }

  /** A cheap hash in place of noise, and a wave of steps: the generator is not what is measured. */
  private static double value(long index, long n) {
    double noise = (index * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24) - 0.5;
    long phase = n & 63;
    return (phase < 32 ? phase : 64 - phase) / 16.0 + noise;
  }
}
