/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lays parts of runs that follow each other into frames, by copying arrays. */
final class RunFrames {

  /** Parts are joined up to so many slots: long frames leave the caches, short ones cost calls. */
  private static final int LONG = 1_024;

  private static final double[] NONE = {};
  private static final boolean[] NOT_AT_REST = {};

  private final SamplingGrid grid;
  private final Scope scope;
  private final Rest rest;

  /**
   * Frames for sensors of one sampling grid.
   *
   * @param rest which samples the frames mark as being at rest
   */
  RunFrames(SamplingGrid grid, Scope scope, Rest rest) {
    this.grid = grid;
    this.scope = scope;
    this.rest = rest;
  }

  /** The samples {@code from..to-1} of a run, at least one. */
  record Part(WaitingRun run, int from, int to) {

    long firstTime() {
      return run.timeOf(from);
    }

    long lastTime() {
      return run.timeOf(to - 1);
    }

    int size() {
      return to - from;
    }
  }

  /**
   * Sorts the parts by time.
   *
   * @param previous the time of the last sample before them, null for none
   * @return whether each begins after the one before has ended, and no silence is within one
   */
  boolean follow(Long previous, List<Part> parts) {
    parts.sort(Comparator.comparingLong(Part::firstTime));
    boolean any = previous == null;
    long before = any ? 0 : previous;
    for (Part part : parts) {
      if (!any && part.firstTime() <= before || !isDense(part)) {
        return false;
      }
      any = false;
      before = part.lastTime();
    }
    return true;
  }

  private boolean isDense(Part part) {
    if (part.size() == 1) {
      return true;
    }
    long first = part.firstTime();
    long second = first + part.run().period;
    return grid.missingBetween(first, second) == 0 && !grid.cuts(first, second);
  }

  /**
   * How many silences cut a series within parts that follow each other, or before them.
   *
   * @param previous the time of the last sample before them, null for none
   */
  int cuts(Long previous, List<Part> parts) {
    int cuts = previous != null && grid.cuts(previous, parts.get(0).firstTime()) ? 1 : 0;
    for (int p = 1; p < parts.size(); p++) {
      cuts += grid.cuts(parts.get(p - 1).lastTime(), parts.get(p).firstTime()) ? 1 : 0;
    }
    return cuts;
  }

  /**
   * The frames of parts that follow each other.
   *
   * @param one whether it must be one frame, however long
   */
  List<Frame> of(List<Part> parts, boolean one) {
    List<Frame> frames = new ArrayList<>();
    int from = 0;
    while (from < parts.size()) {
      int slots = parts.get(from).size();
      int to = from + 1;
      while (to < parts.size()) {
        int more = missingBefore(parts, to) + parts.get(to).size();
        if (!one && slots + more > LONG) {
          break;
        }
        slots += more;
        to++;
      }
      frames.add(frame(parts.subList(from, to), slots));
      from = to;
    }
    return frames;
  }

  private int missingBefore(List<Part> parts, int index) {
    return grid.missingBetween(parts.get(index - 1).lastTime(), parts.get(index).firstTime());
  }

  private Frame frame(List<Part> parts, int slots) {
    double[] values =
        parts.size() == 1
            ? WaitingRun.part(parts.get(0).run().values, parts.get(0).from(), parts.get(0).to())
            : new double[slots];
    double[] references = NONE;
    boolean[] atRest = NOT_AT_REST;
    int slot = 0;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      WaitingRun run = part.run();
      if (p > 0) {
        int missing = missingBefore(parts, p);
        Arrays.fill(values, slot, slot + missing, Double.NaN);
        slot += missing;
      }
      if (parts.size() > 1) {
        System.arraycopy(run.values, part.from(), values, slot, part.size());
      }
      if (run.references.length > 0) {
        references = withReferences(references, part, slot, slots);
      }
      if (rest.isPossible()) {
        atRest = withRest(atRest, part, slot, slots);
      }
      slot += part.size();
    }
    WaitingRun first = parts.get(0).run();
    return new Frame(
        first.sensor,
        scope.groupOf(first.group, first.sensor),
        times(parts, slots),
        values,
        references,
        atRest,
        NONE);
  }

  private SlotTimes times(List<Part> parts, int slots) {
    if (areEven(parts, slots)) {
      return SlotTimes.even(slots, parts.get(0).firstTime(), parts.get(0).run().period);
    }
    long[] times = new long[slots];
    int slot = 0;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      if (p > 0) {
        int missing = missingBefore(parts, p);
        grid.missingTimes(parts.get(p - 1).lastTime(), part.firstTime(), times, slot, missing);
        slot += missing;
      }
      long first = part.firstTime();
      for (int i = 0; i < part.size(); i++) {
        times[slot + i] = first + i * part.run().period;
      }
      slot += part.size();
    }
    return SlotTimes.of(times);
  }

  /** Whether all samples are one period apart, and no slot is empty. */
  private static boolean areEven(List<Part> parts, int slots) {
    long period = parts.get(0).run().period;
    int samples = parts.get(0).size();
    for (int p = 1; p < parts.size(); p++) {
      Part part = parts.get(p);
      if (part.run().period != period || part.firstTime() != parts.get(p - 1).lastTime() + period) {
        return false;
      }
      samples += part.size();
    }
    return samples == slots;
  }

  private static double[] withReferences(double[] column, Part part, int slot, int slots) {
    double[] target = column;
    for (int i = 0; i < part.size(); i++) {
      double reference = part.run().references[part.from() + i];
      if (Double.isFinite(reference)) {
        if (target.length == 0) {
          target = new double[slots];
          Arrays.fill(target, Double.NaN);
        }
        target[slot + i] = reference;
      }
    }
    return target;
  }

  private boolean[] withRest(boolean[] column, Part part, int slot, int slots) {
    boolean[] target = column;
    for (int i = 0; i < part.size(); i++) {
      if (rest.includes(part.run().rest, part.run().timeOf(part.from() + i))) {
        target = target.length == 0 ? new boolean[slots] : target;
        target[slot + i] = true;
      }
    }
    return target;
  }
}
