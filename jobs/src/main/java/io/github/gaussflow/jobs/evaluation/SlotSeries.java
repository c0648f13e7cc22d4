/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.outlier.HampelIdentifier;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.frame.SamplingGrid;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measurements laid into slots by the rule of the pipeline, {@link SamplingGrid}.
 *
 * @param times nanoseconds since the epoch; without meaning where the slot is empty
 * @param values NaN for an empty slot
 * @param references NaN for none
 * @param samples the slots that hold a sample
 */
public record SlotSeries(long[] times, double[] values, double[] references, int samples) {

  /**
   * A series without gaps.
   *
   * @param period the time between samples, positive
   * @param values all finite
   * @param references as many, NaN for none
   */
  public static SlotSeries regular(Duration period, double[] values, double[] references) {
    long[] times = new long[values.length];
    for (int n = 0; n < times.length; n++) {
      times[n] = Math.multiplyExact(n, period.toNanos());
    }
    return new SlotSeries(times, values, references, values.length);
  }

  /** The same slots with other samples and references; NaN must stay NaN in the samples. */
  public SlotSeries withValues(double[] newValues, double[] newReferences) {
    return new SlotSeries(times, newValues, newReferences, samples);
  }

  static SlotSeries of(Measurements measurements, SamplingGrid grid) {
    long[] measured = measurements.times();
    int[] slotOf = new int[measured.length];
    for (int k = 1; k < measured.length; k++) {
      int step = grid.missingBetween(measured[k - 1], measured[k]) + 1;
      slotOf[k] = Math.addExact(slotOf[k - 1], step);
    }
    int slots = measured.length == 0 ? 0 : slotOf[measured.length - 1] + 1;
    long[] times = new long[slots];
    double[] values = new double[slots];
    double[] references = new double[slots];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(references, Double.NaN);
    for (int k = 0; k < measured.length; k++) {
      times[slotOf[k]] = measured[k];
      values[slotOf[k]] = measurements.values()[k];
      references[slotOf[k]] = measurements.references()[k];
    }
    return new SlotSeries(times, values, references, measured.length);
  }

  /** The series with its reference moved: the one {@code lag} slots later stands for each. */
  SlotSeries aligned(int lag) {
    double[] moved = new double[slots()];
    for (int n = 0; n < moved.length; n++) {
      int from = n + lag;
      moved[n] = from >= 0 && from < moved.length ? references[from] : Double.NaN;
    }
    return withValues(values, moved);
  }

  /** The series as the learner is to see it: with its outliers replaced, if they are to be. */
  SlotSeries treated(OutlierTreatment treatment, SamplingGrid grid) {
    if (treatment == OutlierTreatment.NONE) {
      return this;
    }
    HampelIdentifier identifier = new HampelIdentifier();
    double[] replaced = values.clone();
    int before = -1;
    for (int slot = 0; slot < slots(); slot++) {
      if (holdsSample(slot)) {
        if (before >= 0 && grid.cuts(times[before], times[slot])) {
          identifier.forget();
        }
        replaced[slot] = identifier.judge(values, slots(), slot);
        before = slot;
      }
    }
    return new SlotSeries(times, replaced, references, samples);
  }

  /** How many samples have another value than in another series of the same slots. */
  int differences(SlotSeries other) {
    int count = 0;
    for (int slot = 0; slot < slots(); slot++) {
      count += holdsSample(slot) && values[slot] != other.values[slot] ? 1 : 0;
    }
    return count;
  }

  /** What a filter took away: the values less its output, NaN where either is not there. */
  double[] residual(double[] output) {
    double[] residual = new double[slots()];
    for (int slot = 0; slot < residual.length; slot++) {
      residual[slot] = values[slot] - output[slot];
    }
    return residual;
  }

  /** The number of slots. */
  public int slots() {
    return values.length;
  }

  /** Whether the slot is not empty. */
  public boolean holdsSample(int slot) {
    return !Double.isNaN(values[slot]);
  }

  /** Whether the slot has both a sample and a reference. */
  public boolean scored(int slot) {
    return holdsSample(slot) && !Double.isNaN(references[slot]);
  }
}
