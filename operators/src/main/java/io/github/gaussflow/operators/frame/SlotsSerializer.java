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

/** Serializes {@link Slots}, part of several states: no more of its arrays than is in use. */
public final class SlotsSerializer extends VersionedSerializer<Slots> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Slots record, DataOutputView out) throws IOException {
    out.writeInt(record.size);
    Columns.writeTimes(record.times, record.size, out);
    Columns.writeDoubles(record.values, record.size, out);
    Columns.writeOptional(record.references, record.size, out);
    Columns.writeOptional(record.rest, record.size, out);
    Columns.writeOptional(record.outliers, record.size, out);
  }

  @Override
  protected Slots read(DataInputView in, int version) throws IOException {
    Slots slots = new Slots();
    slots.size = in.readInt();
    slots.times = Columns.readTimes(slots.size, in);
    slots.values = Columns.readDoubles(slots.size, in);
    slots.references = Columns.readOptionalDoubles(slots.size, in);
    slots.rest = Columns.readOptionalMarks(slots.size, in);
    slots.outliers = Columns.readOptionalDoubles(slots.size, in);
    return slots;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Slots copy(Slots from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<Slots> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<Slots> {

    /** For Flink. */
    public Snapshot() {
      super(SlotsSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<Slots> {
    @Override
    public TypeInformation<Slots> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(Slots.class, new SlotsSerializer());
    }
  }
}
