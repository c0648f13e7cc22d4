/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.util.MathUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 128, 1_000, 1 << 15})
  void keysAreInTheOrderOfKeyGroupsAndInEachOfSlots(int keyGroups) {
    int count = 5_000;
    int[] keys = IntStream.range(0, 2 * count).map(i -> ("sensor" + i).hashCode()).toArray();
    int[] order = new KeyOrder(keyGroups).of(keys, count);
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, count).toArray());
    int[] groups = Arrays.stream(order).map(i -> groupOf("sensor" + i, keyGroups)).toArray();
    assertThat(groups).isSorted();
    int slots = slotsFor(count, groups);
    if (keyGroups == 1 || keyGroups > count) { // else each group has its own number of slots
      for (int i = 1; i < count; i++) {
        if (groups[i] == groups[i - 1]) {
          assertThat(slotOf("sensor" + order[i], slots))
              .isGreaterThanOrEqualTo(slotOf("sensor" + order[i - 1], slots));
        }
      }
    }
  }

  private static int groupOf(String key, int keyGroups) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
  }

  /** As many as the table of the largest group has: a quarter of them, or more, are free. */
  private static int slotsFor(int count, int[] groups) {
    int largest = 0;
    int from = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || groups[i] != groups[from]) {
        largest = Math.max(largest, i - from);
        from = i;
      }
    }
    return Math.max(128, MathUtils.roundUpToPowerOfTwo((largest * 4 + 2) / 3));
  }

  private static int slotOf(String key, int slots) {
    return MathUtils.bitMix(key.hashCode() ^ VoidNamespace.INSTANCE.hashCode()) & slots - 1;
  }
}
