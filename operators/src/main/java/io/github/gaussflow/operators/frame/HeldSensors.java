/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Scope;
import java.util.Arrays;

/**
 * The sensors of {@link HeldSamples} by number, and where the samples of each go when they are put
 * in the order of their sensors: a hash table by open addressing, all in columns.
 *
 * <p>Sensors are remembered while samples of theirs are held, and for a while afterwards, as most
 * have another one soon.
 */
final class HeldSensors {

  private static final int FIRST_CAPACITY = 64;
  private static final int FEW = 1 << 10;
  private static final int SHORTEST_GENERATION = 1 << 16;

  /** 2^32 divided by the golden ratio: spreads names that differ in little. */
  private static final int FIBONACCI = 0x9E3779B9;

  /** Whether sensors of two groups may have the same name; else those are one sensor. */
  private final boolean ofGroup;

  private final Scope scope;
  private final KeyOrder order;

  private int[] table = new int[2 * FIRST_CAPACITY]; // numbers plus one; 0 for none
  private int[] hashes = new int[FIRST_CAPACITY];
  private String[] names = new String[FIRST_CAPACITY];
  private String[] groups = new String[FIRST_CAPACITY];
  private int[] keys = new int[FIRST_CAPACITY]; // the hashes of the keys
  private int[] held = new int[FIRST_CAPACITY]; // how many samples
  private int[] places = new int[FIRST_CAPACITY]; // how many are passed, then where the next goes
  private int count;

  // A generation is so many samples that every sensor had a few, were they as many of each.
  // Sensors known are never many more than have samples in a generation.
  private int holding;
  private int mostHolding;
  private int mostHoldingBefore;
  private long leftOfGeneration = SHORTEST_GENERATION;

  private int numbered; // how many sensors had their numbers in order when that was last seen to

  /**
   * No sensors.
   *
   * @param order the order of their numbers, but for the newest sensors
   */
  HeldSensors(Scope scope, KeyOrder order) {
    this.scope = scope;
    this.order = order;
    ofGroup = scope == Scope.GROUP;
  }

  /**
   * The number of a bundle's sensor; negative if it is known as one of another group, or there are
   * too many.
   */
  int ownerOf(SampleBundle bundle) {
    int hash = bundle.sensor.hashCode();
    if (ofGroup) {
      hash = 31 * hash + bundle.group.hashCode();
    }
    hash *= FIBONACCI;
    int mask = table.length - 1;
    int slot = hash >>> 7 & mask;
    while (table[slot] != 0) {
      int owner = table[slot] - 1;
      if (hashes[owner] == hash && names[owner].equals(bundle.sensor)) {
        if (groups[owner].equals(bundle.group)) {
          return owner;
        }
        if (!ofGroup) {
          return -1;
        }
      }
      slot = slot + 1 & mask;
    }
    return add(bundle, hash, slot);
  }

  private int add(SampleBundle bundle, int hash, int slot) {
    if (count == KeyOrder.MOST_KEYS) {
      return -1;
    }
    if (count == names.length) {
      reserve(2 * count);
    }
    int owner = count++;
    hashes[owner] = hash;
    names[owner] = bundle.sensor;
    groups[owner] = bundle.group;
    keys[owner] = scope.keyOf(bundle.group, bundle.sensor).hashCode();
    if (2 * count > table.length) {
      table = new int[2 * table.length];
      for (int each = 0; each < count; each++) {
        enter(each);
      }
    } else {
      table[slot] = owner + 1;
    }
    return owner;
  }

  private void enter(int owner) {
    int mask = table.length - 1;
    int slot = hashes[owner] >>> 7 & mask;
    while (table[slot] != 0) {
      slot = slot + 1 & mask;
    }
    table[slot] = owner + 1;
  }

  private void reserve(int capacity) {
    hashes = Arrays.copyOf(hashes, capacity);
    names = Arrays.copyOf(names, capacity);
    groups = Arrays.copyOf(groups, capacity);
    held = Arrays.copyOf(held, capacity);
    places = Arrays.copyOf(places, capacity);
    keys = Arrays.copyOf(keys, capacity);
  }

