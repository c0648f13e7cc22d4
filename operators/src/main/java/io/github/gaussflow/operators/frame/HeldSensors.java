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

  // What there is in numbers for each sensor.
  private static final int HELD = 0; // how many samples
  private static final int PLACE = 1; // how many are passed, then where the next goes
  private static final int KEY = 2; // the hash of its key
  private static final int TEXT = 3; // where its name and group are in the text
  private static final int NUMBERS = 4;

  /** Whether sensors of two groups may have the same name; else those are one sensor. */
  private final boolean ofGroup;

  private final Scope scope;
  private final KeyOrder order;
  private final int[] places; // in the text, of the sensors that are asked for

  // A sensor is looked up for each sample, and one of a million is in no cache: so the hash is in
  // the table, what is kept in numbers is together, and names are compared without their objects.
  private long[] table = new long[2 * FIRST_CAPACITY]; // hash, and number plus one; 0 for none
  private int[] numbers = new int[FIRST_CAPACITY * NUMBERS];
  private String[] names = new String[FIRST_CAPACITY];
  private String[] groups = new String[FIRST_CAPACITY];
  private SensorNames text = new SensorNames();
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
   * @param many how many bundles at most are asked for together
   */
  HeldSensors(Scope scope, KeyOrder order, int many) {
    this.scope = scope;
    this.order = order;
    this.places = new int[many];
    ofGroup = scope == Scope.GROUP;
  }

  /**
   * The numbers of the sensors of some bundles; negative where one is known as one of another
   * group, or there are too many. What each of them needs from memory is asked for before the first
   * is waited for.
   *
   * @param owners takes the numbers
   */
  void ownersOf(SampleBundle[] bundles, int many, int[] owners) {
    for (int i = 0; i < many; i++) {
      owners[i] = hashOf(bundles[i]);
    }
    int mask = table.length - 1;
    for (int i = 0; i < many; i++) {
      int hash = owners[i];
      int slot = hash >>> 7 & mask;
      while (table[slot] != 0 && (int) (table[slot] >>> Integer.SIZE) != hash) {
        slot = slot + 1 & mask;
      }
      owners[i] = (int) table[slot] - 1;
    }
    for (int i = 0; i < many; i++) {
      places[i] = owners[i] < 0 ? -1 : numbers[owners[i] * NUMBERS + TEXT];
    }
    for (int i = 0; i < many; i++) {
      if (places[i] >= 0 && !text.hasLength(places[i], bundles[i].sensor)) {
        places[i] = -1;
      }
    }
    for (int i = 0; i < many; i++) {
      SampleBundle bundle = bundles[i];
      if (places[i] < 0
          || !text.isSensor(places[i], bundle.sensor)
          || !text.isGroup(places[i], bundle.group)) {
        owners[i] = ownerOf(bundle);
      }
    }
  }

  private int hashOf(SampleBundle bundle) {
    int hash = bundle.sensor.hashCode();
    if (ofGroup) {
      hash = 31 * hash + bundle.group.hashCode();
    }
    return hash * FIBONACCI;
  }

  /** The number of a bundle's sensor. */
  private int ownerOf(SampleBundle bundle) {
    int hash = hashOf(bundle);
    int mask = table.length - 1;
    int slot = hash >>> 7 & mask;
    while (table[slot] != 0) {
      if ((int) (table[slot] >>> Integer.SIZE) == hash) {
        int owner = (int) table[slot] - 1;
        int at = numbers[owner * NUMBERS + TEXT];
        if (at >= 0 ? text.isSensor(at, bundle.sensor) : names[owner].equals(bundle.sensor)) {
          if (at >= 0 ? text.isGroup(at, bundle.group) : groups[owner].equals(bundle.group)) {
            return owner;
          }
          if (!ofGroup) {
            return -1;
          }
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
    names[owner] = bundle.sensor;
    groups[owner] = bundle.group;
    int at = owner * NUMBERS;
    numbers[at + HELD] = 0;
    numbers[at + PLACE] = 0;
    numbers[at + KEY] = scope.keyOf(bundle.group, bundle.sensor).hashCode();
    numbers[at + TEXT] = text.add(bundle.sensor, bundle.group);
    if (2 * count > table.length) {
      long[] before = table;
      table = new long[2 * before.length];
      for (long entry : before) {
        if (entry != 0) {
          enter(entry);
        }
      }
      enter(entry(hash, owner));
    } else {
      table[slot] = entry(hash, owner);
    }
    return owner;
  }

  private static long entry(int hash, int owner) {
    return ((long) hash << Integer.SIZE) + owner + 1;
  }

  private void enter(long entry) {
    int mask = table.length - 1;
    int slot = (int) (entry >>> Integer.SIZE) >>> 7 & mask;
    while (table[slot] != 0) {
      slot = slot + 1 & mask;
    }
    table[slot] = entry;
  }

  private void reserve(int capacity) {
    numbers = Arrays.copyOf(numbers, capacity * NUMBERS);
    names = Arrays.copyOf(names, capacity);
    groups = Arrays.copyOf(groups, capacity);
  }

  String sensorOf(int owner) {
    return names[owner];
  }

  /** The hash of a sensor's key. */
  int keyOf(int owner) {
    return numbers[owner * NUMBERS + KEY];
  }

  String groupOf(int owner) {
    return groups[owner];
  }

  /** Notes that more samples of a sensor are held. */
  void held(int owner, int samples) {
    if (numbers[owner * NUMBERS + HELD] == 0) {
      holding++;
      mostHolding = Math.max(mostHolding, holding);
    }
    numbers[owner * NUMBERS + HELD] += samples;
    leftOfGeneration -= samples;
  }

  /** Notes that one of a sensor's samples is passed; true for the first one. */
  boolean pass(int owner) {
    return numbers[owner * NUMBERS + PLACE]++ == 0;
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
        if (numbers[owner * NUMBERS + PLACE] > 0) {
          owners[next++] = owner;
        }
      }
    } else {
      Arrays.sort(owners, 0, passed);
    }
    int place = 0;
    for (int i = 0; i < passed; i++) {
      int at = owners[i] * NUMBERS;
      int samples = numbers[at + PLACE];
      numbers[at + HELD] -= samples;
      numbers[at + PLACE] = place;
      place += samples;
    }
    return place;
  }

  /** The place for the next sample of a sensor. */
  int nextPlace(int owner) {
    return numbers[owner * NUMBERS + PLACE]++;
  }

  /** The place behind the last sample of a sensor. */
  int placeOf(int owner) {
    return numbers[owner * NUMBERS + PLACE];
  }

  /** Notes that a sensor's samples that were passed are gone. */
  void released(int owner) {
    numbers[owner * NUMBERS + PLACE] = 0;
    if (numbers[owner * NUMBERS + HELD] == 0) {
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
      if (!forgets || numbers[owner * NUMBERS + HELD] > 0) {
        keysOfKept[left] = keyOf(owner);
        kept[left++] = owner;
      }
    }
    int[] inOrder = order.of(keysOfKept, left);
    int[] renumbered = new int[count];
    Arrays.fill(renumbered, -1);
    int[] old = new int[left];
    for (int owner = 0; owner < left; owner++) {
      old[owner] = kept[inOrder[owner]];
      renumbered[old[owner]] = owner;
    }
    renumber(old, renumbered);
    return renumbered;
  }

  /**
   * Numbers the sensors anew.
   *
   * @param old the old numbers by the new ones
   * @param renumbered the new numbers by the old ones, negative for those that are forgotten
   */
  private void renumber(int[] old, int[] renumbered) {
    int capacity = Math.max(FIRST_CAPACITY, old.length + old.length / 4);
    int[] oldNumbers = numbers;
    numbers = new int[capacity * NUMBERS];
    text = new SensorNames();
    for (int owner = 0; owner < old.length; owner++) {
      System.arraycopy(oldNumbers, old[owner] * NUMBERS, numbers, owner * NUMBERS, NUMBERS);
      numbers[owner * NUMBERS + TEXT] = text.add(names[old[owner]], groups[old[owner]]);
    }
    names = permuted(names, old, capacity);
    groups = permuted(groups, old, capacity);
    long[] oldTable = table;
    table = new long[Integer.highestOneBit(4 * capacity)];
    for (long entry : oldTable) {
      int owner = entry == 0 ? -1 : renumbered[(int) entry - 1];
      if (owner >= 0) {
        enter(entry((int) (entry >>> Integer.SIZE), owner));
      }
    }
    count = old.length;
    numbered = count;
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
