/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import io.github.gaussflow.operators.serialization.Columns;
import io.github.gaussflow.operators.serialization.VersionedSerializer;
import io.github.gaussflow.operators.serialization.VersionedSerializerSnapshot;
import io.github.gaussflow.operators.serialization.VersionedType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link WindowRecord}. */
public final class WindowRecordSerializer extends VersionedSerializer<WindowRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(WindowRecord record, DataOutputView out) throws IOException {
    StringValue.writeString(record.sensor(), out);
    StringValue.writeString(record.group(), out);
    out.writeLong(record.end());
    out.writeInt(record.sums().length);
    Columns.writeNumbers(record.sums(), record.sums().length, out);
    Columns.writeDoubles(record.rest(), out);
    out.writeDouble(record.lag());
    out.writeInt(record.sensors());
    out.writeLong(record.period());
    out.writeLong(record.knownAt());
  }

  @Override
  protected WindowRecord read(DataInputView in, int version) throws IOException {
    return new WindowRecord(
        StringValue.readString(in),
        StringValue.readString(in),
        in.readLong(),
        version == 1 ? Columns.readDoubles(in) : Columns.readNumbers(in.readInt(), in),
        Columns.readDoubles(in),
        in.readDouble(),
        in.readInt(),
        in.readLong(),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<WindowRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<WindowRecord> {

    /** For Flink. */
    public Snapshot() {
      super(WindowRecordSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<WindowRecord> {
    @Override
    public TypeInformation<WindowRecord> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(WindowRecord.class, new WindowRecordSerializer());
    }
  }
}
