/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The parameters of one group over event time: entry i holds from {@code validFrom[i]} until the
 * next entry does; before the first one the initial parameters hold. Kept in state; its fields are
 * public for its serializer only. Entries from {@code size} on have no meaning.
 */
@TypeInfo(ParameterTimelineSerializer.Factory.class)
public final class ParameterTimeline {

  /** Event times in nanoseconds, increasing. */
  public long[] validFrom = new long[2];

  /** The version of each entry. */
  public long[] version = new long[2];

  /** The filter of each entry. */
  public GaussianBank[] bank = new GaussianBank[2];

  /** The autocovariance of the noise of each entry, empty where it is unknown. */
  public double[][] noise = new double[2][];

  /** The number of entries. */
  public int size;

  /** No entries. */
  public ParameterTimeline() {}

  /** No entries, with room for so many. */
  ParameterTimeline(int capacity) {
    validFrom = new long[capacity];
    version = new long[capacity];
    bank = new GaussianBank[capacity];
    noise = new double[capacity][];
  }

  /** Adds an update; one for the same time replaces the other. Updates may come in any order. */
  public void insert(ParameterUpdate update) {
    insert(
        update.validFrom(),
        update.version(),
        update.bank(),
        update.noiseAutocovariance().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Adds what an update says, its noise as {@link #noise} has it. */
  public void insert(long from, long newVersion, GaussianBank newBank, double[] newNoise) {
    int found = Arrays.binarySearch(validFrom, 0, size, from);
    int at = found >= 0 ? found : -found - 1;
    if (found < 0) {
      reserveOne();
      move(at, at + 1, size - at);
      size++;
    }
    validFrom[at] = from;
    version[at] = newVersion;
    bank[at] = newBank;
    noise[at] = newNoise;
  }

  /** The entry that holds at a time, -1 for the initial parameters. */
  public int entryAt(long time) {
    int found = Arrays.binarySearch(validFrom, 0, size, time);
    return found >= 0 ? found : -found - 2;
  }

  /** The time at which the entry stops to hold: it does so before that time. */
  public long endOf(int entry) {
    return entry + 1 < size ? validFrom[entry + 1] : Long.MAX_VALUE;
  }

  /** From when the newest entry holds; there must be one. */
  public long newest() {
    return validFrom[size - 1];
  }

  /** Forgets the entries that no longer held at {@code time}. */
  public void forgetBefore(long time) {
    int first = entryAt(time);
    if (first > 0) {
      move(first, 0, size - first);
      size -= first;
    }
  }

  private void reserveOne() {
    if (size == validFrom.length) {
      int capacity = 2 * size + 2;
      validFrom = Arrays.copyOf(validFrom, capacity);
      version = Arrays.copyOf(version, capacity);
      bank = Arrays.copyOf(bank, capacity);
      noise = Arrays.copyOf(noise, capacity);
    }
  }

  private void move(int from, int to, int count) {
    System.arraycopy(validFrom, from, validFrom, to, count);
    System.arraycopy(version, from, version, to, count);
    System.arraycopy(bank, from, bank, to, count);
    System.arraycopy(noise, from, noise, to, count);
  }
}
