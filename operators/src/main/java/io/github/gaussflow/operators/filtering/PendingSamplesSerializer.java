/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.frame.SlotsSerializer;
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

/** Serializes {@link PendingSamples}. */
public final class PendingSamplesSerializer extends VersionedSerializer<PendingSamples> {

  private static final long serialVersionUID = 1L;

  /** Part of this format: a new version of it is one of this too. */
  private static final SlotsSerializer SLOTS = new SlotsSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(PendingSamples record, DataOutputView out) throws IOException {
    SLOTS.serialize(record.allSlots(), out);
    out.writeInt(record.next);
    StringValue.writeString(record.sensor, out);
    StringValue.writeString(record.group, out);
    out.writeLong(record.timer.time);
    out.writeLong(record.period);
  }

  @Override
  protected PendingSamples read(DataInputView in, int version) throws IOException {
    PendingSamples pending = new PendingSamples();
    pending.slots = SLOTS.deserialize(in);
    pending.next = in.readInt();
    pending.sensor = StringValue.readString(in);
    pending.group = StringValue.readString(in);
    pending.timer.time = in.readLong();
    pending.period = in.readLong();
    return pending;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public PendingSamples copy(PendingSamples from) {
    PendingSamples pending = new PendingSamples();
    pending.slots = from.slots.copy();
    pending.frames.addAll(from.frames); // they do not change
    pending.next = from.next;
    pending.sensor = from.sensor;
    pending.group = from.group;
    pending.timer.time = from.timer.time;
    pending.period = from.period;
    return pending;
  }

  @Override
  public TypeSerializerSnapshot<PendingSamples> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<PendingSamples> {

    /** For Flink. */
    public Snapshot() {
      super(PendingSamplesSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<PendingSamples> {
    @Override
    public TypeInformation<PendingSamples> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(PendingSamples.class, new PendingSamplesSerializer());
    }
  }
}
