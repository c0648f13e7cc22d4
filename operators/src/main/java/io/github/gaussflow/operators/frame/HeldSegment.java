/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.Arrays;

/** Samples of many sensors in columns, in the order in which they came. */
final class HeldSegment {

  /** The samples, but for their sensors and groups. */
  final SampleBundle columns;

  /** The number of each sample's sensor. */
  int[] owners;

  /** The time of the oldest sample in nanoseconds. */
  long earliest = Long.MAX_VALUE;

  /** No samples, with room for so many. */
  HeldSegment(int capacity) {
    columns = new SampleBundle(capacity);
    owners = new int[capacity];
  }

  int size() {
    return columns.size;
  }

  /** Adds all samples of a bundle. */
  void append(SampleBundle bundle, int owner) {
    int to = columns.size + bundle.size;
    reserve(to);
    Arrays.fill(owners, columns.size, to, owner);
    for (int i = 0; i < bundle.size; i++) {
      columns.appendColumns(bundle, i);
      earliest = Math.min(earliest, bundle.times[i]);
    }
  }

  private void reserve(int size) {
    if (size > owners.length) {
      owners = Arrays.copyOf(owners, Math.max(size, 2 * owners.length));
    }
  }

  /** Puts a sample in the place of another, before it. */
  void move(int from, int to) {
    columns.setColumns(to, columns, from);
    owners[to] = owners[from];
  }

  /** Drops all samples; the arrays stay, to be filled again. */
  void clear() {
    columns.clear();
    earliest = Long.MAX_VALUE;
  }
}
