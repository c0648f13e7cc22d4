/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

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

/** Serializes {@link GatedBundle}, which is part of no state. */
public final class GatedBundleSerializer extends VersionedSerializer<GatedBundle> {

  private static final long serialVersionUID = 1L;

  /** Part of this format: a new version of it is one of this too. */
  private static final SampleBundleSerializer BUNDLES = new SampleBundleSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(GatedBundle record, DataOutputView out) throws IOException {
    BUNDLES.serialize(record.samples(), out);
    out.writeBoolean(record.isInTime());
    out.writeLong(record.releasedAt());
  }

  @Override
  protected GatedBundle read(DataInputView in, int version) throws IOException {
    return new GatedBundle(BUNDLES.deserialize(in), in.readBoolean(), in.readLong());
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public GatedBundle copy(GatedBundle from) {
    return new GatedBundle(from.samples().copy(), from.isInTime(), from.releasedAt());
  }

  @Override
  public TypeSerializerSnapshot<GatedBundle> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<GatedBundle> {

    /** For Flink. */
    public Snapshot() {
      super(GatedBundleSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<GatedBundle> {
    @Override
    public TypeInformation<GatedBundle> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(GatedBundle.class, new GatedBundleSerializer());
    }
  }
}
