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
import java.util.function.Consumer;

/**
 * Samples of many sensors that wait for a watermark, in columns in the order of their arrival: to
 * hold one is to write a few numbers at an end, and those that a watermark passes are read in that
 * order too, whereas a state of each sensor's own lies somewhere in memory.
 *
 * <p>The columns are cut into segments. A watermark reads those segments only in which it passes
 * some sample, and where samples linger those of the {@link ReleasePhases} only that it ends.
 */
final class HeldSamples {

  /** What a sample takes, with room to grow and what its sensor's name takes. */
  static final int BYTES_OF_SAMPLE = 48;

  /** So many bundles come before their sensors are looked up. */
  private static final int ARRIVALS = 64;

  private final long most;
  private final HeldSensors sensors;
  private final ReleasePhases phases;
  private final HeldSegments[] segments; // by phase
  private final Consumer<SampleBundle> rejected;

  private long size;
  private long previous = Long.MIN_VALUE; // the last watermark

  // What has come last, whose sensors are looked up together.
  private final SampleBundle[] arrived = new SampleBundle[ARRIVALS];
  private final int[] owners = new int[ARRIVALS];
  private int arrivals;

  // What a watermark passes: the sensors, and their samples one sensor after the other.
  private int[] passed = new int[16];
  private SampleBundle sorted = new SampleBundle();

  /**
   * No samples.
   *
   * @param scope what tells sensors apart
   * @param order the order in which sensors are given away
   * @param most how many samples are held
   * @param linger for how many milliseconds of event time after a sample it may be held; 0 for as
   *     long as no watermark has passed it
   * @param rejected takes the bundles that are not held, at the latest when samples are released
   */
  HeldSamples(
      Scope scope, KeyOrder order, long most, long linger, Consumer<SampleBundle> rejected) {
    this.most = most;
    this.sensors = new HeldSensors(scope, order, ARRIVALS);
    this.phases = new ReleasePhases(linger);
    this.segments = new HeldSegments[phases.count()];
    Arrays.setAll(segments, phase -> new HeldSegments());
    this.rejected = rejected;
  }

  /**
   * Holds the samples of a bundle. It is rejected if there are too many, one of them is not finite,
   * a watermark has passed one, or they are not all of the group that the sensor's others are of.
   *
   * @param watermark in milliseconds, the newest
   */
  void hold(SampleBundle bundle, long watermark) {
    if (size + bundle.size > most || bundle.groups.length > 0 || !wait(bundle, end(watermark))) {
      rejected.accept(bundle);
      return;
    }
    size += bundle.size;
    arrived[arrivals++] = bundle;
    if (arrivals == ARRIVALS) {
      sortIn();
    }
  }

  /** Puts what has come last where the other samples are. */
  private void sortIn() {
    sensors.ownersOf(arrived, arrivals, owners);
    for (int i = 0; i < arrivals; i++) {
      SampleBundle bundle = arrived[i];
      arrived[i] = null;
      if (owners[i] < 0) {
        size -= bundle.size;
        rejected.accept(bundle);
        continue;
      }
      segments[phases.of(sensors.keyOf(owners[i]))].append(bundle, owners[i]);
      sensors.held(owners[i], bundle.size);
    }
    arrivals = 0;
  }

  private static boolean wait(SampleBundle bundle, long end) {
    for (int i = 0; i < bundle.size; i++) {
      if (bundle.times[i] < end || !Double.isFinite(bundle.values[i])) {
        return false;
      }
    }
    return true;
  }

  /** The first nanosecond that a watermark in milliseconds has not passed. */
  private static long end(long watermark) {
    return watermark >= Long.MAX_VALUE / Sample.NANOS_PER_MILLI
        ? Long.MAX_VALUE
        : Math.max(Long.MIN_VALUE / Sample.NANOS_PER_MILLI, watermark + 1) * Sample.NANOS_PER_MILLI;
  }

  /**
   * Gives away the samples that a watermark in milliseconds passes and that do not linger, one
   * bundle a sensor: all that are held of it and that a watermark has passed, in the order of their
   * arrival. The largest long passes all.
   */
  void release(long watermark, Consumer<SampleBundle> out) {
    sortIn();
    boolean all = watermark == Long.MAX_VALUE;
    long end = all ? Long.MAX_VALUE : end(watermark);
    List<HeldSegments> due = new ArrayList<>();
    for (int phase = 0; phase < segments.length; phase++) {
      if (all || phases.ends(phase, previous, watermark)) {
        due.add(segments[phase]);
      }
    }
    if (!all) { // before a checkpoint watermarks stay where they are
      previous = watermark;
    }
    List<HeldSegment> found = new ArrayList<>();
    due.forEach(ofPhase -> ofPhase.addBefore(end, found));
    give(found, end, out);
    due.forEach(HeldSegments::dropEmpty);
    int[] numbers = sensors.renumbered();
    if (numbers != null) {
      for (HeldSegments ofPhase : segments) {
        ofPhase.renumber(numbers);
      }
    }
  }

  /** Gives away the samples before a time in nanoseconds; the largest long is after all. */
  private void give(List<HeldSegment> from, long end, Consumer<SampleBundle> out) {
    int count = 0;
    for (HeldSegment segment : from) {
      count = countPassed(segment, end, count);
    }
    if (count == 0) {
      return;
    }
    int total = sensors.place(passed, count);
    sort(from, end, total);
    int next = 0;
    for (int i = 0; i < count; i++) {
      int to = sensors.placeOf(passed[i]);
      out.accept(bundle(passed[i], next, to));
      next = to;
      sensors.released(passed[i]);
    }
  }

  private int countPassed(HeldSegment segment, long end, int before) {
    boolean all = end == Long.MAX_VALUE;
    int count = before;
    long[] times = segment.columns.times;
    for (int i = 0; i < segment.columns.size; i++) {
      if (all || times[i] < end) {
        int owner = segment.owners[i];
        if (sensors.pass(owner)) {
          if (count == passed.length) {
            passed = Arrays.copyOf(passed, 2 * count);
          }
          passed[count++] = owner;
        }
      }
    }
    return count;
  }

  /** Moves the samples that are passed to where their sensor's are. */
  private void sort(List<HeldSegment> from, long end, int total) {
    boolean references = false;
    boolean rest = false;
    for (HeldSegment segment : from) {
      references |= segment.columns.references.length > 0;
      rest |= segment.columns.rest.length > 0;
    }
    sorted.clearTo(total, references, rest);
    for (HeldSegment segment : from) {
      sort(segment, end);
    }
    size -= total;
  }

  private void sort(HeldSegment segment, long end) {
    boolean all = end == Long.MAX_VALUE;
    SampleBundle columns = segment.columns;
    int kept = 0;
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < columns.size; i++) {
      if (all || columns.times[i] < end) {
        sorted.setColumns(sensors.nextPlace(segment.owners[i]), columns, i);
      } else {
        earliest = Math.min(earliest, columns.times[i]);
        if (kept < i) {
          segment.move(i, kept);
        }
        kept++;
      }
    }
    columns.size = kept;
    segment.earliest = earliest;
  }

  private SampleBundle bundle(int owner, int from, int to) {
    SampleBundle bundle = sorted.copyOfRange(from, to);
    bundle.sensor = sensors.sensorOf(owner);
    bundle.group = sensors.groupOf(owner);
    return bundle;
  }

  /** How many sensors are remembered. */
  int sensors() {
    return sensors.size();
  }
}
