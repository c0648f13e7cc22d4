/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.operators.sample.SampleBlock;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The samples of a {@link SensorGenerator} in blocks: block i of a reader is that of sensor i mod
 * S.
 */
final class BlockGenerator implements GeneratorFunction<Long, SampleBlock> {

  private static final long serialVersionUID = 1L;

  private static final double[] NO_REFERENCES = {};

  private final long period;
  private final int length;
  private final long blocksOfReader;
  private final int sensorsOfReader;

  private transient String[] names;
  private transient int first;

  /**
   * The blocks of all readers.
   *
   * @param period the nanoseconds between samples of a sensor
   * @param length the samples in a block
   */
  BlockGenerator(long period, int length, long blocksOfReader, int sensorsOfReader) {
    this.period = period;
    this.length = length;
    this.blocksOfReader = blocksOfReader;
    this.sensorsOfReader = sensorsOfReader;
  }

  @Override
  public SampleBlock map(Long index) {
    int reader = (int) (index / blocksOfReader);
    long i = index - reader * blocksOfReader;
    if (names == null || first != reader * sensorsOfReader) {
      first = reader * sensorsOfReader;
      names = new String[sensorsOfReader];
      for (int sensor = 0; sensor < sensorsOfReader; sensor++) {
        names[sensor] = "s" + (first + sensor);
      }
    }
    if (i == 0) {
      Stopwatch.start();
    }
    String name = names[(int) (i % sensorsOfReader)];
    long n = i / sensorsOfReader * length;
    double[] values = new double[length];
    for (int k = 0; k < length; k++) {
      values[k] = SensorGenerator.value(index * length + k, n + k);
    }
    String group = SensorGenerator.group(first + (int) (i % sensorsOfReader));
    return new SampleBlock(name, group, (n + 1) * period, period, values, NO_REFERENCES, false);
  }
}
