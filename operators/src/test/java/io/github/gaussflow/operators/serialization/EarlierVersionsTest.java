/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameSerializer;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.learning.WindowRecordSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;

/** What an earlier version wrote is read. */
class EarlierVersionsTest {

  private final DataOutputSerializer bytes = new DataOutputSerializer(64);

  private <T> T read(VersionedSerializer<T> serializer, int version) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    T read = serializer.reading(version).deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @Test
  void framesWhoseValuesHaveTheirFirstBytesFirst() throws IOException {
    double[] values = {1.5, Double.NaN, -3};
    bytes.writeInt(3);
    StringValue.writeString("s", bytes);
    StringValue.writeString("g", bytes);
    Columns.writeEvenTimes(40, 10, bytes);
    for (double value : values) {
      bytes.writeDouble(value);
    }
    for (int absent = 0; absent < 3; absent++) {
      bytes.writeBoolean(false);
    }
    bytes.writeLong(10);
    bytes.writeLong(7);

    Frame frame = read(new FrameSerializer(), 1);

    assertThat(frame.sensor()).isEqualTo("s");
    assertThat(frame.group()).isEqualTo("g");
    assertThat(frame.times()).containsExactly(40, 50, 60);
    assertThat(frame.values()).containsExactly(values);
    assertThat(frame.references()).isEmpty();
    assertThat(frame.period()).isEqualTo(10);
    assertThat(frame.knownAt()).isEqualTo(7);
  }

  @Test
  void recordsOfWindowsWhoseSumsHaveTheirFirstBytesFirst() throws IOException {
    double[] sums = {1, 0, 2.25};
    StringValue.writeString("s", bytes);
    StringValue.writeString("g", bytes);
    bytes.writeLong(640);
    bytes.writeInt(sums.length);
    for (double sum : sums) {
      bytes.writeDouble(sum);
    }
    bytes.writeInt(0);
    bytes.writeDouble(-2);
    bytes.writeInt(4);
    bytes.writeLong(10);
    bytes.writeLong(7);

    WindowRecord record = read(new WindowRecordSerializer(), 1);

    assertThat(record)
        .usingRecursiveComparison()
        .isEqualTo(new WindowRecord("s", "g", 640, sums, new double[0], -2, 4, 10, 7));
  }
}
