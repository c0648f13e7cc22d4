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
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Samples of many sensors that wait for a watermark, in columns in the order of their arrival: to
 * hold one is to write a few numbers at an end, and those that a watermark passes are read in that
 * order too, whereas a state of each sensor's own lies somewhere in memory.
 *
 * <p>The columns are cut into segments. A watermark reads those segments only in which it passes
 * some sample.
 */
final class HeldSamples {

  /** What a sample takes, with room to grow and what its sensor's name takes. */
  static final int BYTES_OF_SAMPLE = 48;

  private static final int LONGEST_SEGMENT = 1 << 16;

  /** A watermark ends a segment of so many samples. */
  private static final int SHORTEST_SEGMENT = 1 << 10;

  private final long most;
  private final HeldSensors sensors;
  private final List<Segment> segments = new ArrayList<>();

  private Segment last;
  private long size;

  // What a watermark passes: the sensors, and their samples one sensor after the other.
  private int[] passed = new int[16];
  private SampleBundle sorted = new SampleBundle();

  /** Samples in the order of their arrival. */
  private static final class Segment {
    private final SampleBundle columns = new SampleBundle();
    private int[] owners = new int[0];
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    private void append(SampleBundle bundle, int owner) {
      int to = columns.size + bundle.size;
      if (to > owners.length) {
        owners = Arrays.copyOf(owners, Math.max(to, 2 * owners.length));
      }
      Arrays.fill(owners, columns.size, to, owner);
      for (int i = 0; i < bundle.size; i++) {
        columns.appendColumns(bundle, i);
        earliest = Math.min(earliest, bundle.times[i]);
        latest = Math.max(latest, bundle.times[i]);
      }
    }
  }

  /**
   * No samples.
   *
   * @param scope what tells sensors apart
   * @param order the order in which sensors are given away
   * @param most how many samples are held
   */
  HeldSamples(Scope scope, KeyOrder order, long most) {
    this.most = most;
    this.sensors = new HeldSensors(scope, order);
  }

  /**
   * Holds the samples of a bundle.
   *
   * @param watermark in milliseconds, the newest
   * @return whether they are held: not if there are too many, one of them is not finite, a
   *     watermark has passed one, or they are not all of the group that the sensor's others are of
   */
  boolean hold(SampleBundle bundle, long watermark) {
    if (size + bundle.size > most || bundle.groups.length > 0 || !wait(bundle, end(watermark))) {
      return false;
    }
    int owner = sensors.ownerOf(bundle);
    if (owner < 0) {
      return false;
    }
    if (last == null || last.columns.size >= LONGEST_SEGMENT) {
      last = new Segment();
      segments.add(last);
    }
    last.append(bundle, owner);
    sensors.held(owner, bundle.size);
    size += bundle.size;
    return true;
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
   * Gives away the samples that a watermark in milliseconds passes, one bundle a sensor, in the
   * order of their arrival; the largest long passes all.
   */
  void release(long watermark, Consumer<SampleBundle> out) {
    long end = watermark == Long.MAX_VALUE ? Long.MAX_VALUE : end(watermark);
    boolean all = watermark == Long.MAX_VALUE;
    int count = 0;
    for (Segment segment : segments) {
      if (all || segment.earliest < end) {
        count = countPassed(segment, end, all, count);
      }
    }
    if (count > 0) {
      int total = sensors.place(passed, count);
      sort(end, all, total);
      int from = 0;
      for (int i = 0; i < count; i++) {
        int to = sensors.placeOf(passed[i]);
        out.accept(bundle(passed[i], from, to));
        from = to;
        sensors.released(passed[i]);
      }
    }
    if (last != null && last.columns.size >= SHORTEST_SEGMENT) {
      last = null;
    }
    renumber();
  }

  private int countPassed(Segment segment, long end, boolean all, int before) {
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
  private void sort(long end, boolean all, int total) {
    boolean references = false;
    boolean rest = false;
    for (Segment segment : segments) {
      if (all || segment.earliest < end) {
        references |= segment.columns.references.length > 0;
        rest |= segment.columns.rest.length > 0;
      }
    }
    sorted.clearTo(total, references, rest);
    Iterator<Segment> iterator = segments.iterator();
    while (iterator.hasNext()) {
      Segment segment = iterator.next();
      if (all || segment.earliest < end) {
        sort(segment, end, all);
        if (segment.columns.size == 0) {
          iterator.remove();
          last = segment == last ? null : last;
        }
      }
    }
    size -= total;
  }

  private void sort(Segment segment, long end, boolean all) {
    SampleBundle columns = segment.columns;
    int kept = 0;
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < columns.size; i++) {
      if (all || columns.times[i] < end) {
        sorted.setColumns(sensors.nextPlace(segment.owners[i]), columns, i);
      } else {
        earliest = Math.min(earliest, columns.times[i]);
        if (kept < i) {
          columns.setColumns(kept, columns, i);
          segment.owners[kept] = segment.owners[i];
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

  private void renumber() {
    int[] numbers = sensors.renumbered();
    if (numbers == null) {
      return;
    }
    for (Segment segment : segments) {
      for (int i = 0; i < segment.columns.size; i++) {
        segment.owners[i] = numbers[segment.owners[i]];
      }
    }
  }

  /** How many sensors are remembered. */
  int sensors() {
    return sensors.size();
  }
}
