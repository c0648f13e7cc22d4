/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.Arrays;

/**
 * The names of sensors and of their groups one behind the other, a byte a character, to compare
 * with: a name that is an object of its own is three places in memory, each to be waited for.
 *
 * <p>Takes names of up to 255 characters of Latin-1.
 */
final class SensorNames {

  private static final int LONGEST = 255;
  private static final int MOST = Integer.MAX_VALUE - 2 * LONGEST - 16;

  /** Of each sensor the lengths of its name and of its group's, then both. */
  private byte[] text = new byte[1 << 10];

  private int size;

  /** Adds a sensor; returns where it is, negative if it is not taken. */
  int add(String sensor, String group) {
    if (!isTaken(sensor) || !isTaken(group) || size > MOST) {
      return -1;
    }
    int at = size;
    int end = at + 2 + sensor.length() + group.length();
    if (end > text.length) {
      text = Arrays.copyOf(text, (int) Math.min(MOST + 2L * LONGEST + 2, 2L * end));
    }
    text[at] = (byte) sensor.length();
    text[at + 1] = (byte) group.length();
    put(sensor, at + 2);
    put(group, at + 2 + sensor.length());
    size = end;
    return at;
  }

  private static boolean isTaken(String name) {
    if (name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > LONGEST) {
        return false;
      }
    }
    return true;
  }

  private void put(String name, int at) {
    for (int i = 0; i < name.length(); i++) {
      text[at + i] = (byte) name.charAt(i);
    }
  }

  /** Whether the sensor at a place has a name as long as this one. */
  boolean hasLength(int at, String name) {
    return Byte.toUnsignedInt(text[at]) == name.length();
  }

  /** Whether the sensor at a place has this name. */
  boolean isSensor(int at, String name) {
    return isThere(name, at + 2, text[at]);
  }

  /** Whether the sensor at a place is of the group of this name. */
  boolean isGroup(int at, String name) {
    return isThere(name, at + 2 + Byte.toUnsignedInt(text[at]), text[at + 1]);
  }

  private boolean isThere(String name, int at, byte length) {
    if (name.length() != Byte.toUnsignedInt(length)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != Byte.toUnsignedInt(text[at + i])) {
        return false;
      }
    }
    return true;
  }
}
