/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.outlier;

import io.github.gaussflow.operators.frame.SlotsSerializer;
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

/** Serializes {@link UnjudgedSamples}. */
public final class UnjudgedSamplesSerializer extends VersionedSerializer<UnjudgedSamples> {

  private static final long serialVersionUID = 1L;

  /** Part of this format: a new version of it is one of this too. */
  private static final SlotsSerializer SLOTS = new SlotsSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(UnjudgedSamples record, DataOutputView out) throws IOException {
    SLOTS.serialize(record.slots, out);
    out.writeInt(record.next);
    out.writeLong(record.lastJudged);
    Columns.writeDoubles(record.deviations, out);
    StringValue.writeString(record.sensor, out);
    StringValue.writeString(record.group, out);
    out.writeLong(record.due.time);
    out.writeLong(record.end.time);
  }

  @Override
  protected UnjudgedSamples read(DataInputView in, int version) throws IOException {
    UnjudgedSamples samples = new UnjudgedSamples();
    samples.slots = SLOTS.deserialize(in);
    samples.next = in.readInt();
    samples.lastJudged = in.readLong();
    samples.deviations = Columns.readDoubles(in);
    samples.sensor = StringValue.readString(in);
    samples.group = StringValue.readString(in);
    samples.due.time = in.readLong();
    samples.end.time = in.readLong();
    return samples;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public UnjudgedSamples copy(UnjudgedSamples from) {
    UnjudgedSamples samples = new UnjudgedSamples();
    samples.slots = from.slots.copy();
    samples.next = from.next;
    samples.lastJudged = from.lastJudged;
    samples.deviations = from.deviations; // replaced, never changed
    samples.sensor = from.sensor;
    samples.group = from.group;
    samples.due.time = from.due.time;
    samples.end.time = from.end.time;
    return samples;
  }

  @Override
  public TypeSerializerSnapshot<UnjudgedSamples> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<UnjudgedSamples> {

    /** For Flink. */
    public Snapshot() {
      super(UnjudgedSamplesSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<UnjudgedSamples> {
    @Override
    public TypeInformation<UnjudgedSamples> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(UnjudgedSamples.class, new UnjudgedSamplesSerializer());
    }
  }
}
