/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.sample.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Samples of one sensor in the order of their arrival, as columns that grow at the end: how samples
 * travel to their sensor's subtask, and how they wait there. One with samples travels and is not
 * changed any more; in keyed state it is. Its fields are public for its serializer only.
 *
 * <p>Entries from {@code size} on have no meaning.
 */
@TypeInfo(SampleBundleSerializer.Factory.class)
public final class SampleBundle {

  private static final long[] NO_TIMES = {};
  private static final double[] NONE = {};
  private static final boolean[] NOT_AT_REST = {};
  private static final String[] THE_SAME = {};

  /** The sensor's name. */
  public String sensor = "";

  /** The group of the first sample. */
  public String group = "";

  /** Event times in nanoseconds. */
  public long[] times;

  /** The measured values, whatever they are. */
  public double[] values;

  /** What the reference sensor said, NaN for none; of length 0 as long as there was none at all. */
  public double[] references = NONE;

  /** Whether a sample is at rest; of length 0 as long as none is. */
  public boolean[] rest = NOT_AT_REST;

  /** The group of each sample; of length 0 as long as all have that of the first. */
  public String[] groups = THE_SAME;

  /** The number of samples. */
  public int size;

  /** No samples. */
  public SampleBundle() {
    times = NO_TIMES;
    values = NONE;
  }

  /** No samples, with room for so many. */
  public SampleBundle(int capacity) {
    times = new long[capacity];
    values = new double[capacity];
  }

  /** The samples of one sensor. */
  public static SampleBundle of(List<Sample> samples) {
    SampleBundle bundle = new SampleBundle(samples.size());
    samples.forEach(bundle::append);
    return bundle;
  }

  /** The same samples in arrays of their own. */
  SampleBundle copy() {
    SampleBundle bundle = new SampleBundle();
    bundle.sensor = sensor;
    bundle.group = group;
    bundle.times = Arrays.copyOf(times, size);
    bundle.values = Arrays.copyOf(values, size);
    bundle.references = references.length == 0 ? references : Arrays.copyOf(references, size);
    bundle.rest = rest.length == 0 ? rest : Arrays.copyOf(rest, size);
    bundle.groups = groups.length == 0 ? groups : Arrays.copyOf(groups, size);
    bundle.size = size;
    return bundle;
  }

  /** Adds a sample of the sensor. */
  public void append(Sample sample) {
    append(
        sample.sensor(),
        sample.group(),
        sample.time(),
        sample.value(),
        sample.reference(),
        sample.rest());
  }

  /** Adds a sample of another bundle of the sensor. */
  void append(SampleBundle other, int index) {
    append(
        other.sensor,
        other.groupOf(index),
        other.times[index],
        other.values[index],
        other.referenceOf(index),
        other.isAtRest(index));
  }

  /** Adds all samples of another bundle of the sensor. */
  void append(SampleBundle other) {
    for (int i = 0; i < other.size; i++) {
      append(other, i);
    }
  }

  private void append(
      String newSensor,
      String newGroup,
      long time,
      double value,
      double reference,
      boolean atRest) {
    if (size == times.length) {
      reserve(Math.max(8, 2 * size));
    }
    if (size == 0) {
      sensor = newSensor;
      group = newGroup;
    } else if (groups.length > 0 || !newGroup.equals(group)) {
      appendGroup(newGroup);
    }
    appendColumns(time, value, reference, atRest);
  }

  /** Adds a sample of another bundle, but for its sensor and group. */
  void appendColumns(SampleBundle other, int index) {
    if (size == times.length) {
      reserve(Math.max(8, 2 * size));
    }
    appendColumns(
        other.times[index], other.values[index], other.referenceOf(index), other.isAtRest(index));
  }

  private void appendColumns(long time, double value, double reference, boolean atRest) {
    times[size] = time;
    values[size] = value;
    if (references.length > 0 || !Double.isNaN(reference)) {
      appendReference(reference);
    }
    if (rest.length > 0 || atRest) {
      appendRest(atRest);
    }
    size++;
  }

  /** Puts a sample of another bundle, but for its sensor and group, in the place of one. */
  void setColumns(int index, SampleBundle other, int from) {
    times[index] = other.times[from];
    values[index] = other.values[from];
    if (references.length > 0) {
      references[index] = other.referenceOf(from);
    }
    if (rest.length > 0) {
      rest[index] = other.isAtRest(from);
    }
  }

