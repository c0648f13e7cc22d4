/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

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

/** Serializes {@link LearnedGroup}. */
public final class LearnedGroupSerializer extends VersionedSerializer<LearnedGroup> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(LearnedGroup record, DataOutputView out) throws IOException {
    out.writeLong(record.version);
    out.writeLong(record.end);
    out.writeLong(record.forgetting);
    Columns.writeDoubles(record.learner, out);
    Columns.writeDoubles(record.calibration, out);
  }

  @Override
  protected LearnedGroup read(DataInputView in, int version) throws IOException {
    LearnedGroup group = new LearnedGroup();
    group.version = in.readLong();
    group.end = in.readLong();
    group.forgetting = in.readLong();
    group.learner = Columns.readDoubles(in);
    group.calibration = Columns.readDoubles(in);
    return group;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public LearnedGroup copy(LearnedGroup from) {
    LearnedGroup group = new LearnedGroup();
    group.version = from.version;
    group.end = from.end;
    group.forgetting = from.forgetting;
    group.learner = from.learner; // replaced, never changed
    group.calibration = from.calibration;
    return group;
  }

  @Override
  public TypeSerializerSnapshot<LearnedGroup> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<LearnedGroup> {

    /** For Flink. */
    public Snapshot() {
      super(LearnedGroupSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<LearnedGroup> {
    @Override
    public TypeInformation<LearnedGroup> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(LearnedGroup.class, new LearnedGroupSerializer());
    }
  }
}
