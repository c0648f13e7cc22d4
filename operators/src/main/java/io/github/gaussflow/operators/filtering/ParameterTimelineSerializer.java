/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.serialization.BankFormat;
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

/** Serializes {@link ParameterTimeline}. */
public final class ParameterTimelineSerializer extends VersionedSerializer<ParameterTimeline> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(ParameterTimeline record, DataOutputView out) throws IOException {
    out.writeInt(record.size);
    for (int i = 0; i < record.size; i++) {
      out.writeLong(record.validFrom[i]);
      out.writeLong(record.version[i]);
      BankFormat.write(record.bank[i], out);
      Columns.writeDoubles(record.noise[i], out);
    }
  }

  @Override
  protected ParameterTimeline read(DataInputView in, int version) throws IOException {
    int size = in.readInt();
    ParameterTimeline timeline = new ParameterTimeline(size);
    for (int i = 0; i < size; i++) {
      timeline.validFrom[i] = in.readLong();
      timeline.version[i] = in.readLong();
      timeline.bank[i] = BankFormat.read(in);
      timeline.noise[i] = Columns.readDoubles(in);
    }
    timeline.size = size;
    return timeline;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ParameterTimeline copy(ParameterTimeline from) {
    ParameterTimeline timeline = new ParameterTimeline(from.size);
    for (int i = 0; i < from.size; i++) {
      timeline.validFrom[i] = from.validFrom[i];
      timeline.version[i] = from.version[i];
      timeline.bank[i] = from.bank[i];
      timeline.noise[i] = from.noise[i];
    }
    timeline.size = from.size;
    return timeline;
  }

  @Override
  public TypeSerializerSnapshot<ParameterTimeline> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<ParameterTimeline> {

    /** For Flink. */
    public Snapshot() {
      super(ParameterTimelineSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<ParameterTimeline> {
    @Override
    public TypeInformation<ParameterTimeline> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(ParameterTimeline.class, new ParameterTimelineSerializer());
    }
  }
}
