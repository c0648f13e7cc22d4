/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays sorted samples into frames, one for each {@linkplain SamplingGrid#partEnd part} of the time
 * axis, with empty slots where samples are missing.
 */
public final class FrameCutter {

  private static final double[] NONE = {};
  private static final boolean[] NOT_AT_REST = {};

  private final SamplingGrid grid;
  private final Scope scope;
  private final Rest rest;

  /**
   * A cutter for sensors of one sampling grid.
   *
   * @param rest which samples the frames mark as being at rest
   */
  public FrameCutter(SamplingGrid grid, Scope scope, Rest rest) {
    this.grid = grid;
    this.scope = scope;
    this.rest = rest;
  }

  /** The frames of samples of one sensor in strictly increasing time order. */
  public List<Frame> cut(List<Sample> samples) {
    return cut(SampleBundle.of(samples), samples.size());
  }

  /** The frames of the first samples of a bundle, which are in strictly increasing time order. */
  List<Frame> cut(SampleBundle samples, int count) {
    List<Frame> frames = new ArrayList<>();
    int from = 0;
    while (from < count) {
      long partEnd = grid.partEnd(samples.times[from]);
      int to = from + 1;
      while (to < count && samples.timestampOf(to) <= partEnd) {
        to++;
      }
      frames.add(frame(samples, from, to));
      from = to;
    }
    return frames;
  }

  /**
   * How many silences cut the series from the sample before a frame to its end.
   *
   * @param previous the time of that sample, null for none
   */
  int cuts(Long previous, Frame frame) {
    int cuts = previous != null && grid.cuts(previous, frame.firstTime()) ? 1 : 0;
    long before = frame.firstTime();
    for (int slot = 1; slot < frame.size(); slot++) {
      if (!Double.isNaN(frame.values()[slot])) {
        if (grid.cuts(before, frame.time(slot))) {
          cuts++;
        }
        before = frame.time(slot);
      }
    }
    return cuts;
  }

  /** One frame of all the samples. */
  Frame frame(List<Sample> samples) {
    return frame(SampleBundle.of(samples), 0, samples.size());
  }

  private Frame frame(SampleBundle samples, int from, int to) {
    int slots = 1;
    for (int i = from + 1; i < to; i++) {
      slots += grid.missingBetween(samples.times[i - 1], samples.times[i]) + 1;
    }
    Sample first = samples.sample(from);
    if (slots == to - from && samples.references.length == 0 && !rest.isPossible()) {
      return new Frame(
          first.sensor(),
          scope.groupOf(first),
          Arrays.copyOfRange(samples.times, from, to),
          Arrays.copyOfRange(samples.values, from, to),
          NONE,
          NOT_AT_REST,
          NONE);
    }
    long[] times = new long[slots];
    double[] values = new double[slots];
    double[] references = new double[slots];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(references, Double.NaN);
    boolean referenced = false;
    boolean[] atRest = NOT_AT_REST;
    int slot = 0;
    for (int i = from; i < to; i++) {
      long time = samples.times[i];
      if (i > from) {
        long before = samples.times[i - 1];
        int missing = grid.missingBetween(before, time);
        grid.missingTimes(before, time, times, slot + 1, missing);
        slot += missing + 1;
      }
      times[slot] = time;
      values[slot] = samples.values[i];
      if (Double.isFinite(samples.referenceOf(i))) {
        references[slot] = samples.referenceOf(i);
        referenced = true;
      }
      if (rest.includes(samples.isAtRest(i), time)) {
        atRest = atRest.length == 0 ? new boolean[slots] : atRest;
        atRest[slot] = true;
      }
    }
    return new Frame(
        first.sensor(),
        scope.groupOf(first),
        times,
        values,
        referenced ? references : NONE,
        atRest,
        NONE);
  }
}
