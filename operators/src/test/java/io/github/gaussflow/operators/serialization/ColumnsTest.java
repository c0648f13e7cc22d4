/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

  static Stream<long[]> times() {
    return Stream.of(
        new long[0],
        new long[] {5},
        new long[] {5, 4},
        new long[] {0, 10, 20, 30},
        new long[] {0, 10, 20, 31},
        new long[] {7, 7, 7},
        new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE - 1}, // even, and so beyond a long
        new long[] {0, Long.MIN_VALUE, 20},
        new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1});
  }

  @ParameterizedTest
  @MethodSource("times")
  void timesComeBackEvenlySpacedOrNot(long[] times) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    Columns.writeTimes(times, times.length, bytes);
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    assertThat(Columns.readTimes(times.length, in)).containsExactly(times);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 511, 512, 513, 2_000})
  void numbersAreWrittenAsTheViewWritesThem(int size) throws IOException {
    double[] numbers = new Random(size).doubles(size).toArray();
    if (size > 2) {
      numbers[0] = Double.NaN;
      numbers[1] = -0.0;
      numbers[2] = Double.NEGATIVE_INFINITY;
    }
    DataOutputSerializer each = new DataOutputSerializer(64);
    for (double number : numbers) {
      each.writeDouble(number);
    }
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    Columns.writeDoubles(numbers, size, bytes);
    assertThat(bytes.getCopyOfBuffer()).isEqualTo(each.getCopyOfBuffer());
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    assertThat(Columns.readDoubles(size, in)).isEqualTo(numbers);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 2_000})
  void numbersBetweenOperatorsHaveTheirLeastBytesFirst(int size) throws IOException {
    double[] numbers = new Random(size).doubles(size).toArray();
    if (size > 2) {
      numbers[0] = Double.NaN;
      numbers[1] = -0.0;
    }
    DataOutputSerializer each = new DataOutputSerializer(64);
    for (double number : numbers) {
      each.writeLong(Long.reverseBytes(Double.doubleToLongBits(number)));
    }
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    Columns.writeNumbers(numbers, size, bytes);
    assertThat(bytes.getCopyOfBuffer()).isEqualTo(each.getCopyOfBuffer());
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    assertThat(Columns.readNumbers(size, in)).isEqualTo(numbers);
    assertThat(in.available()).isZero();
  }
}
