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
    List<Frame> frames = new ArrayList<>();
    int from = 0;
    while (from < samples.size()) {
      long partEnd = grid.partEnd(samples.get(from).time());
      int to = from + 1;
      while (to < samples.size() && samples.get(to).timestamp() <= partEnd) {
        to++;
      }
      frames.add(frame(samples.subList(from, to)));
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
    for (int slot = 1; slot < frame.times().length; slot++) {
      if (!Double.isNaN(frame.values()[slot])) {
        if (grid.cuts(before, frame.times()[slot])) {
          cuts++;
        }
        before = frame.times()[slot];
      }
    }
    return cuts;
  }

  /** One frame of all the samples. */
  Frame frame(List<Sample> samples) {
    int slots = 1;
    for (int i = 1; i < samples.size(); i++) {
      slots += grid.missingBetween(samples.get(i - 1).time(), samples.get(i).time()) + 1;
    }
    long[] times = new long[slots];
    double[] values = new double[slots];
    double[] references = new double[slots];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(references, Double.NaN);
    boolean referenced = false;
    boolean[] atRest = new boolean[0];
    int slot = 0;
    Sample before = null;
    for (Sample sample : samples) {
      if (before != null) {
        int missing = grid.missingBetween(before.time(), sample.time());
        grid.missingTimes(before.time(), sample.time(), times, slot + 1, missing);
        slot += missing + 1;
      }
      times[slot] = sample.time();
      values[slot] = sample.value();
      if (Double.isFinite(sample.reference())) {
        references[slot] = sample.reference();
        referenced = true;
      }
      if (rest.includes(sample)) {
        atRest = atRest.length == 0 ? new boolean[slots] : atRest;
        atRest[slot] = true;
      }
      before = sample;
    }
    Sample first = samples.get(0);
    return new Frame(
        first.sensor(),
        scope.groupOf(first),
        times,
        values,
        referenced ? references : new double[0],
        atRest,
        new double[0]);
  }
}
