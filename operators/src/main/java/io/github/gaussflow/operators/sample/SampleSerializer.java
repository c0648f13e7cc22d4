/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

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

/** Serializes {@link Sample}. */
public final class SampleSerializer extends VersionedSerializer<Sample> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Sample record, DataOutputView out) throws IOException {
    StringValue.writeString(record.sensor(), out);
    StringValue.writeString(record.group(), out);
    out.writeLong(record.time());
    out.writeDouble(record.value());
    out.writeDouble(record.reference());
    out.writeBoolean(record.rest());
  }

  @Override
  protected Sample read(DataInputView in, int version) throws IOException {
    return new Sample(
        StringValue.readString(in),
        StringValue.readString(in),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<Sample> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<Sample> {

    /** For Flink. */
    public Snapshot() {
      super(SampleSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<Sample> {
    @Override
    public TypeInformation<Sample> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(Sample.class, new SampleSerializer());
    }
  }
}