  String sensorOf(int owner) {
    return names[owner];
  }

  String groupOf(int owner) {
    return groups[owner];
  }

  /** Notes that more samples of a sensor are held. */
  void held(int owner, int samples) {
    if (held[owner] == 0) {
      holding++;
      mostHolding = Math.max(mostHolding, holding);
    }
    held[owner] += samples;
    leftOfGeneration -= samples;
  }

  /** Notes that one of a sensor's samples is passed; true for the first one. */
  boolean pass(int owner) {
    return places[owner]++ == 0;
  }

  /**
   * Gives each of the sensors of which samples are passed the places for them, one behind the other
   * in the order of their numbers, into which it puts them.
   *
   * @return the number of places
   */
  int place(int[] owners, int passed) {
    if (passed > count / 16) {
      int next = 0;
      for (int owner = 0; owner < count; owner++) {
        if (places[owner] > 0) {
          owners[next++] = owner;
        }
      }
    } else {
      Arrays.sort(owners, 0, passed);
    }
    int place = 0;
    for (int i = 0; i < passed; i++) {
      int samples = places[owners[i]];
      held[owners[i]] -= samples;
      places[owners[i]] = place;
      place += samples;
    }
    return place;
  }

  /** The place for the next sample of a sensor. */
  int nextPlace(int owner) {
    return places[owner]++;
  }

  /** The place behind the last sample of a sensor. */
  int placeOf(int owner) {
    return places[owner];
  }

  /** Notes that a sensor's samples that were passed are gone. */
  void released(int owner) {
    places[owner] = 0;
    if (held[owner] == 0) {
      holding--;
    }
  }

  /**
   * Numbers the sensors anew if there are many new ones, whose numbers are not in order, or many
   * that had no samples for a while, which are forgotten. No sample may be passed and not gone.
   *
   * @return the new numbers by the old ones, null if all stays as it is
   */
  int[] renumbered() {
    boolean forgets = isStale();
    if (!forgets && count <= numbered + numbered / 8 + FEW) {
      return null;
    }
    int[] kept = new int[count];
    int[] keysOfKept = new int[count];
    int left = 0;
    for (int owner = 0; owner < count; owner++) {
      if (!forgets || held[owner] > 0) {
        keysOfKept[left] = keys[owner];
        kept[left++] = owner;
      }
    }
    int[] inOrder = order.of(keysOfKept, left);
    int[] numbers = new int[count];
    int[] old = new int[left];
    for (int owner = 0; owner < left; owner++) {
      old[owner] = kept[inOrder[owner]];
      numbers[old[owner]] = owner;
    }
    int capacity = Math.max(FIRST_CAPACITY, left + left / 4);
    hashes = permuted(hashes, old, capacity);
    keys = permuted(keys, old, capacity);
    held = permuted(held, old, capacity);
    names = permuted(names, old, capacity);
    groups = permuted(groups, old, capacity);
    places = new int[capacity];
    count = left;
    numbered = left;
    table = new int[Integer.highestOneBit(4 * names.length)];
    for (int owner = 0; owner < count; owner++) {
      enter(owner);
    }
    return numbers;
  }

  private static int[] permuted(int[] column, int[] old, int capacity) {
    int[] target = new int[capacity];
    for (int i = 0; i < old.length; i++) {
      target[i] = column[old[i]];
    }
    return target;
  }

  private static String[] permuted(String[] column, int[] old, int capacity) {
    String[] target = new String[capacity];
    for (int i = 0; i < old.length; i++) {
      target[i] = column[old[i]];
    }
    return target;
  }

  /** Whether there are many sensors that had no samples for a while. */
  private boolean isStale() {
    if (leftOfGeneration > 0) {
      return false;
    }
    int recent = Math.max(mostHolding, mostHoldingBefore);
    leftOfGeneration = SHORTEST_GENERATION + 8L * recent;
    mostHoldingBefore = mostHolding;
    mostHolding = holding;
    return count > 2 * recent + FEW;
  }

  /** How many sensors are remembered. */
  int size() {
    return count;
  }
}
