/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.operators.sample.Sample;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The samples of a {@link SensorGenerator}, then one of the first sensor of each reader every few
 * milliseconds, a window after the other: time goes on for all sensors, which are silent.
 */
final class FallingSilent implements GeneratorFunction<Long, Sample> {

  private static final long serialVersionUID = 1L;

  private static final long PAUSE = 5_000_000;

  private final SensorGenerator sensors;
  private final long samplesOfReader;
  private final long samplesAndSilence;
  private final long window;

  /**
   * First samples, then silence.
   *
   * @param samplesAndSilence how much each reader gives, all but so many samples after the silence
   * @param window the nanoseconds of a window
   */
  FallingSilent(
      SensorGenerator sensors, long samplesOfReader, long samplesAndSilence, long window) {
    this.sensors = sensors;
    this.samplesOfReader = samplesOfReader;
    this.samplesAndSilence = samplesAndSilence;
    this.window = window;
  }

  @Override
  public Sample map(Long index) {
    long reader = index / samplesAndSilence;
    long i = index - reader * samplesAndSilence;
    if (i < samplesOfReader) {
      return sensors.map(reader * samplesOfReader + i);
    }
    LockSupport.parkNanos(PAUSE);
    Sample last = sensors.map((reader + 1) * samplesOfReader - 1);
    return new Sample(
        last.sensor(),
        last.group(),
        last.time() + (i - samplesOfReader + 1) * window,
        last.value(),
        Double.NaN);
  }
}
