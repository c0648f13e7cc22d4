/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final double NONE = Double.NaN;

  private static Frame frame(long from, int count, boolean referenced) {
    return frame(from, count, referenced, false);
  }

  private static Frame frame(long from, int count, boolean referenced, boolean atRest) {
    long[] times = new long[count];
    double[] values = new double[count];
    double[] references = new double[referenced ? count : 0];
    boolean[] rest = new boolean[atRest ? count : 0];
    Arrays.fill(rest, true);
    for (int i = 0; i < count; i++) {
      times[i] = from + i;
      values[i] = 0.5 * (from + i);
      if (referenced) {
        references[i] = -(from + i);
      }
    }
    return new Frame("s", "g", times, values, references, rest, new double[0]);
  }

  @Test
  void hasNoReferencesUntilOneComes() {
    Slots slots = new Slots();
    assertThat(slots.isEmpty()).isTrue();
    slots.append(frame(0, 2, false), 0, 2);
    slots.appendEmpty(1);
    assertThat(slots.references).isEmpty();
    slots.append(frame(3, 2, true), 0, 2);
    slots.append(frame(5, 1, false), 0, 1);
    slots.appendEmpty(1);
    assertThat(slots.size).isEqualTo(7);
    assertThat(slots.references).startsWith(NONE, NONE, NONE, -3, -4, NONE, NONE);
    assertThat(slots.values).startsWith(0, 0.5, NONE, 1.5, 2, 2.5, NONE);
    assertThat(slots.holdsSample(1)).isTrue();
    assertThat(slots.holdsSample(2)).isFalse();
  }

  @Test
  void appendsAPartOfAFrame() {
    Slots slots = new Slots();
    slots.append(frame(0, 9, true), 3, 5);
    assertThat(slots.size).isEqualTo(2);
    assertThat(slots.lastTime()).isEqualTo(4);
    assertThat(slots.references).startsWith(-3, -4);
  }

  @Test
  void shrinksAfterALongBacklog() {
    Slots slots = new Slots();
    slots.append(frame(0, 10_000, true), 0, 10_000);
    slots.keepLast(3);
    assertThat(slots.times.length).isLessThan(100);
    assertThat(slots.values).hasSameSizeAs(slots.references).startsWith(4_998.5, 4_999, 4_999.5);
    slots.keepLast(5);
    assertThat(slots.size).as("no more than there are").isEqualTo(3);
    slots.keepLast(0);
    assertThat(slots.isEmpty()).isTrue();
  }

  /** Compares with a list after every step. */
  @Property(seed = "41")
  void isAListTrimmedAtTheFront(@ForAll long seed) {
    Random random = new Random(seed);
    Slots slots = new Slots();
    List<double[]> expected = new ArrayList<>();
    long time = 1;
    for (int step = 0; step < 40; step++) {
      int count = random.nextInt(1 << random.nextInt(9));
      switch (random.nextInt(3)) {
        case 0 -> {
          boolean referenced = random.nextInt(4) == 0;
          boolean atRest = random.nextInt(4) == 0;
          slots.append(frame(time, count, referenced, atRest), 0, count);
          for (int i = 0; i < count; i++, time++) {
            expected.add(
                new double[] {time, 0.5 * time, referenced ? -time : NONE, atRest ? 1 : 0});
          }
        }
        case 1 -> {
          slots.appendEmpty(count);
          for (int i = 0; i < count; i++) {
            expected.add(new double[] {SamplingGrid.NO_TIME, NONE, NONE, 0});
          }
        }
        default -> {
          int kept = Math.min(count, slots.size);
          slots.keepLast(kept);
          expected = new ArrayList<>(expected.subList(expected.size() - kept, expected.size()));
        }
      }
      assertThat(slots.size).isEqualTo(expected.size());
      for (int i = 0; i < slots.size; i++) {
        double reference = slots.references.length == 0 ? NONE : slots.references[i];
        double atRest = slots.rest.length > 0 && slots.rest[i] ? 1 : 0;
        assertThat(new double[] {slots.times[i], slots.values[i], reference, atRest})
            .containsExactly(expected.get(i));
      }
    }
  }
}
