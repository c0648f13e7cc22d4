/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The names of the first sensors that came, in the order in which they came. Thread-safe. */
final class SensorNames {

  /** The most names. */
  static final int MOST = 10_000;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final List<String> names = new ArrayList<>();
  private volatile boolean full;
  private volatile boolean more;

  /** Adds a name, unless there are enough without it. */
  void add(String name) {
    if (known.contains(name)) {
      return;
    }
    if (full) {
      more = true;
      return;
    }
    synchronized (names) {
      if (names.size() < MOST && known.add(name)) {
        names.add(name);
        full = names.size() == MOST;
      }
    }
  }

  /** Those after the first so many. */
  List<String> after(int count) {
    synchronized (names) {
      return new ArrayList<>(
          names.subList(Math.min(Math.max(count, 0), names.size()), names.size()));
    }
  }

  /** Whether there are sensors whose names are left out. */
  boolean more() {
    return more;
  }
}
