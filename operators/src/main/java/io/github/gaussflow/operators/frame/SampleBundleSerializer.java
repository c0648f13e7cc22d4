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

/** Serializes {@link SampleBundle}. */
public final class SampleBundleSerializer extends VersionedSerializer<SampleBundle> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(SampleBundle record, DataOutputView out) throws IOException {
    out.writeInt(record.size);
    StringValue.writeString(record.sensor, out);
    StringValue.writeString(record.group, out);
    Columns.writeTimes(record.times, record.size, out);
    Columns.writeDoubles(record.values, record.size, out);
    Columns.writeOptional(record.references, record.size, out);
    Columns.writeOptional(record.rest, record.size, out);
    out.writeBoolean(record.groups.length > 0);
    if (record.groups.length > 0) {
      for (int i = 0; i < record.size; i++) {
        StringValue.writeString(record.groups[i], out);
      }
    }
  }

  @Override
  protected SampleBundle read(DataInputView in, int version) throws IOException {
    int size = in.readInt();
    SampleBundle bundle = new SampleBundle();
    bundle.size = size;
    bundle.sensor = StringValue.readString(in);
    bundle.group = StringValue.readString(in);
    bundle.times = Columns.readTimes(size, in);
    bundle.values = Columns.readDoubles(size, in);
    bundle.references = Columns.readOptionalDoubles(size, in);
    bundle.rest = Columns.readOptionalMarks(size, in);
    if (in.readBoolean()) {
      bundle.groups = new String[size];
      for (int i = 0; i < size; i++) {
        bundle.groups[i] = StringValue.readString(in);
      }
    }
    return bundle;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public SampleBundle copy(SampleBundle from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<SampleBundle> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<SampleBundle> {

    /** For Flink. */
    public Snapshot() {
      super(SampleBundleSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<SampleBundle> {
    @Override
    public TypeInformation<SampleBundle> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(SampleBundle.class, new SampleBundleSerializer());
    }
  }
}
