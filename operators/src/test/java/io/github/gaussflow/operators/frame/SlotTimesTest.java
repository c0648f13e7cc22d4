/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTimesTest {

  @Test
  void evenOnesAreThoseOfTheArray() {
    SlotTimes even = SlotTimes.even(4, 7, 10);
    SlotTimes each = SlotTimes.of(new long[] {7, 17, 27, 37});
    assertThat(even).isEqualTo(each).hasSameHashCodeAs(each).hasToString("[7, 17, 27, 37]");
    assertThat(even).isNotEqualTo(SlotTimes.even(4, 7, 11)).isNotEqualTo(SlotTimes.even(3, 7, 10));
    assertThat(even.size()).isEqualTo(each.size()).isEqualTo(4);
    long[] evenPart = {1, 2, 3, 4};
    long[] eachPart = evenPart.clone();
    even.copy(2, evenPart, 1, 2);
    each.copy(2, eachPart, 1, 2);
    assertThat(evenPart).containsExactly(1, 27, 37, 4).isEqualTo(eachPart);
    for (int slot = 0; slot < 4; slot++) {
      assertThat(even.at(slot)).isEqualTo(each.at(slot));
    }
    assertThat(even.isEven()).isTrue();
    assertThat(each.isEven()).isFalse();
    assertThat(SlotTimes.even(3, 7, -1).isEven()).isFalse();
  }

  @Test
  void findsTheFirstThatIsNotBeforeATime() {
    SlotTimes even = SlotTimes.even(1_000, -50, 10);
    assertThat(even.firstFrom(-60, 0, 1_000)).isZero();
    assertThat(even.firstFrom(-60, 3, 1_000)).isEqualTo(3);
    assertThat(even.firstFrom(10, 3, 1_000)).isEqualTo(6);
    assertThat(even.firstFrom(11, 3, 1_000)).isEqualTo(7);
    assertThat(even.firstFrom(11, 3, 6)).isEqualTo(6);
    assertThat(even.firstFrom(Long.MAX_VALUE, 0, 1_000)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 100})
  void evenOnesAreWrittenAsTheArrayIs(int size) throws IOException {
    SlotTimes even = SlotTimes.even(size, 7, 10);
    byte[] bytes = bytes(even);
    assertThat(bytes).isEqualTo(bytes(SlotTimes.of(even.toArray())));
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    SlotTimes read = SlotTimes.read(size, in);
    assertThat(read).isEqualTo(even);
    assertThat(read.isEven()).isEqualTo(size > 2);
    assertThat(in.available()).isZero();
  }

  @Test
  void othersComeBackOneByOne() throws IOException {
    SlotTimes each = SlotTimes.of(new long[] {7, 17, 28});
    assertThat(SlotTimes.read(3, new DataInputDeserializer(bytes(each)))).isEqualTo(each);
  }

  private static byte[] bytes(SlotTimes times) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    times.write(bytes);
    return bytes.getCopyOfBuffer();
  }
}
