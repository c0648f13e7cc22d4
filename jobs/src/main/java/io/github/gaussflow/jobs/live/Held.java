/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A bounded number of values by name: those that came first, until others are wanted, which take
 * the place of those that nobody has wanted for longest. Thread-safe.
 *
 * @param <V> the values
 */
final class Held<V> {

  private final int most;
  private final Supplier<V> another;
  private final Map<String, V> held = new ConcurrentHashMap<>();
  private final Map<String, V> byLastWanted = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * None yet.
   *
   * @param most how many there are at most
   * @param another makes a new one
   */
  Held(int most, Supplier<V> another) {
    this.most = most;
    this.another = another;
  }

  /** The value of a name, empty if there are enough without it. */
  Optional<V> get(String name) {
    V value = held.get(name);
    return value != null || held.size() >= most
        ? Optional.ofNullable(value)
        : Optional.of(add(name));
  }

  /** The value of a name, from now on if it has not been held. */
  V want(String name) {
    return add(name);
  }

  /** Whether a name has a value. */
  boolean holds(String name) {
    return held.containsKey(name);
  }

  /** All that are held. */
  List<V> values() {
    return new ArrayList<>(held.values());
  }

  private synchronized V add(String name) {
    V value = byLastWanted.computeIfAbsent(name, any -> another.get());
    held.put(name, value);
    if (held.size() > most) {
      String longest = byLastWanted.keySet().iterator().next();
      byLastWanted.remove(longest);
      held.remove(longest);
    }
    return value;
  }
}
