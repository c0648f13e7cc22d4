/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.Arrays;

/**
 * The order in which a heap state backend of Flink has keys in memory, as far as it is to be told:
 * by key group, and in that by the slot of its hash table. Keys taken in this order are found, and
 * so are their states, one behind the other and not anywhere, which the caches of a processor
 * reward. Nothing but speed depends on it.
 */
final class KeyOrder {

  private static final int BITS_OF_INDEX = 24;

  /** How many keys can be put in order. */
  static final int MOST_KEYS = 1 << BITS_OF_INDEX;

  private static final int FIRST_SLOTS = 128;

  /** The hash of the one namespace that keyed state has here. */
  private static final int NAMESPACE = 99;

  private final int keyGroups;

  /** The order of keys in so many key groups, the job's maximum parallelism. */
  KeyOrder(int keyGroups) {
    this.keyGroups = keyGroups;
  }

  /**
   * The numbers of keys from 0 on, in order.
   *
   * @param keys the hashes of the keys
   * @param count how many keys, at most {@link #MOST_KEYS}
   */
  int[] of(int[] keys, int count) {
    int[] sizes = new int[keyGroups];
    for (int i = 0; i < count; i++) {
      sizes[keyGroup(keys[i])]++;
    }
    long[] places = new long[count];
    for (int i = 0; i < count; i++) {
      int group = keyGroup(keys[i]);
      int slots = FIRST_SLOTS;
      while (slots - slots / 4 < sizes[group]) {
        slots *= 2;
      }
      long slot = mixed(keys[i] ^ NAMESPACE) & slots - 1;
      places[i] = (((long) group << BITS_OF_INDEX) + slot << BITS_OF_INDEX) + i;
    }
    Arrays.sort(places);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) places[i] & MOST_KEYS - 1;
    }
    return order;
  }

  /** As Flink assigns keys to key groups: by MurmurHash3 of the hash. */
  private int keyGroup(int hash) {
    int mixed = Integer.rotateLeft(hash * 0xcc9e2d51, 15) * 0x1b873593;
    mixed = mixed(Integer.rotateLeft(mixed, 13) * 5 + 0xe6546b64 ^ 4);
    return (mixed == Integer.MIN_VALUE ? 0 : Math.abs(mixed)) % keyGroups;
  }

  private static int mixed(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
