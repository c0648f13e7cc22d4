/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

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

/** Serializes {@link Frame}. */
public final class FrameSerializer extends VersionedSerializer<Frame> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(Frame record, DataOutputView out) throws IOException {
    int size = record.size();
    out.writeInt(size);
    StringValue.writeString(record.sensor(), out);
    StringValue.writeString(record.group(), out);
    record.slotTimes().write(out);
    Columns.writeNumbers(record.values(), size, out);
    Columns.writeOptional(record.references(), size, out);
    Columns.writeOptional(record.rest(), size, out);
    Columns.writeOptional(record.outliers(), size, out);
    out.writeLong(record.period());
    out.writeLong(record.knownAt());
  }

  @Override
  protected Frame read(DataInputView in, int version) throws IOException {
    int size = in.readInt();
    return new Frame(
        StringValue.readString(in),
        StringValue.readString(in),
        SlotTimes.read(size, in),
        version == 1 ? Columns.readDoubles(size, in) : Columns.readNumbers(size, in),
        Columns.readOptionalDoubles(size, in),
        Columns.readOptionalMarks(size, in),
        Columns.readOptionalDoubles(size, in),
        in.readLong(),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Frame> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<Frame> {

    /** For Flink. */
    public Snapshot() {
      super(FrameSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<Frame> {
    @Override
    public TypeInformation<Frame> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(Frame.class, new FrameSerializer());
    }
  }
}
