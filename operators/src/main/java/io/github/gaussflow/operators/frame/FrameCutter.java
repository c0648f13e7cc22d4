/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays sorted samples into frames, with empty slots where samples are missing. */
final class FrameCutter {

  /**
   * A frame of doubles and longs that stays within one of Flink's 32 KiB network buffers or few.
   */
  static final int MAX_SLOTS = 4_096;

  private final SamplingGrid grid;
  private final Scope scope;
  private int gaps;

  FrameCutter(SamplingGrid grid, Scope scope) {
    this.grid = grid;
    this.scope = scope;
  }

  /** The frames of samples of one sensor in strictly increasing time order. */
  List<Frame> cut(List<Sample> samples) {
    return cut(samples, false);
  }

  /** The same with one frame, however long, for each {@linkplain SamplingGrid#partEnd part}. */
  List<Frame> cutIntoParts(List<Sample> samples) {
    return cut(samples, true);
  }

  private List<Frame> cut(List<Sample> samples, boolean intoParts) {
    List<Frame> frames = new ArrayList<>();
    int from = 0;
    while (from < samples.size()) {
      int slots = 1;
      int to = from + 1;
      while (to < samples.size()) {
        Sample before = samples.get(to - 1);
        Sample next = samples.get(to);
        int missing = grid.missingBetween(before.time(), next.time());
        boolean ends =
            intoParts
                ? grid.partEnd(before.timestamp()) != grid.partEnd(next.timestamp())
                : slots + missing + 1 > MAX_SLOTS;
        if (ends) {
          break;
        }
        slots += missing + 1;
        to++;
      }
      frames.add(frame(samples.subList(from, to), slots));
      from = to;
    }
    for (int i = 1; i < samples.size(); i++) {
      if (grid.cuts(samples.get(i - 1).time(), samples.get(i).time())) {
        gaps++;
      }
    }
    return frames;
  }

  /** How many cuts there were between the samples given. */
  int gaps() {
    return gaps;
  }

  private Frame frame(List<Sample> samples, int slots) {
    long[] times = new long[slots];
    double[] values = new double[slots];
    double[] references = new double[slots];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(references, Double.NaN);
    boolean referenced = false;
    int slot = 0;
    Sample before = null;
    for (Sample sample : samples) {
      slot += before == null ? 0 : grid.missingBetween(before.time(), sample.time()) + 1;
      times[slot] = sample.time();
      values[slot] = sample.value();
      if (Double.isFinite(sample.reference())) {
        references[slot] = sample.reference();
        referenced = true;
      }
      before = sample;
    }
    Sample first = samples.get(0);
    return new Frame(
        first.sensor(),
        scope.groupOf(first),
        times,
        values,
        referenced ? references : new double[0]);
  }
}
