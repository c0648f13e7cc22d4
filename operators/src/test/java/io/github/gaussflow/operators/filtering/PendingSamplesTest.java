/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.Slots;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PendingSamplesTest {

  private static final PendingSamplesSerializer SERIALIZER = new PendingSamplesSerializer();

  private static Frame frame(long first, double... values) {
    long[] times = new long[values.length];
    Arrays.setAll(times, i -> first + 10 * i);
    double[] references = first == 20 ? new double[values.length] : new double[0];
    return new Frame("s", "g", times, values, references, new boolean[0], new double[0]);
  }

  /** Two slots in arrays of their own, and five in frames. */
  private static PendingSamples pending() {
    PendingSamples pending = new PendingSamples();
    pending.slots.append(frame(0, 1, 2), 0, 2);
    pending.next = 2;
    pending.frames.add(frame(20, 3, 4, 5));
    pending.frames.add(frame(50, 6, 7));
    return pending;
  }

  private static String shown(Slots slots) {
    StringBuilder shown = new StringBuilder();
    for (int slot = 0; slot < slots.size; slot++) {
      shown.append(
          "%d %s %s, ".formatted(slots.times[slot], slots.values[slot], slots.reference(slot)));
    }
    return shown.toString();
  }

  private static final String ALL =
      "0 1.0 NaN, 10 2.0 NaN, 20 3.0 0.0, 30 4.0 0.0, 40 5.0 0.0, 50 6.0 NaN, 60 7.0 NaN, ";

  @Test
  void framesAreWrittenAsSlots() throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    PendingSamples pending = pending();
    SERIALIZER.serialize(pending, bytes);
    assertThat(pending.slots.size).isEqualTo(2);
    assertThat(pending.frames).hasSize(2);

    PendingSamples read =
        SERIALIZER.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    assertThat(read.frames).isEmpty();
    assertThat(shown(read.slots)).isEqualTo(ALL);
    assertThat(read.next).isEqualTo(2);
  }

  @Test
  void aCopyHasFramesOfItsOwn() {
    PendingSamples pending = pending();
    PendingSamples copy = SERIALIZER.copy(pending);
    pending.gather(pending.slots);
    assertThat(pending.frames).isEmpty();
    assertThat(shown(pending.slots)).isEqualTo(ALL);
    assertThat(copy.frames).hasSize(2);
    assertThat(copy.slots.size).isEqualTo(2);
    assertThat(shown(copy.allSlots())).isEqualTo(ALL);
  }

  @Test
  void tellsItsOldestAndNewestSamplesWithTheFrames() {
    PendingSamples pending = pending();
    assertThat(pending.oldestPending(99, false)).isEqualTo(20);
    assertThat(pending.lastTime()).isEqualTo(60);
    pending.next = 1;
    assertThat(pending.oldestPending(99, false)).isEqualTo(10);
    pending.gather(pending.slots);
    assertThat(pending.oldestPending(99, false)).isEqualTo(10);
    assertThat(pending.lastTime()).isEqualTo(60);
    pending.next = 7;
    assertThat(pending.oldestPending(99, false)).isEqualTo(99);
  }

  @Test
  void keepsOnlyWhatLaterOutputsReachBackTo() {
    PendingSamples pending = pending();
    pending.gather(pending.slots);
    pending.next = 6;
    Slots all = pending.slots;
    pending.copyNotDone(2);
    assertThat(shown(pending.slots)).isEqualTo("40 5.0 0.0, 50 6.0 NaN, 60 7.0 NaN, ");
    assertThat(pending.next).isEqualTo(2);
    all.times[6] = 0;
    assertThat(pending.slots.lastTime()).isEqualTo(60);
  }
}
