/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

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

/** Serializes {@link SampleBlock}. */
public final class SampleBlockSerializer extends VersionedSerializer<SampleBlock> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(SampleBlock record, DataOutputView out) throws IOException {
    StringValue.writeString(record.sensor(), out);
    StringValue.writeString(record.group(), out);
    out.writeLong(record.time());
    out.writeLong(record.period());
    write(record.values(), out);
    write(record.references(), out);
    out.writeBoolean(record.rest());
  }

  private static void write(double[] column, DataOutputView out) throws IOException {
    out.writeInt(column.length);
    Columns.writeNumbers(column, column.length, out);
  }

  @Override
  protected SampleBlock read(DataInputView in, int version) throws IOException {
    return new SampleBlock(
        StringValue.readString(in),
        StringValue.readString(in),
        in.readLong(),
        in.readLong(),
        Columns.readNumbers(in.readInt(), in),
        Columns.readNumbers(in.readInt(), in),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<SampleBlock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<SampleBlock> {

    /** For Flink. */
    public Snapshot() {
      super(SampleBlockSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<SampleBlock> {
    @Override
    public TypeInformation<SampleBlock> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(SampleBlock.class, new SampleBlockSerializer());
    }
  }
}
