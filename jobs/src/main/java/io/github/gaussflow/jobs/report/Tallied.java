/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.io.Serializable;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Entries by name, of at most {@link #MOST} names, and how many records there were of all names.
 * The names that are first in order are kept, so that parts that saw different records keep the
 * same.
 *
 * @param <E> the entries
 */
final class Tallied<E extends Entry<E>> implements Serializable {

  private static final long serialVersionUID = 1;

  /** The most names that are told apart. */
  static final int MOST = 1_000;

  private final NavigableMap<String, E> entries;
  private final long total;

  Tallied(SortedMap<String, E> entries, long total) {
    this.entries = new TreeMap<>(entries);
    this.total = total;
  }

  static <E extends Entry<E>> Tallied<E> none() {
    return new Tallied<E>(new TreeMap<>(), 0);
  }

  /** The entries by name. */
  Map<String, E> entries() {
    return new TreeMap<>(entries);
  }

  /** The records of all names, also of those without an entry. */
  long total() {
    return total;
  }

  Tallied<E> with(Tallied<E> other) {
    NavigableMap<String, E> both = new TreeMap<>(entries);
    other.entries.values().forEach(entry -> put(both, entry));
    return new Tallied<>(both, total + other.total);
  }

  /** Adds an entry, merged with one of its name; drops the last name if there are too many. */
  static <E extends Entry<E>> void put(NavigableMap<String, E> entries, E entry) {
    E before = entries.get(entry.name());
    if (before != null) {
      entries.put(entry.name(), before.with(entry));
    } else if (entries.size() < MOST) {
      entries.put(entry.name(), entry);
    } else if (entry.name().compareTo(entries.lastKey()) < 0) {
      entries.pollLastEntry();
      entries.put(entry.name(), entry);
    }
  }
}
