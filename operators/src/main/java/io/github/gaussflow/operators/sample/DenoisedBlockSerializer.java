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

/** Serializes {@link DenoisedBlock}. */
public final class DenoisedBlockSerializer extends VersionedSerializer<DenoisedBlock> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(DenoisedBlock record, DataOutputView out) throws IOException {
    int size = record.size();
    out.writeInt(size);
    StringValue.writeString(record.sensor(), out);
    StringValue.writeString(record.group(), out);
    out.writeLong(record.time());
    out.writeLong(record.period());
    Columns.writeNumbers(record.values(), size, out);
    out.writeBoolean(record.references().length > 0);
    Columns.writeNumbers(record.references(), record.references().length, out);
    Columns.writeNumbers(record.denoised(), size, out);
    out.writeBoolean(record.standardErrors().length == 1);
    Columns.writeNumbers(record.standardErrors(), record.standardErrors().length, out);
    out.writeLong(record.version());
    Columns.writeOptional(record.outliers(), size, out);
    Columns.writeOptional(record.estimated(), size, out);
  }

  @Override
  protected DenoisedBlock read(DataInputView in, int version) throws IOException {
    int size = in.readInt();
    return new DenoisedBlock(
        StringValue.readString(in),
        StringValue.readString(in),
        in.readLong(),
        in.readLong(),
        Columns.readNumbers(size, in),
        Columns.readNumbers(in.readBoolean() ? size : 0, in),
        Columns.readNumbers(size, in),
        Columns.readNumbers(in.readBoolean() ? 1 : size, in),
        in.readLong(),
        Columns.readOptionalMarks(size, in),
        Columns.readOptionalMarks(size, in));
  }

  @Override
  public TypeSerializerSnapshot<DenoisedBlock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<DenoisedBlock> {

    /** For Flink. */
    public Snapshot() {
      super(DenoisedBlockSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<DenoisedBlock> {
    @Override
    public TypeInformation<DenoisedBlock> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(DenoisedBlock.class, new DenoisedBlockSerializer());
    }
  }
}
