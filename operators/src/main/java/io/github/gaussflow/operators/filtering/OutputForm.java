/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * In which records the outputs of a filter leave: one for each, or one for several.
 *
 * @param <O> the records
 */
public interface OutputForm<O> extends Serializable {

  /** A record for each output. */
  static OutputForm<DenoisedSample> samples() {
    return new OfSamples();
  }

  /**
   * A record for all outputs that are due together, have parameters of one version and lie one
   * period apart.
   *
   * @param period the nominal time between samples in nanoseconds, for a record of a single output
   */
  static OutputForm<DenoisedBlock> blocks(long period) {
    return new OfBlocks(period);
  }

  /** The type of the records. */
  TypeInformation<O> type();

  /** What makes the records of one operator. */
  Writer<O> newWriter();

  /**
   * Makes records of the outputs of one sensor after the other.
   *
   * @param <O> the records
   */
  interface Writer<O> {

    /**
     * Takes the outputs of the slots {@code from..to-1} of a sensor, all of which have one, after
     * those before.
     *
     * @param denoised the filtered values from index 0 on; only read during the call
     * @param standardError that of each of them
     * @param version that of the parameters of each of them
     */
    void add(
        PendingSamples pending,
        int from,
        int to,
        double[] denoised,
        double standardError,
        long version,
        Collector<O> out);

    /**
     * The same of samples one period apart, none of which is missing, an outlier, or has a
     * reference.
     *
     * @param time the time of the first one
     * @param values the measured values, the first one at {@code from}
     * @param until the time from which on parameters of another version may hold
     */
    void addEven(
        PendingSamples pending,
        long time,
        long step,
        double[] values,
        int from,
        int count,
        double[] denoised,
        double standardError,
        long version,
        long until,
        Collector<O> out);

    /** Emits what is left of the sensor's outputs. */
    void finish(Collector<O> out);
  }

  /** Each output by itself. */
  final class OfSamples implements OutputForm<DenoisedSample>, Writer<DenoisedSample> {

    private static final long serialVersionUID = 1L;

    private OfSamples() {}

    @Override
    public TypeInformation<DenoisedSample> type() {
      return TypeInformation.of(DenoisedSample.class);
    }

    @Override
    public Writer<DenoisedSample> newWriter() {
      return this;
    }

    @Override
    public void add(
        PendingSamples pending,
        int from,
        int to,
        double[] denoised,
        double standardError,
        long version,
        Collector<DenoisedSample> out) {
      for (int slot = from; slot < to; slot++) {
        out.collect(
            new DenoisedSample(
                pending.sensor,
                pending.group,
                pending.slots.times[slot],
                pending.slots.measured(slot),
                pending.slots.reference(slot),
                denoised[slot - from],
                standardError,
                version,
                pending.slots.isOutlier(slot),
                !pending.slots.holdsSample(slot)));
      }
    }

    @Override
    public void addEven(
        PendingSamples pending,
        long time,
        long step,
        double[] values,
        int from,
        int count,
        double[] denoised,
        double standardError,
        long version,
        long until,
        Collector<DenoisedSample> out) {
      for (int i = 0; i < count; i++) {
        out.collect(
            new DenoisedSample(
                pending.sensor,
                pending.group,
                time + i * step,
                values[from + i],
                Double.NaN,
                denoised[i],
                standardError,
                version,
                false,
                false));
      }
    }

    @Override
    public void finish(Collector<DenoisedSample> out) {
      // Each has left already.
    }
  }

  /** Several outputs in a record. */
  final class OfBlocks implements OutputForm<DenoisedBlock> {

    private static final long serialVersionUID = 1L;

    private final long period;

    private OfBlocks(long period) {
      this.period = period;
    }

    @Override
    public TypeInformation<DenoisedBlock> type() {
      return TypeInformation.of(DenoisedBlock.class);
    }

    @Override
    public Writer<DenoisedBlock> newWriter() {
      return new BlockWriter(period);
    }
  }
}