  /** Becomes one of so many samples of no meaning, with or without references and marks of rest. */
  void clearTo(int newSize, boolean withReferences, boolean withRest) {
    if (times.length < newSize || times.length > 16 * (newSize + 32)) {
      times = new long[newSize];
      values = new double[newSize];
    }
    references = withReferences ? new double[newSize] : NONE;
    rest = withRest ? new boolean[newSize] : NOT_AT_REST;
    size = newSize;
  }

  /** Drops all samples; the arrays of times and values stay. */
  void clear() {
    references = NONE;
    rest = NOT_AT_REST;
    size = 0;
  }

  /** Some of the samples, but for their sensor and group, in arrays of their own. */
  SampleBundle copyOfRange(int from, int to) {
    SampleBundle bundle = new SampleBundle();
    bundle.times = Arrays.copyOfRange(times, from, to);
    bundle.values = Arrays.copyOfRange(values, from, to);
    bundle.references = references.length == 0 ? NONE : Arrays.copyOfRange(references, from, to);
    bundle.rest = rest.length == 0 ? NOT_AT_REST : Arrays.copyOfRange(rest, from, to);
    bundle.size = to - from;
    return bundle;
  }

  private void appendGroup(String newGroup) {
    if (groups.length == 0) {
      groups = new String[times.length];
      Arrays.fill(groups, 0, size, group);
    }
    groups[size] = newGroup;
  }

  private void appendReference(double reference) {
    if (references.length == 0) {
      references = new double[times.length];
      Arrays.fill(references, 0, size, Double.NaN);
    }
    references[size] = reference;
  }

  private void appendRest(boolean atRest) {
    if (rest.length == 0) {
      rest = new boolean[times.length];
    }
    rest[size] = atRest;
  }

  private void reserve(int capacity) {
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
    if (references.length > 0) {
      references = Arrays.copyOf(references, capacity);
    }
    if (rest.length > 0) {
      rest = Arrays.copyOf(rest, capacity);
    }
    if (groups.length > 0) {
      groups = Arrays.copyOf(groups, capacity);
    }
  }

  /** The event time of a sample in Flink's milliseconds. */
  public long timestampOf(int index) {
    return Math.floorDiv(times[index], Sample.NANOS_PER_MILLI);
  }

  /** The group of a sample. */
  public String groupOf(int index) {
    return groups.length == 0 ? group : groups[index];
  }

  /** What the reference sensor said, NaN for none. */
  public double referenceOf(int index) {
    return references.length == 0 ? Double.NaN : references[index];
  }

  /** Whether a sample is at rest. */
  public boolean isAtRest(int index) {
    return rest.length > 0 && rest[index];
  }

  /** A sample by itself. */
  public Sample sample(int index) {
    return new Sample(
        sensor, groupOf(index), times[index], values[index], referenceOf(index), isAtRest(index));
  }

  /** Drops the oldest samples; the arrays shrink after a long backlog. */
  void dropFirst(int count) {
    int left = size - count;
    int capacity = times.length > 16 * (left + 32) ? 2 * left + 32 : times.length;
    long[] newTimes = capacity == times.length ? times : new long[capacity];
    System.arraycopy(times, count, newTimes, 0, left);
    times = newTimes;
    double[] newValues = capacity == values.length ? values : new double[capacity];
    System.arraycopy(values, count, newValues, 0, left);
    values = newValues;
    references =
        left == 0 || references.length == 0
            ? NONE
            : Arrays.copyOf(Arrays.copyOfRange(references, count, size), capacity);
    rest =
        left == 0 || rest.length == 0
            ? NOT_AT_REST
            : Arrays.copyOf(Arrays.copyOfRange(rest, count, size), capacity);
    groups =
        left == 0 || groups.length == 0
            ? THE_SAME
            : Arrays.copyOf(Arrays.copyOfRange(groups, count, size), capacity);
    size = left;
  }

  /** Whether each sample is later than the one before. */
  boolean isIncreasing() {
    for (int i = 1; i < size; i++) {
      if (times[i] <= times[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
