/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

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

/** Serializes {@link OpenWindow}. */
public final class OpenWindowSerializer extends VersionedSerializer<OpenWindow> {

  private static final long serialVersionUID = 1L;

  /** Part of this format: a new version of it is one of this too. */
  private static final SlotsSerializer SLOTS = new SlotsSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(OpenWindow record, DataOutputView out) throws IOException {
    SLOTS.serialize(record.slots, out);
    out.writeInt(record.start);
    out.writeLong(record.end);
    StringValue.writeString(record.sensor, out);
    StringValue.writeString(record.group, out);
    out.writeLong(record.timer.time);
    out.writeLong(record.period);
    out.writeLong(record.knownAt);
  }

  @Override
  protected OpenWindow read(DataInputView in, int version) throws IOException {
    OpenWindow window = new OpenWindow();
    window.slots = SLOTS.deserialize(in);
    window.start = in.readInt();
    window.end = in.readLong();
    window.sensor = StringValue.readString(in);
    window.group = StringValue.readString(in);
    window.timer.time = in.readLong();
    window.period = in.readLong();
    window.knownAt = in.readLong();
    return window;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public OpenWindow copy(OpenWindow from) {
    OpenWindow window = new OpenWindow();
    window.slots = from.slots.copy();
    window.start = from.start;
    window.end = from.end;
    window.sensor = from.sensor;
    window.group = from.group;
    window.timer.time = from.timer.time;
    window.period = from.period;
    window.knownAt = from.knownAt;
    return window;
  }

  @Override
  public TypeSerializerSnapshot<OpenWindow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<OpenWindow> {

    /** For Flink. */
    public Snapshot() {
      super(OpenWindowSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<OpenWindow> {
    @Override
    public TypeInformation<OpenWindow> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(OpenWindow.class, new OpenWindowSerializer());
    }
  }
}
